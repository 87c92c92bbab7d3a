using Rl.Env.Frames;
using Rl.Env.World.Blocks;
using Rl.Env.World.Rendering;
using Rl.Env.World.Volume;

namespace Rl.Env.Tests.World;

public class WorldRendererTests
{
    private static readonly FrameSize Small = FrameSize.Square(64);
    private static readonly FrameSize Medium = FrameSize.Square(128);

    private readonly VoxelVolume _volume = new();

    [OneTimeSetUp]
    public void FillVolume() => _volume.Reset(new HillySource(), 0, 0);

    [Test]
    public void Visible_blocks_are_those_of_an_exact_ray_through_each_pixel_centre()
    {
        var renderer = new WorldRenderer(Medium);
        var frame = new byte[Medium.ByteCount];
        var (agreeing, pixels) = (0, 0);
        for (var shot = 0; shot < 4; shot++)
        {
            var scene = SceneAt(shot);
            renderer.Render(_volume, scene, frame);
            var camera = new Camera(scene);
            for (var y = 0; y < Medium.Height; y++)
            {
                for (var x = 0; x < Medium.Width; x++)
                {
                    agreeing += renderer.Hits[(y * renderer.HitStride) + x] == ReferenceHit(scene, camera, x, y) ? 1 : 0;
                    pixels++;
                }
            }
        }

        Assert.That((double)agreeing / pixels, Is.GreaterThan(0.995));
    }

    [Test]
    public void A_128_pixel_frame_is_close_to_a_resized_native_one()
    {
        var native = new WorldRenderer(FrameSize.Native);
        var direct = new WorldRenderer(Medium);
        var resizer = new FrameResizer(FrameSize.Native, Medium);
        var (large, resized, small) = (new byte[FrameSize.Native.ByteCount], new byte[Medium.ByteCount], new byte[Medium.ByteCount]);
        var sum = 0.0;
        const int frames = 8;
        for (var shot = 0; shot < frames; shot++)
        {
            var scene = SceneAt(shot);
            native.Render(_volume, scene, large);
            direct.Render(_volume, scene, small);
            resizer.Resize(large, resized);
            sum += MeanDifference(resized, small);
        }

        Assert.That(sum / frames, Is.LessThan(6));
    }

    [Test]
    public void A_swing_moves_the_arm_visibly_at_64_pixels()
    {
        var scene = SceneAt(0);
        var resting = Render(Small, scene);
        scene.SwingProgress = 2 / 6f;
        var striking = Render(Small, scene);

        Assert.That(ChangedPixels(resting, striking), Is.GreaterThan(100));
    }

    [Test]
    public void Cracks_grow_visibly_at_64_pixels()
    {
        var scene = SceneAt(0);
        scene.PitchDegrees = 60;
        var block = BlockUnderCrosshair(scene);
        scene.CrackedBlock = block;
        var whole = Render(Small, scene);
        scene.CrackStage = 2;
        var early = Render(Small, scene);
        scene.CrackStage = 9;
        var late = Render(Small, scene);

        Assert.That(ChangedPixels(whole, early), Is.GreaterThan(10));
        Assert.That(ChangedPixels(whole, late), Is.GreaterThan(ChangedPixels(whole, early) + 20));
    }

    [Test]
    public void A_hotbar_count_shows_at_64_pixels()
    {
        var scene = SceneAt(0);
        scene.Hotbar[3] = new ItemStack(ItemId.Cobblestone, 1);
        var one = Render(Small, scene);
        scene.Hotbar[3] = new ItemStack(ItemId.Cobblestone, 44);
        var many = Render(Small, scene);

        Assert.That(ChangedPixels(one, many), Is.GreaterThanOrEqualTo(1));
    }

    [Test]
    public void The_held_item_is_seen_in_the_hand()
    {
        var scene = SceneAt(0);
        var empty = Render(Small, scene);
        scene.Hotbar[scene.SelectedSlot] = new ItemStack(ItemId.IronAxe, 1);
        var axe = Render(Small, scene);

        Assert.That(ChangedPixels(empty, axe), Is.GreaterThan(100));
    }

