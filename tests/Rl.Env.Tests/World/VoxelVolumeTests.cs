using Rl.Env.Seeds;
using Rl.Env.World.Blocks;
using Rl.Env.World.Volume;

namespace Rl.Env.Tests.World;

public unsafe class VoxelVolumeTests
{
    private readonly HillySource _source = new();

    [Test]
    public void Blocks_after_a_reset_are_those_of_the_source()
    {
        var volume = new VoxelVolume();
        volume.Reset(_source, -500, 340);

        var chunk = new byte[VoxelVolume.Height * 256];
        _source.FillChunk(-32, 20, chunk);

        var found = new byte[chunk.Length];
        for (var i = 0; i < chunk.Length; i++)
        {
            found[i] = (byte)volume[-512 + (i & 15), i >> 8, 320 + ((i >> 4) & 15)];
        }

        Assert.That(found, Is.EqualTo(chunk));
    }

    [Test]
    public void Distances_are_exact_up_to_the_cap_after_a_reset()
    {
        var volume = new VoxelVolume();
        volume.Reset(_source, 8, 8);
        var random = new SeededRandom(1);

        for (var i = 0; i < 3000; i++)
        {
            var (x, y, z) = (random.Next(-80, 80), random.Next(58, VoxelVolume.Height), random.Next(-80, 80));
            if (volume[x, y, z] == BlockId.Air)
            {
                var cell = volume.Cells[VoxelVolume.Index(x, y, z)];
                var distance = TrueDistance(volume, x, y, z);
                Assert.That(DistanceField.Vertical(cell), Is.EqualTo(distance), $"at ({x}, {y}, {z})");
                Assert.That(
                    DistanceField.Horizontal(cell), Is.EqualTo(distance > 1 ? distance : TrueDistance(volume, x, y, z, inLayer: true)), $"at ({x}, {y}, {z})");
            }
        }
    }

    [Test]
    public void Distances_stay_lower_bounds_after_random_edits_and_window_moves()
    {
        var volume = new VoxelVolume();
        volume.Reset(_source, 0, 0);
        var random = new SeededRandom(2);
        var (px, pz) = (0, 0);
        for (var tick = 0; tick < 400; tick++)
        {
            px += random.Next(0, 2);
            pz -= random.Next(0, 2);
            volume.Follow(px, pz);
            var block = random.Next(3) switch { 0 => BlockId.Stone, 1 => BlockId.OakLeaves, _ => BlockId.Air };
            volume.Set(px + random.Next(-5, 6), random.Next(60, 80), pz + random.Next(-5, 6), block);
        }

        for (var i = 0; i < 4000; i++)
        {
            var (x, y, z) = (px + random.Next(-90, 91), random.Next(50, 110), pz + random.Next(-90, 91));
            if (volume[x, y, z] == BlockId.Air)
            {
                var cell = volume.Cells[VoxelVolume.Index(x, y, z)];
                Assert.That(DistanceField.Vertical(cell), Is.InRange(1, TrueDistance(volume, x, y, z)), $"at ({x}, {y}, {z})");
                Assert.That(
                    DistanceField.Horizontal(cell),
                    Is.InRange(1, TrueDistance(volume, x, y, z, inLayer: cell > DistanceField.Cap)), $"at ({x}, {y}, {z})");
            }
        }
    }

    [Test]
    public void A_window_that_has_moved_shows_the_same_blocks_as_a_fresh_one()
    {
        var moved = new VoxelVolume();
        moved.Reset(_source, 0, 0);
        for (var x = 0; x <= 150; x++)
        {
            moved.Follow(x, -x / 2);
        }

        var fresh = new VoxelVolume();
        fresh.Reset(_source, 150, -75);

        for (var y = 40; y < 90; y++)
        {
            for (var z = -75 - VoxelVolume.GuaranteedRadius; z <= -75 + VoxelVolume.GuaranteedRadius; z += 3)
            {
                for (var x = 150 - VoxelVolume.GuaranteedRadius; x <= 150 + VoxelVolume.GuaranteedRadius; x++)
                {
                    if (moved[x, y, z] != fresh[x, y, z])
                    {
                        Assert.Fail($"({x}, {y}, {z}) is {moved[x, y, z]}, expected {fresh[x, y, z]}");
                    }
                }
            }
        }
    }

    [Test]
    public void Edits_outlive_a_round_trip_of_the_window()
    {
        var volume = new VoxelVolume();
        volume.Reset(_source, 0, 0);
        volume.Set(3, 90, -4, BlockId.CraftingTable);
        volume.Set(3, 40, -4, BlockId.Air);
        for (var x = 0; x <= 300; x++)
        {
            volume.Follow(x, 0);
        }

        for (var x = 300; x >= 0; x--)
        {
            volume.Follow(x, 0);
        }

        Assert.That(volume[3, 90, -4], Is.EqualTo(BlockId.CraftingTable));
        Assert.That(volume[3, 40, -4], Is.EqualTo(BlockId.Air));
    }

    [Test]
    public void Edits_are_forgotten_by_a_reset()
    {
        var volume = new VoxelVolume();
        volume.Reset(_source, 0, 0);
        volume.Set(3, 90, -4, BlockId.CraftingTable);

        volume.Reset(_source, 0, 0);

        Assert.That(volume[3, 90, -4], Is.EqualTo(BlockId.Air));
    }

