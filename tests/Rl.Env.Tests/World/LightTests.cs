using Rl.Env.Seeds;
using Rl.Env.World.Blocks;
using Rl.Env.World.Volume;

namespace Rl.Env.Tests.World;

public class LightTests
{
    private static readonly BlockId[] Placeable =
    [
        BlockId.Air, BlockId.Air, BlockId.Air, BlockId.Stone, BlockId.Stone, BlockId.OakLeaves, BlockId.Water, BlockId.Glass, BlockId.Grass,
        BlockId.Torch, BlockId.WallTorchEast, BlockId.LitFurnace, BlockId.Lava, BlockId.BrownMushroom, BlockId.Snow, BlockId.LadderWest,
    ];

    [Test]
    public void A_torch_lights_one_level_less_per_step_along_the_axes()
    {
        var volume = Flat();
        volume.Set(0, 64, 0, BlockId.Torch);

        Assert.That(volume.BlockLight(0, 64, 0), Is.EqualTo(14));
        Assert.That(volume.BlockLight(6, 64, 0), Is.EqualTo(8), "six steps off");
        Assert.That(volume.BlockLight(-2, 66, 2), Is.EqualTo(8), "six steps off, around corners");
        Assert.That(volume.BlockLight(13, 64, 0), Is.EqualTo(1));
        Assert.That(volume.BlockLight(14, 64, 0), Is.Zero);
        Assert.That(volume.BlockLight(0, 63, 0), Is.Zero, "inside the ground");
        Assert.That(volume.SkyLight(0, 64, 0), Is.EqualTo(15), "the sky's light is another matter");
    }

    [Test]
    public void A_wall_stops_light_and_light_finds_its_way_around()
    {
        var volume = Flat();
        volume.Set(0, 64, 0, BlockId.Torch);
        for (var z = -20; z <= 20; z++)
        {
            volume.Set(2, 64, z, BlockId.Stone);
            volume.Set(2, 65, z, BlockId.Stone);
        }

        Assert.That(volume.BlockLight(1, 64, 0), Is.EqualTo(13));
        Assert.That(volume.BlockLight(3, 64, 0), Is.EqualTo(7), "two up, three along, two down");
        volume.Set(2, 64, 0, BlockId.Air);
        Assert.That(volume.BlockLight(3, 64, 0), Is.EqualTo(11));
    }

    [Test]
    public void It_is_dark_again_when_a_torch_is_gone_and_another_one_keeps_its_own_light()
    {
        var volume = Flat();
        volume.Set(0, 64, 0, BlockId.Torch);
        volume.Set(9, 64, 0, BlockId.Torch);
        Assert.That(volume.BlockLight(4, 64, 0), Is.EqualTo(10));

        volume.Set(0, 64, 0, BlockId.Air);
        Assert.That(volume.BlockLight(4, 64, 0), Is.EqualTo(9));
        Assert.That(volume.BlockLight(0, 64, 0), Is.EqualTo(5));

        volume.Set(9, 64, 0, BlockId.Stone);
        Assert.That(volume.BlockLight(4, 64, 0), Is.Zero);
        Assert.That(volume.BlockLight(9, 65, 0), Is.Zero);
    }

    [Test]
    public void Lava_and_a_furnace_that_burns_shine_though_light_does_not_enter_them()
    {
        var volume = Flat();
        volume.Set(0, 64, 0, BlockId.Lava);
        volume.Set(30, 64, 0, BlockId.LitFurnaceWest);

        Assert.That(volume.BlockLight(0, 64, 0), Is.EqualTo(15));
        Assert.That(volume.SkyLight(0, 64, 0), Is.Zero);
        Assert.That(volume.BlockLight(1, 64, 0), Is.EqualTo(14));
        Assert.That(volume.BlockLight(30, 64, 0), Is.Zero);
        Assert.That(volume.BlockLight(29, 64, 0), Is.EqualTo(12));

        volume.Set(30, 64, 0, BlockId.FurnaceWest);
        Assert.That(volume.BlockLight(29, 64, 0), Is.Zero);
        volume.Set(0, 64, 0, BlockId.Obsidian);
        Assert.That(volume.BlockLight(1, 64, 0), Is.Zero);
    }

    [Test]
    public void Water_and_leaves_take_one_level_of_a_torchs_light_as_air_does()
    {
        var volume = Flat();
        volume.Set(0, 64, 0, BlockId.Torch);
        volume.Set(1, 64, 0, BlockId.Water);
        volume.Set(-1, 64, 0, BlockId.BirchLeaves);

        Assert.That(volume.BlockLight(1, 64, 0), Is.EqualTo(13));
        Assert.That(volume.BlockLight(-1, 64, 0), Is.EqualTo(13));
        Assert.That(volume.BlockLight(2, 64, 0), Is.EqualTo(12));
    }