    [Test]
    public void An_item_on_the_ground_is_seen_unless_a_block_hides_it()
    {
        var scene = SceneAt(0);
        scene.PitchDegrees = 60;
        var block = BlockUnderCrosshair(scene);
        var bare = Render(Small, scene);
        scene.EntityCount = 1;
        scene.Entities[0] = new ItemSprite(block.X + 0.5, block.Y + 1, block.Z + 0.5, ItemId.OakLog, 7);
        var lying = Render(Small, scene);
        scene.Entities[0] = scene.Entities[0] with { Y = block.Y - 2 };
        var buried = Render(Small, scene);

        Assert.That(ChangedPixels(bare, lying), Is.GreaterThan(8));
        Assert.That(ChangedPixels(bare, buried), Is.Zero);
    }

    [Test]
    public void A_falling_block_is_seen_where_it_is_as_large_as_a_block()
    {
        // A block with holes, such as leaves, would show what falls behind it.
        var scene = Enumerable.Range(0, 12).Select(LookingDown).First(
            scene => BlockUnderCrosshair(scene) is var (x, y, z) && BlockTable.Of(_volume[x, y, z]).IsOpaque);
        var block = BlockUnderCrosshair(scene);
        var bare = Render(Small, scene);
        scene.EntityCount = 1;
        scene.Entities[0] = new ItemSprite(block.X + 0.5, block.Y + 1, block.Z + 0.5, ItemId.Sand, 7);
        var lying = Render(Small, scene);
        scene.EntityCount = 0;
        scene.FallingCount = 1;
        scene.Falling[0] = new FallingSprite(block.X + 0.5, block.Y + 1.3, block.Z + 0.5, BlockId.Sand);
        var falling = Render(Small, scene);
        scene.Falling[0] = scene.Falling[0] with { Y = block.Y - 3 };
        var buried = Render(Small, scene);

        Assert.That(ChangedPixels(bare, falling), Is.GreaterThan(5 * ChangedPixels(bare, lying)));
        Assert.That(ChangedPixels(bare, buried), Is.Zero);

        Scene LookingDown(int shot)
        {
            var scene = SceneAt(shot);
            scene.PitchDegrees = 60;
            return scene;
        }
    }

    [Test]
    public void The_hud_is_composed_only_when_it_changes()
    {
        var renderer = new WorldRenderer(Small);
        var frame = new byte[Small.ByteCount];
        var scene = SceneAt(0);
        renderer.Render(_volume, scene, frame);
        scene.YawDegrees += 30;
        renderer.Render(_volume, scene, frame);
        Assert.That(renderer.HudCompositions, Is.EqualTo(1));

        scene.Hotbar[0] = new ItemStack(ItemId.OakLog, 3);
        renderer.Render(_volume, scene, frame);
        Assert.That(renderer.HudCompositions, Is.EqualTo(2));
    }

    [Test]
    public void Rendering_allocates_nothing()
    {
        var renderer = new WorldRenderer(Small);
        var frame = new byte[Small.ByteCount];
        var scene = SceneAt(1);
        scene.EntityCount = 1;
        scene.Entities[0] = new ItemSprite(scene.EyeX + 1, scene.EyeY - 1, scene.EyeZ + 1, ItemId.Apple, 3);
        Play(renderer, scene, frame);
        using var allocations = new AllocationMeter();

        Play(renderer, scene, frame);

        Assert.That(allocations.Bytes, Is.Zero);
    }

    [Test]
    public void Two_renderers_draw_the_same_bytes_whatever_they_drew_before()
    {
        var fresh = Render(Medium, SceneAt(2));
        var renderer = new WorldRenderer(Medium);
        var frame = new byte[Medium.ByteCount];
        renderer.Render(_volume, SceneAt(5), frame);
        renderer.Render(_volume, SceneAt(2), frame);

        Assert.That(frame, Is.EqualTo(fresh));
    }

