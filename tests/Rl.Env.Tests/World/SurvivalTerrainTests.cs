using Rl.Env.World.Blocks;
using Rl.Env.World.Generation;
using Rl.Env.World.Volume;

namespace Rl.Env.Tests.World;

[TestFixture(false)]
[TestFixture(true)]
public sealed class SurvivalTerrainTests(bool isCompact)
{
    private const int LayerCells = 256;
    private const int ChunkBytes = VoxelVolume.Height * LayerCells;

    [Test]
    public void A_chunk_is_the_same_whatever_was_filled_before()
    {
        var (one, other) = (Terrain(5), Terrain(6));
        var (first, second) = (new byte[ChunkBytes], new byte[ChunkBytes]);
        one.FillChunk(3, -2, first);
        other.FillChunk(9, 9, second);
        other.Reseed(5);

        // 32 chunks away lie those that share the places of what is kept.
        other.FillChunk(3 + 32, -2, second);
        other.FillChunk(3, -2 - 64, second);
        Array.Fill(second, (byte)99);
        var top = other.FillChunk(3, -2, second);

        Assert.Multiple(() =>
        {
            Assert.That(second, Is.EqualTo(first));
            Assert.That(second.AsSpan(top * LayerCells, LayerCells).ContainsAnyExcept((byte)BlockId.Air), Is.True);
            Assert.That(second.AsSpan((top + 1) * LayerCells).ContainsAnyExcept((byte)BlockId.Air), Is.False);
        });
    }

    [Test]
    public void A_window_is_the_same_in_whatever_order_its_chunks_are_filled()
    {
        const int width = 6;
        var (forward, backward) = (Terrain(7), Terrain(7));
        var chunks = new byte[width * width][];
        for (var i = 0; i < chunks.Length; i++)
        {
            chunks[i] = new byte[ChunkBytes];
            forward.FillChunk(i % width, i / width, chunks[i]);
        }

        var blocks = new byte[ChunkBytes];
        for (var i = chunks.Length - 1; i >= 0; i--)
        {
            backward.FillChunk(i % width, i / width, blocks);
            Assert.That(blocks.AsSpan().SequenceEqual(chunks[i]), Is.True, $"chunk {i}");
        }
    }

    [Test]
    public void Caves_and_veins_go_on_across_chunk_borders()
    {
        var terrain = Terrain(3);
        var map = new TerrainMap(terrain);
        var (hollow, ore) = (new int[2], new int[2]);
        for (var x = 16; x <= 16 * 14; x += 8)
        {
            var border = x / 8 % 2;
            for (var z = 0; z < 16 * 14; z++)
            {
                for (var y = 5; y < terrain.Config.Land.MinimumGround; y++)
                {
                    var (west, east) = (map[x - 1, y, z], map[x, y, z]);
                    hollow[border] += west == BlockId.Air && east == BlockId.Air ? 1 : 0;
                    ore[border] += west == BlockId.IronOre && east == BlockId.IronOre ? 1 : 0;
                }
            }
        }

        // Pairs of cells across borders are as frequent as pairs inside chunks.
        Assert.Multiple(() =>
        {
            Assert.That(hollow[0], Is.EqualTo(hollow[1]).Within(20).Percent);
            Assert.That(ore[0], Is.EqualTo(ore[1]).Within(20).Percent);
        });
    }

    [Test]
    public void Crowns_go_on_across_chunk_borders()
    {
        var terrain = Terrain(2);
        var map = new TerrainMap(terrain);
        var whole = 0;
        for (var cell = 0; cell < 64 * 64; cell++)
        {
            if (!terrain.TryGetTree(cell % 64, cell / 64, out var tree) || (tree.X & 15) is > 1 and < 14
                || tree.Kind is not (TreeKind.Oak or TreeKind.Birch) || !BlockTable.IsLog(map[tree.X, tree.GroundY + 1, tree.Z]))
            {
                continue;
            }

            for (var side = -2; side <= 2; side += 4)
            {
                Assert.That(map[tree.X + side, tree.GroundY + tree.TrunkHeight - 1, tree.Z], Is.Not.EqualTo(BlockId.Air));
                whole++;
            }
        }

        Assert.That(whole, Is.GreaterThan(20));
    }

