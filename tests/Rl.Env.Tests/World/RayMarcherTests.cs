using Rl.Env.World.Blocks;
using Rl.Env.World.Rendering;
using Rl.Env.World.Volume;
using Rl.Env.World.Windows;

namespace Rl.Env.Tests.World;

public class RayMarcherTests
{
    private const int Noon = 6000;
    private const int Dusk = 13200;
    private const int Midnight = 18000;

    private static readonly FrameSize Size = FrameSize.Square(128);

    [Test]
    public void A_torch_is_as_thin_as_its_stick_and_the_wall_shows_beside_it()
    {
        var volume = FlatWithWall();
        volume.Set(0, 64, 0, BlockId.Torch);

        var shot = Look(volume, Facing());

        // 2 × 10 sixteenths, 3 blocks off: 2.2 × 19 pixels.
        Assert.That(shot.CountOf(0, 64, 0), Is.InRange(25, 66));
        Assert.That(shot.CountOf(0, 64, 3), Is.GreaterThan(100), "the wall behind it");
        Assert.That(shot.NearestDepthOf(0, 64, 0), Is.EqualTo(2.5 + (7 / 16.0)).Within(0.001));
    }

    [Test]
    public void A_torch_on_a_wall_stands_away_from_it_at_its_top()
    {
        var volume = FlatWithWall();
        volume.Set(0, 64, 2, BlockId.WallTorchNorth);

        var shot = Look(volume, Facing());

        // The foot stands against the wall at 5.5 blocks, the top a quarter of a block before it.
        Assert.That(shot.NearestDepthOf(0, 64, 2), Is.EqualTo(5.5 - 0.375).Within(0.03));
        Assert.That(shot.FarthestDepthOf(0, 64, 2), Is.EqualTo(5.5 - 0.125).Within(0.04));
    }

    [Test]
    public void A_layer_is_two_sixteenths_high()
    {
        var volume = FlatWithWall();
        volume.Set(0, 64, 0, BlockId.Snow);

        var shot = Look(volume, new Scene { EyeX = 0.5, EyeY = 67, EyeZ = 0.5, PitchDegrees = 90 });

        Assert.That(shot.NearestDepthOf(0, 64, 0), Is.EqualTo(67 - 64.125).Within(0.001));
    }

    [Test]
    public void A_ray_over_a_layer_meets_what_stands_behind_it()
    {
        var volume = FlatWithWall();
        for (var z = -2; z < 3; z++)
        {
            volume.Set(0, 64, z, BlockId.Snow);
        }

        var shot = Look(volume, Facing());

        Assert.That(shot.Hits[shot.Center], Is.EqualTo(VoxelVolume.Index(0, 64, 3)));
    }

    [TestCase(BlockId.LadderNorth, 2.5 + (15 / 16.0))]
    [TestCase(BlockId.LadderSouth, 2.5)]
    public void A_ladder_hangs_flat_against_its_wall(BlockId ladder, double depth)
    {
        var volume = FlatWithWall();
        volume.Set(0, 64, 0, ladder);

        var shot = Look(volume, Facing());

        Assert.That(shot.NearestDepthOf(0, 64, 0), Is.EqualTo(depth).Within(0.001));
        Assert.That(shot.CountOf(0, 64, 3), Is.GreaterThan(50), "the wall between its rungs");
    }

    [Test]
    public void A_plant_shows_what_is_behind_it_through_its_holes()
    {
        var volume = FlatWithWall();
        volume.Set(0, 64, 0, BlockId.Grass);

        var shot = Look(volume, Facing());

        Assert.That(shot.CountOf(0, 64, 0), Is.GreaterThan(100));
        Assert.That(shot.CountOf(0, 64, 3), Is.GreaterThan(50));
    }

    [Test]
    public void A_ray_passes_forty_plants_in_a_row()
    {
        var volume = FlatWithWall(z: 41);
        for (var z = 0; z <= 40; z++)
        {
            volume.Set(0, 64, z, BlockId.Dandelion);
        }

        // Above the flowers, within their cells.
        var scene = Facing();
        scene.EyeY = 64.95;
        var shot = Look(volume, scene);

        Assert.That(shot.Hits[shot.Center], Is.EqualTo(VoxelVolume.Index(0, 64, 41)));
    }

    [Test]
    public void A_plant_before_the_eye_hides_nothing_behind_the_eye()
    {
        var volume = FlatWithWall();
        volume.Set(0, 64, 0, BlockId.TallGrass);

        var shot = Look(volume, new Scene { EyeX = 0.5, EyeY = 64.97, EyeZ = 0.96 });

        Assert.That(shot.Hits[shot.Center], Is.EqualTo(VoxelVolume.Index(0, 64, 3)));
    }

    [Test]
    public void By_day_a_torch_out_of_reach_changes_no_pixel()
    {
        var volume = FlatWithWall();
        var before = Look(volume, Facing());
        volume.Set(40, 64, -40, BlockId.Torch);

        Assert.That(Look(volume, Facing()).Frame, Is.EqualTo(before.Frame));
    }