    [TestCase(50, 30)]
    [TestCase(7, 5)]
    [TestCase(1, 1)]
    public void Any_frame_size_is_written_whole(int width, int height)
    {
        var size = new FrameSize(height, width);
        var renderer = new WorldRenderer(size);
        var (first, second) = (new byte[size.ByteCount], new byte[size.ByteCount]);
        second.AsSpan().Fill(77);

        renderer.Render(_volume, SceneAt(0), first);
        renderer.Render(_volume, SceneAt(0), second);

        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void Water_lets_its_bed_shine_through_and_tints_what_is_seen_from_inside()
    {
        var volume = new VoxelVolume();
        volume.Reset(new FlatSource(flooded: true), 0, 0);
        var renderer = new WorldRenderer(Small);
        var frame = new byte[Small.ByteCount];
        var scene = new Scene { EyeX = 0.5, EyeY = 73, EyeZ = 0.5, PitchDegrees = 90 };
        renderer.Render(volume, scene, frame);
        var (red, blue) = (frame[((20 * 64) + 20) * 3], frame[(((20 * 64) + 20) * 3) + 2]);
        Assert.That(blue, Is.GreaterThan(red + 40), "from above");
        Assert.That(renderer.Hits[(20 * renderer.HitStride) + 20] >> 16, Is.EqualTo(63), "the bed");

        scene.EyeY = 68;
        scene.EyeInWater = true;
        scene.PitchDegrees = 0;
        renderer.Render(volume, scene, frame);
        Assert.That(frame[(((30 * 64) + 20) * 3) + 2], Is.GreaterThan(frame[((30 * 64) + 20) * 3] + 40), "from inside");
    }

    [Test]
    public void A_frame_of_the_wrong_size_is_refused()
    {
        var renderer = new WorldRenderer(Small);

        var error = Assert.Throws<ArgumentException>(() => renderer.Render(_volume, SceneAt(0), new byte[10]));

        Assert.That(error!.Message, Does.Contain("'frame' has 10 bytes, expected 12288"));
    }

    [TestCase(0, 0, 1)]
    [TestCase(30, 0.5, 0.8660254037844386)]
    [TestCase(-90, -1, 0)]
    [TestCase(225, -0.7071067811865476, -0.7071067811865476)]
    [TestCase(1000, -0.984807753012208, 0.17364817766693036)]
    public void Sine_and_cosine_of_degrees_are_exact(double degrees, double sine, double cosine)
    {
        var (s, c) = DegreeTrigonometry.SinCos(degrees);

        Assert.That(s, Is.EqualTo(sine).Within(1e-14));
        Assert.That(c, Is.EqualTo(cosine).Within(1e-14));
    }

    private static double MeanDifference(byte[] one, byte[] other)
    {
        var sum = 0L;
        for (var i = 0; i < one.Length; i++)
        {
            sum += Math.Abs(one[i] - other[i]);
        }

        return (double)sum / one.Length;
    }

    private static int ChangedPixels(byte[] one, byte[] other)
    {
        var changed = 0;
        for (var i = 0; i < one.Length; i += 3)
        {
            var difference = Math.Abs(one[i] - other[i]) + Math.Abs(one[i + 1] - other[i + 1]) + Math.Abs(one[i + 2] - other[i + 2]);
            changed += difference > 24 ? 1 : 0;
        }

        return changed;
    }

    private byte[] Render(FrameSize size, Scene scene)
    {
        var frame = new byte[size.ByteCount];
        new WorldRenderer(size).Render(_volume, scene, frame);
        return frame;
    }

    private void Play(WorldRenderer renderer, Scene scene, byte[] frame)
    {
        for (var i = 0; i < 24; i++)
        {
            scene.YawDegrees += 3;
            scene.SwingProgress = i % 6 / 6f;
            scene.Health = 20 - (i % 3);
            scene.Hotbar[2] = new ItemStack(ItemId.Dirt, 1 + (i % 7));
            scene.SelectedSlot = i % 9;
            renderer.Render(_volume, scene, frame);
        }
    }

    private Scene SceneAt(int shot)
    {
        var scene = new Scene { EyeX = (shot * 7) + 0.3, EyeZ = (shot * -5) + 0.6, YawDegrees = shot * 77, PitchDegrees = -10 + (shot * 5) };
        var ground = VoxelVolume.Height - 1;
        while (_volume[(int)Math.Floor(scene.EyeX), ground, (int)Math.Floor(scene.EyeZ)] == BlockId.Air)
        {
            ground--;
        }

        scene.EyeY = ground + 1 + 1.62;
        return scene;
    }

    private (int X, int Y, int Z) BlockUnderCrosshair(Scene scene)
    {
        var camera = new Camera(scene);
        var hit = _volume.RayCast((scene.EyeX, scene.EyeY, scene.EyeZ), camera.Forward, 10, throughFluids: true, out var found);
        Assert.That(hit, Is.True);
        return (found.X, found.Y, found.Z);
    }

    /// <summary>Slow and exact: cell by cell in doubles, through water, through the holes of leaves.</summary>
    private int ReferenceHit(Scene scene, in Camera camera, int column, int row)
    {
        var across = (((2 * (column + 0.5)) / Medium.Width) - 1) * camera.HalfWidth;
        var upwards = (1 - ((2 * (row + 0.5)) / Medium.Height)) * camera.HalfHeight;
        var (x, y, z) = (
            camera.Forward.X + (across * camera.Right.X) + (upwards * camera.Up.X),
            camera.Forward.Y + (upwards * camera.Up.Y),
            camera.Forward.Z + (across * camera.Right.Z) + (upwards * camera.Up.Z));
        var length = Math.Sqrt((x * x) + (y * y) + (z * z));
        var passed = 0.0;
        for (var hole = 0; hole <= 8; hole++)
        {
            var from = (scene.EyeX + (x * passed / length), scene.EyeY + (y * passed / length), scene.EyeZ + (z * passed / length));
            if (!_volume.RayCast(from, (x, y, z), RayMarcher.FogEnd - passed, throughFluids: true, out var hit))
            {
                return RayMarcher.NoHit;
            }

            passed += hit.Distance;
            if (hole == 8 || !IsHole(hit, scene, (x / length, y / length, z / length), length, passed))
            {
                return VoxelVolume.Index(hit.X, hit.Y, hit.Z);
            }

            passed += DistanceThrough(hit, scene, (x / length, y / length, z / length), passed) + 2e-5;
        }

        return RayMarcher.NoHit;
    }

    private static double DistanceThrough(VoxelHit hit, Scene scene, (double X, double Y, double Z) direction, double passed)
    {
        var x = ((hit.X + (direction.X > 0 ? 1 : 0)) - scene.EyeX) / direction.X;
        var y = ((hit.Y + (direction.Y > 0 ? 1 : 0)) - scene.EyeY) / direction.Y;
        var z = ((hit.Z + (direction.Z > 0 ? 1 : 0)) - scene.EyeZ) / direction.Z;
        return Math.Min(x, Math.Min(y, z)) - passed;
    }

    /// <summary>The face of the block that the whole ray enters last; a ray sent on from a hole starts inside the next block.</summary>
    private static BlockFace EntryFace(VoxelHit hit, Scene scene, (double X, double Y, double Z) direction)
    {
        var x = ((hit.X + (direction.X > 0 ? 0 : 1)) - scene.EyeX) / direction.X;
        var y = ((hit.Y + (direction.Y > 0 ? 0 : 1)) - scene.EyeY) / direction.Y;
        var z = ((hit.Z + (direction.Z > 0 ? 0 : 1)) - scene.EyeZ) / direction.Z;
        if (x > y && x > z)
        {
            return direction.X > 0 ? BlockFace.West : BlockFace.East;
        }

        return y >= z
            ? (direction.Y > 0 ? BlockFace.Down : BlockFace.Up)
            : (direction.Z > 0 ? BlockFace.North : BlockFace.South);
    }

    private static bool IsHole(VoxelHit hit, Scene scene, (double X, double Y, double Z) direction, double length, double passed)
    {
        if (hit.Block is not (BlockId.OakLeaves or BlockId.BirchLeaves))
        {
            return false;
        }

        var u = Math.Clamp(scene.EyeX + (direction.X * passed) - hit.X, 0, 0.99999);
        var v = Math.Clamp(scene.EyeY + (direction.Y * passed) - hit.Y, 0, 0.99999);
        var w = Math.Clamp(scene.EyeZ + (direction.Z * passed) - hit.Z, 0, 0.99999);
        var face = EntryFace(hit, scene, direction);
        var (column, row, slope) = face switch
        {
            BlockFace.East or BlockFace.West => (w, 0.99999 - v, direction.X),
            BlockFace.Up or BlockFace.Down => (u, w, direction.Y),
            _ => (u, 0.99999 - v, direction.Z),
        };
        var farness = passed / length * Math.Sqrt(1 / Math.Max(Math.Abs(slope), 0.02)) / 11;
        var level = Math.Clamp((int)Math.Floor(Math.Log2(farness)), 0, 4);
        var offset = TextureAtlas.Shared.FaceOffsets[((int)hit.Block * 8) + (int)face] + TextureAtlas.LevelOffsets[level];
        var texel = ((((int)(row * 16)) >> level) << (4 - level)) + (((int)(column * 16)) >> level);
        return TextureAtlas.Shared.Texels[offset + texel] == 0;
    }
}