    [Test]
    public void Trees_stand_on_ground()
    {
        var terrain = Terrain(12);
        var map = new TerrainMap(terrain);
        var trees = 0;
        for (var cell = 0; cell < 64 * 64; cell++)
        {
            if (terrain.TryGetTree(cell % 64, cell / 64, out var tree) && tree.Kind != TreeKind.Cactus
                && BlockTable.IsLog(map[tree.X, tree.GroundY + 1, tree.Z]))
            {
                Assert.That(map[tree.X, tree.GroundY, tree.Z], Is.EqualTo(BlockId.Dirt).Or.Matches<BlockId>(BlockTable.IsLog));
                trees++;
            }
        }

        Assert.That(trees, Is.GreaterThan(100));
    }

    [Test]
    public void The_floor_of_the_world_is_bedrock_thinning_out_over_four_levels()
    {
        const int chunks = 64;
        var terrain = Terrain(4);
        var blocks = new byte[ChunkBytes];
        var found = new int[6];
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            terrain.FillChunk(chunk, -chunk, blocks);
            for (var y = 0; y < found.Length; y++)
            {
                found[y] += blocks.AsSpan(y * LayerCells, LayerCells).Count((byte)BlockId.Bedrock);
            }
        }

        Assert.Multiple(() =>
        {
            for (var y = 0; y < found.Length; y++)
            {
                Assert.That(found[y] / (double)(chunks * LayerCells), Is.EqualTo((5 - y) / 5.0).Within(0.01), $"y {y}");
            }
        });
    }

    [Test]
    public void Caves_hold_lava_up_to_their_lava_level_and_air_above()
    {
        var ponds = new PondConfig { BuriedLavaChance = 0, BuriedWaterChance = 0, SurfaceLavaChance = 0, SurfaceWaterChance = 0 };
        var config = Config with { Ponds = ponds };
        var terrain = new SurvivalTerrain(config);
        var blocks = new byte[ChunkBytes];
        var (lava, air) = (0, 0);
        for (var chunk = 0; chunk < 64; chunk++)
        {
            terrain.FillChunk(chunk % 8, chunk / 8, blocks);
            var firstAir = (config.Caves.LavaTop + 1) * LayerCells;
            Assert.That(blocks.AsSpan(0, firstAir).Contains((byte)BlockId.Air), Is.False);
            Assert.That(blocks.AsSpan(firstAir).Contains((byte)BlockId.Lava), Is.False);
            lava += blocks.AsSpan().Count((byte)BlockId.Lava);
            air += blocks.AsSpan(firstAir, 10 * LayerCells).Count((byte)BlockId.Air);
        }

        Assert.Multiple(() =>
        {
            Assert.That(lava, Is.GreaterThan(64 * 10));
            Assert.That(air, Is.GreaterThan(64 * 10));
        });
    }

    [Test]
    public void Water_has_no_air_below_or_beside_it()
    {
        var water = 0;
        for (var seed = 0; seed < 4; seed++)
        {
            var map = new TerrainMap(Terrain(seed));
            for (var chunk = 0; chunk < 64; chunk++)
            {
                var blocks = map.Chunk(chunk % 8, chunk / 8);
                for (var cell = 5 * LayerCells; cell < blocks.Length; cell++)
                {
                    if (blocks[cell] != (byte)BlockId.Water)
                    {
                        continue;
                    }

                    water++;
                    var (x, y, z) = ((chunk % 8 * 16) + (cell & 15), cell / LayerCells, (chunk / 8 * 16) + (cell >> 4 & 15));
                    var isTight = map[x, y - 1, z] != BlockId.Air && map[x - 1, y, z] != BlockId.Air && map[x + 1, y, z] != BlockId.Air
                        && map[x, y, z - 1] != BlockId.Air && map[x, y, z + 1] != BlockId.Air;
                    Assert.That(isTight, Is.True, $"seed {seed}: ({x}, {y}, {z})");
                }
            }
        }

        Assert.That(water, Is.GreaterThan(1000));
    }

    [Test]
    public void The_ground_of_a_column_is_its_topmost_block_of_earth()
    {
        var terrain = Terrain(9);
        var map = new TerrainMap(terrain);
        for (var column = 0; column < LayerCells; column++)
        {
            var (x, z) = (-64 + (column & 15), 32 + (column >> 4));
            var ground = terrain.GroundAt(x, z);
            Assert.That(IsEarth(map[x, ground, z]), Is.True);
            for (var y = ground + 1; y < VoxelVolume.Height; y++)
            {
                Assert.That(IsEarth(map[x, y, z]), Is.False);
            }
        }
    }

    [Test]
    public void An_episode_starts_on_whole_dry_grass_near_trees_under_the_sky()
    {
        var terrain = Terrain(0);
        for (var seed = 0; seed < 32; seed++)
        {
            terrain.Reseed(seed);
            var spawn = terrain.FindSpawn();
            var map = new TerrainMap(terrain);
            Assert.Multiple(() =>
            {
                Assert.That(
                    terrain.BiomeAt(spawn.X, spawn.Z),
                    Is.AnyOf(Biome.Plains, Biome.Forest, Biome.BirchForest, Biome.Taiga),
                    $"seed {seed}");
                Assert.That(map[spawn.X, spawn.GroundY, spawn.Z], Is.EqualTo(BlockId.GrassBlock), $"seed {seed}");
                Assert.That(terrain.GroundAt(spawn.X, spawn.Z), Is.EqualTo(spawn.GroundY), $"seed {seed}");
                Assert.That(spawn.GroundY, Is.GreaterThan(Config.Land.WaterTop), $"seed {seed}");
                Assert.That(Roof(map, spawn), Is.EqualTo(VoxelVolume.Height), $"seed {seed}");
                Assert.That(LogsNear(map, spawn, isCompact ? 12 : 25), Is.GreaterThanOrEqualTo(10), $"seed {seed}");
                Assert.That(Math.Max(Math.Abs(spawn.X), Math.Abs(spawn.Z)), Is.LessThan(1024), $"seed {seed}");
            });
        }
    }

    [Test]
    public void Filling_chunks_allocates_nothing_once_lists_have_grown()
    {
        var terrain = Terrain(1);
        var blocks = new byte[ChunkBytes];
        for (var chunk = 0; chunk < 32; chunk++)
        {
            terrain.FillChunk(chunk % 8, chunk / 8, blocks);
        }

        using var allocations = new AllocationMeter();
        terrain.Reseed(2);
        _ = terrain.FindSpawn();
        for (var chunk = 0; chunk < 32; chunk++)
        {
            terrain.FillChunk(chunk % 8, -chunk, blocks);
        }

        Assert.That(allocations.Bytes, Is.Zero);
    }

    private SurvivalTerrainConfig Config => isCompact ? SurvivalTerrainConfig.Compact : SurvivalTerrainConfig.Faithful;

    private static bool IsEarth(BlockId block) => block is (>= BlockId.Stone and <= BlockId.Bedrock)
        or (>= BlockId.CoalOre and <= BlockId.DiamondOre)
        or (>= BlockId.Granite and <= BlockId.Clay) or (>= BlockId.GoldOre and <= BlockId.EmeraldOre);

    private static int Roof(TerrainMap map, SpawnPoint spawn)
    {
        var y = spawn.GroundY + 1;
        while (y < VoxelVolume.Height && BlockTable.Of(map[spawn.X, y, spawn.Z]).Shape is BlockShape.None or BlockShape.Cross)
        {
            y++;
        }

        return y;
    }

    private static int LogsNear(TerrainMap map, SpawnPoint spawn, int reach)
    {
        var logs = 0;
        for (var dz = -reach; dz <= reach; dz++)
        {
            for (var dx = -reach; dx <= reach; dx++)
            {
                for (var y = spawn.GroundY - 5; y < spawn.GroundY + 16; y++)
                {
                    logs += BlockTable.IsLog(map[spawn.X + dx, y, spawn.Z + dz]) ? 1 : 0;
                }
            }
        }

        return logs;
    }

    private SurvivalTerrain Terrain(long seed)
    {
        var terrain = new SurvivalTerrain(Config);
        terrain.Reseed(seed);
        return terrain;
    }
}