    [Test]
    public void Sky_light_falls_by_one_per_step_under_a_roof_and_returns_when_it_is_removed()
    {
        var volume = new VoxelVolume();
        volume.Reset(new FlatSource(), 0, 0);
        for (var z = -2; z <= 2; z++)
        {
            for (var x = -2; x <= 2; x++)
            {
                volume.Set(x, 66, z, BlockId.Stone);
            }
        }

        Assert.That(volume.SkyLight(0, 64, 0), Is.EqualTo(12), "three steps from the open sky");
        Assert.That(volume.SkyLight(2, 65, 0), Is.EqualTo(14));
        Assert.That(volume.SkyLight(0, 66, 0), Is.Zero, "inside stone");

        volume.Set(0, 66, 0, BlockId.Air);
        Assert.That(volume.SkyLight(0, 64, 0), Is.EqualTo(15));

        volume.Set(0, 66, 0, BlockId.OakLeaves);
        Assert.That(volume.SkyLight(0, 66, 0), Is.EqualTo(14));
        Assert.That(volume.SkyLight(0, 64, 0), Is.EqualTo(12));
    }

    [Test]
    public void A_chunk_fill_lights_the_shade_of_a_tree_as_edits_would()
    {
        var volume = new VoxelVolume();
        volume.Reset(new FlatSource(roofed: true), 0, 0);

        Assert.That(volume.SkyLight(8, 65, 8), Is.EqualTo(12), "three steps inside a 5 x 5 roof");
        Assert.That(volume.SkyLight(8, 65, 6), Is.EqualTo(14));
        Assert.That(volume.SkyLight(8, 67, 8), Is.EqualTo(15));
    }

    [Test]
    public void Water_and_depth_dim_sky_light_by_one_per_block()
    {
        var volume = new VoxelVolume();
        volume.Reset(new FlatSource(flooded: true), 0, 0);

        Assert.That(volume.SkyLight(5, 70, 5), Is.EqualTo(14));
        Assert.That(volume.SkyLight(5, 66, 5), Is.EqualTo(10));
    }

    [Test]
    public void A_ray_meets_the_first_block_through_the_right_face()
    {
        var volume = new VoxelVolume();
        volume.Reset(new FlatSource(), 0, 0);
        volume.Set(4, 65, 0, BlockId.OakLog);

        var hitLog = volume.RayCast((0.5, 65.5, 0.5), (2, 0, 0), 4.5, throughFluids: true, out var log);
        var hitGround = volume.RayCast((0.5, 65.5, 0.5), (0, -1, 0), 4.5, throughFluids: true, out var ground);
        var hitFar = volume.RayCast((0.5, 65.5, 0.5), (-1, 0, 0), 4.5, throughFluids: true, out _);

        Assert.That(hitLog, Is.True);
        Assert.That(log, Is.EqualTo(new VoxelHit(4, 65, 0, BlockId.OakLog, BlockFace.West, 3.5)));
        Assert.That(hitGround, Is.True);
        Assert.That(ground, Is.EqualTo(new VoxelHit(0, 63, 0, BlockId.GrassBlock, BlockFace.Up, 1.5)));
        Assert.That(hitFar, Is.False);
    }

    [Test]
    public void A_ray_passes_water_only_if_asked_to()
    {
        var volume = new VoxelVolume();
        volume.Reset(new FlatSource(flooded: true), 0, 0);

        volume.RayCast((0.5, 75, 0.5), (0, -1, 0), 20, throughFluids: true, out var bed);
        volume.RayCast((0.5, 75, 0.5), (0, -1, 0), 20, throughFluids: false, out var surface);

        Assert.That(bed.Block, Is.EqualTo(BlockId.GrassBlock));
        Assert.That(surface, Is.EqualTo(new VoxelHit(0, 70, 0, BlockId.Water, BlockFace.Up, 4)));
    }

    [Test]
    public void Ordinary_edits_and_moves_allocate_nothing()
    {
        var volume = new VoxelVolume();
        volume.Reset(_source, 0, 0);
        Exercise(volume, 0);
        using var allocations = new AllocationMeter();

        Exercise(volume, 60);

        Assert.That(allocations.Bytes, Is.Zero);
    }

    private static void Exercise(VoxelVolume volume, int from)
    {
        for (var x = from; x < from + 60; x++)
        {
            volume.Follow(x, 0);
            volume.Set(x, 70, 3, BlockId.Stone);
            volume.Set(x, 70, 3, BlockId.Air);
        }
    }

    private static int TrueDistance(VoxelVolume volume, int x, int y, int z, bool inLayer = false)
    {
        for (var radius = 1; radius < DistanceField.Cap; radius++)
        {
            for (var dy = inLayer ? 0 : Math.Max(-radius, -y); dy <= (inLayer ? 0 : radius) && y + dy < VoxelVolume.Height; dy++)
            {
                for (var dz = -radius; dz <= radius; dz++)
                {
                    var step = Math.Abs(dy) == radius || Math.Abs(dz) == radius ? 1 : 2 * radius;
                    for (var dx = -radius; dx <= radius; dx += step)
                    {
                        if (volume[x + dx, y + dy, z + dz] != BlockId.Air)
                        {
                            return radius;
                        }
                    }
                }
            }
        }

        return DistanceField.Cap;
    }
}
