using Rl.Env.World.Animals;
using Rl.Env.World.Blocks;
using Rl.Env.World.Rendering;
using Rl.Env.World.Volume;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class AnimalPainterTests
{
    private static readonly FrameSize Size = FrameSize.Square(128);

    private readonly VoxelVolume _volume = new();

    [OneTimeSetUp]
    public void FillVolume() => _volume.Reset(new FlatSource(), 0, 0);

    [TestCase(AnimalKind.Cow, 250)]
    [TestCase(AnimalKind.Pig, 180)]
    [TestCase(AnimalKind.Sheep, 220)]
    [TestCase(AnimalKind.Chicken, 40)]
    public void An_animal_is_seen_from_near(AnimalKind kind, int pixels)
    {
        var bare = Render(_volume, Looking());

        var scene = Looking(new AnimalSprite(kind, 0.5, 64, 4.5) { Heading = (1, 0), Head = (1, 0) });

        Assert.That(ChangedPixels(bare, Render(_volume, scene)), Is.GreaterThan(pixels));
    }

    [Test]
    public void A_block_in_front_hides_an_animal_and_one_behind_does_not()
    {
        var volume = new VoxelVolume();
        volume.Reset(new FlatSource(), 0, 0);
        for (var x = -3; x <= 3; x++)
        {
            for (var y = 64; y <= 68; y++)
            {
                volume.Set(x, y, 4, BlockId.Stone);
            }
        }

        var bare = Render(volume, Looking());
        var behind = Render(volume, Looking(new AnimalSprite(AnimalKind.Cow, 0.5, 64, 6.5)));
        var before = Render(volume, Looking(new AnimalSprite(AnimalKind.Cow, 0.5, 64, 2.5)));

        Assert.That(ChangedPixels(bare, behind), Is.Zero);
        Assert.That(ChangedPixels(bare, before), Is.GreaterThan(500));
    }

    [Test]
    public void The_nearer_of_two_animals_is_seen_whatever_their_order()
    {
        var cow = new AnimalSprite(AnimalKind.Cow, 0.5, 64, 4.5);
        var pig = new AnimalSprite(AnimalKind.Pig, 0.3, 64, 3);

        Assert.That(Render(_volume, Looking(cow, pig)), Is.EqualTo(Render(_volume, Looking(pig, cow))));
    }

    [Test]
    public void A_hurt_animal_is_red()
    {
        var sheep = new AnimalSprite(AnimalKind.Sheep, 0.5, 64, 3.5);
        var sound = Render(_volume, Looking(sheep));
        var hurt = Render(_volume, Looking(sheep with { IsHurt = true }));

        Assert.That(ChangedPixels(sound, hurt), Is.GreaterThan(250));
        Assert.That(RedExcess(hurt), Is.GreaterThan(RedExcess(sound)));
    }

    [Test]
    public void Legs_swing_heads_turn_wings_beat_and_the_dead_tip_over()
    {
        var hen = new AnimalSprite(AnimalKind.Chicken, 0.5, 64, 2.5);
        var still = Render(_volume, Looking(hen));

        Assert.That(ChangedBy(hen with { WalkAmount = 1 }), Is.GreaterThan(5), "legs");
        Assert.That(ChangedBy(hen with { Head = (0.7071f, 0.7071f) }), Is.GreaterThan(20), "head");
        Assert.That(ChangedBy(hen with { WingSpread = 1, FlutterTicks = 1 }), Is.GreaterThan(20), "wings");
        Assert.That(ChangedBy(hen with { DyingTicks = 15 }), Is.GreaterThan(50), "body");

        int ChangedBy(AnimalSprite moved) => ChangedPixels(still, Render(_volume, Looking(moved)));
    }

    [Test]
    public void Animals_beyond_forty_eight_blocks_and_behind_the_eye_are_not_drawn()
    {
        var bare = Render(_volume, Looking());

        Assert.That(Render(_volume, Looking(new AnimalSprite(AnimalKind.Cow, 0.5, 64, 49))), Is.EqualTo(bare));
        Assert.That(Render(_volume, Looking(new AnimalSprite(AnimalKind.Cow, 0.5, 64, -4))), Is.EqualTo(bare));
    }

    [Test]
    public void An_animal_in_the_dark_is_dark()
    {
        var volume = new VoxelVolume();
        volume.Reset(new FlatSource(), 0, 0);
        for (var cell = 0; cell < 31 * 31; cell++)
        {
            volume.Set((cell % 31) - 15, 67, (cell / 31) - 15, BlockId.Stone);
        }

        var bright = Brightness(_volume);

        Assert.That(Brightness(volume), Is.LessThan(bright * 0.8));

        static double Brightness(VoxelVolume volume)
        {
            var frame = Render(volume, Looking(new AnimalSprite(AnimalKind.Sheep, 0.5, 64, 1.9)));
            return frame[((80 * 128) + 64) * 3];
        }
    }

    [Test]
    public void An_animal_at_the_eye_fills_the_picture()
    {
        var bare = Render(_volume, Looking());

        var face = Render(_volume, Looking(new AnimalSprite(AnimalKind.Cow, 0.5, 64.4, 1.25)));

        Assert.That(ChangedPixels(bare, face), Is.GreaterThan(128 * 128 * 6 / 10));
    }

    [TestCase(7, 5)]
    [TestCase(1, 1)]
    public void Any_frame_size_will_do(int width, int height)
    {
        var size = new FrameSize(height, width);
        var frame = new byte[size.ByteCount];

        Assert.DoesNotThrow(() => new WorldRenderer(size).Render(_volume, Looking(Herd()), frame));
    }

    [Test]
    public void Two_renderers_draw_the_same_animals_whatever_they_drew_before()
    {
        var renderer = new WorldRenderer(Size);
        var frame = new byte[Size.ByteCount];
        renderer.Render(_volume, Looking(new AnimalSprite(AnimalKind.Pig, 0.5, 64, 2.5)), frame);
        renderer.Render(_volume, Looking(Herd()), frame);

        Assert.That(frame, Is.EqualTo(Render(_volume, Looking(Herd()))));
    }

    [Test]
    public void Drawing_animals_allocates_nothing()
    {
        var renderer = new WorldRenderer(Size);
        var frame = new byte[Size.ByteCount];
        var scene = Looking(Herd());
        renderer.Render(_volume, scene, frame);
        using var allocations = new AllocationMeter();

        renderer.Render(_volume, scene, frame);

        Assert.That(allocations.Bytes, Is.Zero);
    }

    private static AnimalSprite[] Herd() =>
    [
        new(AnimalKind.Cow, 0.5, 64, 4.5),
        new(AnimalKind.Pig, 3.5, 64, 7.5) { Heading = (1, 0), Head = (1, 0), WalkAmount = 0.5f, WalkPhase = 3 },
        new(AnimalKind.Sheep, -4.5, 64, 9.5) { Heading = (0.6f, -0.8f), Head = (0, -1) },
        new(AnimalKind.Chicken, -0.5, 64.5, 2.5) { WingSpread = 1, FlutterTicks = 3 },
    ];

    /// <summary>The view of a player who stands at (0.5, 64, 0.5) and looks south, a little down.</summary>
    private static Scene Looking(params AnimalSprite[] animals)
    {
        var scene = new Scene { EyeX = 0.5, EyeY = 65.62, EyeZ = 0.5, PitchDegrees = 12, AnimalCount = animals.Length };
        animals.CopyTo(scene.Animals, 0);
        return scene;
    }

    private static byte[] Render(VoxelVolume volume, Scene scene)
    {
        var frame = new byte[Size.ByteCount];
        new WorldRenderer(Size).Render(volume, scene, frame);
        return frame;
    }

    private static int ChangedPixels(byte[] one, byte[] other)
    {
        var changed = 0;
        for (var i = 0; i < one.Length; i += 3)
        {
            changed += one[i] != other[i] || one[i + 1] != other[i + 1] || one[i + 2] != other[i + 2] ? 1 : 0;
        }

        return changed;
    }

    private static long RedExcess(byte[] frame)
    {
        var excess = 0L;
        for (var i = 0; i < frame.Length; i += 3)
        {
            excess += frame[i] - frame[i + 1];
        }

        return excess;
    }
}