    [Test]
    public void Night_is_darker_than_day_and_dusk_lies_between()
    {
        var volume = FlatWithWall();

        var day = Look(volume, Facing(Noon)).MeanOf(0, 64, 3);
        var dusk = Look(volume, Facing(Dusk)).MeanOf(0, 64, 3);
        var night = Look(volume, Facing(Midnight)).MeanOf(0, 64, 3);

        Assert.That(dusk.Red, Is.LessThan(day.Red));
        Assert.That(night.Red, Is.EqualTo(day.Red * 196 / 255).Within(1.5), "the night's light map");
        Assert.That(night.Blue, Is.EqualTo(day.Blue).Within(1.5));
    }

    [Test]
    public void A_torch_lights_a_cave_warmly()
    {
        var volume = FlatWithWall();
        Hollow(volume, (-2, 30, -4), (2, 34, 6));
        var scene = new Scene { EyeX = 0.5, EyeY = 31.5, EyeZ = -2.5 };
        var dark = Look(volume, scene).MeanOf(0, 31, 7);
        volume.Set(0, 30, -3, BlockId.Torch);
        var lit = Look(volume, scene).MeanOf(0, 31, 7);

        // Light 4 in front of the wall: 205 of 255 for red instead of 56, 126 for blue.
        Assert.That(lit.Red / dark.Red, Is.EqualTo(205 / 56.0).Within(0.4));
        Assert.That(lit.Blue / dark.Blue, Is.EqualTo(126 / 56.0).Within(0.3));
    }

    [Test]
    public void Lava_is_as_bright_by_night_as_by_day()
    {
        var volume = FlatWithWall();
        volume.Set(0, 63, 0, BlockId.Lava);
        var day = Look(volume, new Scene { EyeX = 0.5, EyeY = 66, EyeZ = 0.5, PitchDegrees = 90, DayTick = Noon });
        var night = Look(volume, new Scene { EyeX = 0.5, EyeY = 66, EyeZ = 0.5, PitchDegrees = 90, DayTick = Midnight });

        Assert.That(night.MeanOf(0, 63, 0), Is.EqualTo(day.MeanOf(0, 63, 0)));
        Assert.That(day.MeanOf(0, 63, 0).Red, Is.GreaterThan(150));
    }

    [Test]
    public void In_lava_nothing_is_seen_beyond_two_blocks()
    {
        var volume = FlatWithWall();
        for (var z = -3; z < 3; z++)
        {
            volume.Set(0, 64, z, BlockId.Lava);
        }

        var scene = Facing();
        scene.EyeInLava = true;
        var shot = Look(volume, scene);

        Assert.That(shot.Hits[shot.Center], Is.EqualTo(RayMarcher.NoHit));
        var (red, _, blue) = shot.ColorAt(shot.Center - 10);
        Assert.That(red, Is.GreaterThan(blue + 100), "orange");
    }

    [Test]
    public void A_long_dark_tunnel_fades_into_darkness_by_day()
    {
        var volume = FlatWithWall();
        Hollow(volume, (-2, 30, -104), (2, 34, 10));
        var below = Look(volume, new Scene { EyeX = 0.5, EyeY = 32.5, EyeZ = -103.5 });
        var above = Look(volume, new Scene { EyeX = 0.5, EyeY = 80, EyeZ = -103.5 });

        Assert.That(below.Hits[below.Center], Is.EqualTo(RayMarcher.NoHit));
        Assert.That(below.ColorAt(below.Center).Blue, Is.LessThan(20));
        Assert.That(above.ColorAt(above.Center).Blue, Is.GreaterThan(200));
    }

    [Test]
    public void The_land_beyond_a_caves_mouth_is_not_darkened()
    {
        var volume = FlatWithWall();
        for (var z = 0; z <= 21; z++)
        {
            for (var x = -8; x <= 8; x++)
            {
                for (var y = 64; y < 72; y++)
                {
                    volume.Set(x, y, z, x is 0 && y < 66 && z < 21 ? BlockId.Air : BlockId.Stone);
                }
            }
        }

        var shot = Look(volume, new Scene { EyeX = 0.5, EyeY = 65.4, EyeZ = 19.5, YawDegrees = 180, PitchDegrees = 0 });

        Assert.That(volume.SkyLight(0, 65, 19), Is.Zero);
        Assert.That(shot.ColorAt(shot.Center - 129).Blue, Is.GreaterThan(200));
    }

