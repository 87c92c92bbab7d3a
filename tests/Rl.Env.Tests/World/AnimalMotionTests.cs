using Rl.Env.Seeds;
using Rl.Env.World.Animals;
using Rl.Env.World.Blocks;
using Rl.Env.World.Physics;
using Rl.Env.World.Volume;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class AnimalMotionTests
{
    private static readonly AnimalConfig NoGroups = new() { GroupChance = 0 };

    [Test]
    public void No_animal_is_ever_inside_a_block()
    {
        var volume = new VoxelVolume();
        volume.Reset(new HillySource(seed: 2), 0, 0);
        var herd = new AnimalHerd(new AnimalConfig { StrollTicks = 20 }, new PhysicsConfig());
        herd.Reset(seed: 4);
        var random = new SeededRandom(1);
        for (var tick = 0; tick < 3000; tick++)
        {
            herd.Tick(volume, (0.5, 70, 0.5));
            if (tick % 5 == 0)
            {
                herd.Hit(random.Next(herd.Count), damage: 0.01f, random.Next(-60, 60), random.Next(-60, 60));
            }

            foreach (ref readonly var animal in herd.All)
            {
                var (properties, body) = (AnimalTable.Of(animal.Kind), animal.Body);
                if (!BlockCollision.IsFree(volume, body.X, body.Y, body.Z, properties.Width, properties.Height))
                {
                    Assert.Fail($"{animal.Kind} at ({body.X}, {body.Y}, {body.Z}) in tick {tick}");
                }
            }
        }

        Assert.That(herd.Count, Is.GreaterThan(20));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void An_animal_never_walks_into_lava_not_even_in_panic(bool panics)
    {
        var volume = Island(fill: BlockId.Lava, depth: 1);
        var herd = OnIsland(panics);

        var lived = Play(herd, volume, panics, animal => animal.InLava);

        Assert.That(lived, Is.True);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void An_animal_never_walks_off_a_cliff_of_four_blocks(bool panics)
    {
        var volume = Island(fill: BlockId.Air, depth: 4);
        var herd = OnIsland(panics);

        var stayed = Play(herd, volume, panics, animal => animal.Body.Y < 63);

        Assert.That(stayed, Is.True);
    }

    [Test]
    public void An_animal_does_walk_down_three_blocks()
    {
        var volume = Island(fill: BlockId.Air, depth: 3);
        var herd = OnIsland(panics: true);

        var stayed = Play(herd, volume, panics: true, animal => animal.Body.Y < 61.5);

        Assert.That(stayed, Is.False);
    }

    [Test]
    public void An_animal_avoids_water_that_it_is_not_in()
    {
        var volume = Island(fill: BlockId.Water, depth: 1);
        var herd = OnIsland(panics: false);

        var dry = Play(herd, volume, panics: false, animal => animal.InWater);

        Assert.That(dry, Is.True);
    }

    [TestCase(1, true)]
    [TestCase(2, false)]
    public void A_pit_of_one_block_is_jumped_out_of_and_one_of_two_is_not(int depth, bool climbs)
    {
        var volume = new VoxelVolume();
        volume.Reset(new FlatSource(), 0, 0);
        for (var cell = 0; cell < 9 * depth; cell++)
        {
            volume.Set((cell % 3) - 1, 63 - (cell / 9), (cell / 3 % 3) - 1, BlockId.Air);
        }

        var herd = new AnimalHerd(NoGroups, new PhysicsConfig());
        herd.Reset(seed: 1);
        herd.Add(AnimalKind.Cow, (0.5, 64 - depth, 0.5), yaw: 0, stream: 1);
        var outside = false;
        for (var tick = 0; tick < 400; tick++)
        {
            if (tick % 100 == 0)
            {
                herd.Hit(0, damage: 0.01f, 0.5, -1.5);
            }

            herd.Tick(volume, (0.5, 64, -8.5));
            outside |= herd.All[0].Body is { OnGround: true, Y: > 63.9 };
        }

        Assert.That(outside, Is.EqualTo(climbs));
    }

    [TestCase(AnimalKind.Cow, 0.086)]
    [TestCase(AnimalKind.Pig, 0.135)]
    public void A_walk_has_the_speed_that_the_attribute_gives(AnimalKind kind, double blocksPerTick)
    {
        var volume = new VoxelVolume();
        volume.Reset(new FlatSource(), 0, 0);
        var herd = new AnimalHerd(NoGroups with { StrollTicks = 5 }, new PhysicsConfig());
        herd.Reset(seed: 1);
        herd.Add(kind, (0.5, 64, 0.5), yaw: 0, stream: 1);
        var fastest = 0.0;
        for (var tick = 0; tick < 400; tick++)
        {
            var before = herd.All[0].Body;
            herd.Tick(volume, (12, 64, 12));
            var (dx, dz) = (herd.All[0].Body.X - before.X, herd.All[0].Body.Z - before.Z);
            fastest = Math.Max(fastest, Math.Sqrt((dx * dx) + (dz * dz)));
        }

        Assert.That(fastest, Is.EqualTo(blocksPerTick).Within(0.001));
    }

    /// <summary>Flat grass with a ring, three blocks wide, dug around 9 × 9 blocks and filled with something.</summary>
    private static VoxelVolume Island(BlockId fill, int depth)
    {
        var volume = new VoxelVolume();
        volume.Reset(new FlatSource(), 0, 0);
        for (var z = -7; z <= 7; z++)
        {
            for (var x = -7; x <= 7; x++)
            {
                for (var y = 63; y > 63 - depth && Math.Max(Math.Abs(x), Math.Abs(z)) > 4; y--)
                {
                    volume.Set(x, y, z, fill);
                }
            }
        }

        return volume;
    }

    private static AnimalHerd OnIsland(bool panics)
    {
        // Blows without a knock-back: where an animal goes, it goes by itself.
        var herd = new AnimalHerd(NoGroups with { StrollTicks = 15, KnockBack = panics ? 0 : 0.4 }, new PhysicsConfig());
        herd.Reset(seed: 1);
        for (var i = 0; i < 12; i++)
        {
            herd.Add((AnimalKind)(i % 4), ((i % 3 * 2) - 1.5, 64, (i / 3 * 2) - 2.5), yaw: i * 30, stream: (ulong)i);
        }

        return herd;
    }

    /// <summary>Lets the animals live for a while; false if what must not be came to be.</summary>
    private static bool Play(AnimalHerd herd, VoxelVolume volume, bool panics, Func<Animal, bool> mustNotBe)
    {
        for (var tick = 0; tick < 2500; tick++)
        {
            if (panics && tick % 60 == 0)
            {
                for (var i = 0; i < herd.Count; i++)
                {
                    herd.Hit(i, damage: 0.01f, tick % 7 - 3, tick % 5 - 2);
                }
            }

            herd.Tick(volume, (0.5, 64, 16.5));
            foreach (ref readonly var animal in herd.All)
            {
                if (mustNotBe(animal))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