    [TestCase(BlockId.Grass, 15)]
    [TestCase(BlockId.Torch, 15)]
    [TestCase(BlockId.Snow, 15)]
    [TestCase(BlockId.LadderNorth, 15)]
    [TestCase(BlockId.Glass, 15)]
    [TestCase(BlockId.SpruceLeaves, 13)]
    [TestCase(BlockId.Water, 13)]
    public void Sky_light_falls_undimmed_through_what_fills_little_of_its_cell(BlockId block, int below)
    {
        var volume = Flat();
        for (var z = -16; z <= 16; z++)
        {
            for (var x = -16; x <= 16; x++)
            {
                volume.Set(x, 67, z, x == 0 && z == 0 ? block : BlockId.Stone);
            }
        }

        Assert.That(volume.SkyLight(0, 66, 0), Is.EqualTo(below));
    }

    [Test]
    public void No_block_that_light_enters_gives_full_light()
    {
        // Full block light in an open cell is the mark of a closed one.
        foreach (var block in Enum.GetValues<BlockId>())
        {
            Assert.That(BlockTable.Of(block).IsOpaque || BlockTable.Of(block).Light < 15, Is.True, $"{block}");
        }
    }

    [Test]
    public void Random_edits_leave_the_light_that_a_computation_from_nothing_finds([Values(1, 2, 3)] int seed)
    {
        var volume = Flat();
        var random = new SeededRandom((ulong)seed);
        for (var i = 0; i < 600; i++)
        {
            volume.Set(random.Next(-9, 10), random.Next(60, 73), random.Next(-9, 10), Placeable[random.Next(Placeable.Length)]);
            if (i % 150 == 149)
            {
                AssertLightIsExact(volume, (-28, 45, -28), (28, 92, 28), margin: 3, withSky: true);
            }
        }
    }

    [Test]
    public void A_fresh_window_is_lit_across_the_borders_of_its_chunks()
    {
        var volume = new VoxelVolume();
        volume.Reset(new GlowingSource(), 0, 0);

        AssertLightIsExact(volume, (-40, 36, -40), (40, 54, 40), margin: 15, withSky: false);
    }

    [Test]
    public void Light_crosses_into_chunks_that_come_into_the_window_and_out_of_them([Values(4, 5, 6)] int seed)
    {
        var volume = new VoxelVolume();
        volume.Reset(new GlowingSource(), 0, 0);
        var random = new SeededRandom((ulong)seed);
        for (var step = 0; step <= 90; step++)
        {
            volume.Follow(step, -step);

            // Beside the chunks that have been loaded last and those that are still to come.
            volume.Set(step + random.Next(100, 112), random.Next(38, 53), -step + random.Next(-112, 113), Placeable[random.Next(Placeable.Length)]);
            volume.Set(step + random.Next(-112, 113), random.Next(38, 53), -step - random.Next(100, 112), Placeable[random.Next(Placeable.Length)]);
        }

        AssertLightIsExact(volume, (100, 36, -200), (200, 54, -110), margin: 15, withSky: false);
        AssertLightIsExact(volume, (-20, 36, -200), (60, 54, -120), margin: 15, withSky: false);
    }

    [Test]
    public void Light_does_not_leak_to_the_other_side_of_the_window()
    {
        var volume = Flat();

        // Of a window around (0, 0), the columns 127 and -128 are the last ones, and beside each other in memory.
        volume.Set(127, 64, 0, BlockId.Torch);

        Assert.That(volume.BlockLight(126, 64, 0), Is.EqualTo(13));
        Assert.That(volume.BlockLight(-128, 64, 0), Is.Zero);
    }

    private static VoxelVolume Flat()
    {
        var volume = new VoxelVolume();
        volume.Reset(new FlatSource(), 0, 0);
        return volume;
    }

    private static void AssertLightIsExact(VoxelVolume volume, (int X, int Y, int Z) low, (int X, int Y, int Z) high, int margin, bool withSky)
    {
        var block = new LightReference(volume, low, high, isSky: false);
        var sky = withSky ? new LightReference(volume, low, high, isSky: true) : null;
        for (var y = low.Y; y <= high.Y; y++)
        {
            for (var z = low.Z + margin; z <= high.Z - margin; z++)
            {
                for (var x = low.X + margin; x <= high.X - margin; x++)
                {
                    if (volume.BlockLight(x, y, z) != block.At(x, y, z))
                    {
                        Assert.Fail($"Block light at ({x}, {y}, {z}) is {volume.BlockLight(x, y, z)}, expected {block.At(x, y, z)}.");
                    }

                    if (sky is not null && volume.SkyLight(x, y, z) != sky.At(x, y, z))
                    {
                        Assert.Fail($"Sky light at ({x}, {y}, {z}) is {volume.SkyLight(x, y, z)}, expected {sky.At(x, y, z)}.");
                    }
                }
            }
        }
    }
}