    [TestCase(128, 128)]
    [TestCase(640, 360)]
    [TestCase(64, 64)]
    public void Only_pixels_behind_an_open_window_are_left_out(int width, int height)
    {
        var size = new FrameSize(height, width);
        var volume = FlatWithWall();
        Hollow(volume, (-3, 30, -3), (3, 34, 3));
        var scene = new Scene { EyeX = 0.5, EyeY = 32, EyeZ = 0.5 };
        var open = new Shot(volume, scene, size);
        scene.Window.Kind = WindowKind.Player;
        var hidden = new Shot(volume, scene, size);

        var leftOut = 0;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var at = (y * hidden.Stride) + x;
                if (hidden.Hits[at] == open.Hits[at])
                {
                    continue;
                }

                // Both corners of the pixel lie on the window.
                Assert.That(hidden.Hits[at], Is.EqualTo(RayMarcher.NoHit));
                Assert.That(WindowLayout.Contains(WindowKind.Player, x * 640.0 / width, y * 360.0 / height), Is.True, $"({x}, {y})");
                Assert.That(WindowLayout.Contains(WindowKind.Player, (x + 1) * 640.0 / width, (y + 1) * 360.0 / height), Is.True, $"({x}, {y})");
                leftOut++;
            }
        }

        var window = 176 * 166 * width / 640.0 * height / 360.0;
        Assert.That(leftOut / window, Is.GreaterThan(0.4));
    }

    [Test]
    public void A_frame_by_night_does_not_depend_on_what_was_drawn_before()
    {
        var volume = FlatWithWall();
        volume.Set(0, 64, 0, BlockId.Torch);
        volume.Set(1, 64, 0, BlockId.Fern);
        var fresh = new byte[Size.ByteCount];
        new WorldRenderer(Size).Render(volume, Facing(Midnight), fresh);
        var renderer = new WorldRenderer(Size);
        var frame = new byte[Size.ByteCount];
        foreach (var tick in new[] { Noon, Dusk, Midnight })
        {
            renderer.Render(volume, Facing(tick), frame);
        }

        Assert.That(frame, Is.EqualTo(fresh));
    }

    [Test]
    public void A_dusk_among_torches_and_plants_allocates_nothing()
    {
        var volume = FlatWithWall();
        volume.Set(0, 64, 0, BlockId.Torch);
        volume.Set(1, 64, 0, BlockId.Fern);
        volume.Set(-1, 64, 0, BlockId.Snow);
        var renderer = new WorldRenderer(Size);
        var frame = new byte[Size.ByteCount];
        var scene = Facing();
        Watch();
        using var allocations = new AllocationMeter();

        Watch();

        Assert.That(allocations.Bytes, Is.Zero);

        void Watch()
        {
            for (var tick = 11000; tick < 14000; tick += 200)
            {
                scene.DayTick = tick;
                renderer.Render(volume, scene, frame);
            }
        }
    }

    /// <summary>Looks level to the south from 2.5 blocks before z = 0, half a block over the ground.</summary>
    private static Scene Facing(int dayTick = Noon) => new() { EyeX = 0.5, EyeY = 64.5, EyeZ = -2.5, DayTick = dayTick };

    private static Shot Look(VoxelVolume volume, Scene scene) => new(volume, scene, Size);

    /// <summary>Grass up to y 63 and a wall of stone three high.</summary>
    private static VoxelVolume FlatWithWall(int z = 3)
    {
        var volume = new VoxelVolume();
        volume.Reset(new FlatSource(), 0, 0);
        for (var x = -12; x <= 12; x++)
        {
            for (var y = 64; y < 67; y++)
            {
                volume.Set(x, y, z, BlockId.Stone);
            }
        }

        return volume;
    }

    private static void Hollow(VoxelVolume volume, (int X, int Y, int Z) low, (int X, int Y, int Z) high)
    {
        for (var y = low.Y; y <= high.Y; y++)
        {
            for (var z = low.Z; z <= high.Z; z++)
            {
                for (var x = low.X; x <= high.X; x++)
                {
                    volume.Set(x, y, z, BlockId.Air);
                }
            }
        }
    }

    /// <summary>A frame without hand and HUD, and what its pixels show.</summary>
    private sealed class Shot
    {
        private readonly float[] _depths;

        public Shot(VoxelVolume volume, Scene scene, FrameSize size)
        {
            var light = new LightMap();
            light.Update(Daylight.SunFactor(scene.DayTick));
            var marcher = new RayMarcher(size);
            marcher.Draw(volume, scene, new Camera(scene), light);
            (Frame, Hits, Stride, _depths) = (marcher.Pixels, marcher.Hits, marcher.Stride, marcher.Depths);
            Center = (size.Height / 2 * Stride) + (size.Width / 2);
        }

        public uint[] Frame { get; }

        public int[] Hits { get; }

        public int Stride { get; }

        public int Center { get; }

        public int CountOf(int x, int y, int z) => Hits.Count(hit => hit == VoxelVolume.Index(x, y, z));

        public float NearestDepthOf(int x, int y, int z) => _depths.Where((_, i) => Hits[i] == VoxelVolume.Index(x, y, z)).Min();

        public float FarthestDepthOf(int x, int y, int z) => _depths.Where((_, i) => Hits[i] == VoxelVolume.Index(x, y, z)).Max();

        public (int Red, int Green, int Blue) ColorAt(int index) =>
            ((int)(Frame[index] & 255), (int)((Frame[index] >> 8) & 255), (int)((Frame[index] >> 16) & 255));

        public (double Red, double Blue) MeanOf(int x, int y, int z)
        {
            var pixels = Frame.Where((_, i) => Hits[i] == VoxelVolume.Index(x, y, z)).ToArray();
            return (pixels.Average(pixel => pixel & 255), pixels.Average(pixel => (pixel >> 16) & 255));
        }
    }
}
