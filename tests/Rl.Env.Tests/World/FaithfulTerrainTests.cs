using Rl.Env.World.Blocks;
using Rl.Env.World.Generation;
using Rl.Env.World.Volume;

namespace Rl.Env.Tests.World;

/// <summary>The figures of Minecraft 1.16.5, counted.</summary>
[TestFixture]
public sealed class FaithfulTerrainTests
{
    private const int LayerCells = 256;
    private const int ChunkBytes = VoxelVolume.Height * LayerCells;
    private const int Chunks = 1000;
    private const int Counted = 62;

    private static readonly PondConfig NoPonds =
        new() { BuriedLavaChance = 0, BuriedWaterChance = 0, SurfaceLavaChance = 0, SurfaceWaterChance = 0 };

    // Blocks per chunk below y 62 where all hosts are stone.
    [TestCase(BlockId.CoalOre, 203)]
    [TestCase(BlockId.IronOre, 127)]
    [TestCase(BlockId.GoldOre, 12.3)]
    [TestCase(BlockId.RedstoneOre, 39)]
    [TestCase(BlockId.DiamondOre, 4.7)]
    [TestCase(BlockId.LapisOre, 4.8)]
    [TestCase(BlockId.Dirt, 259)]
    [TestCase(BlockId.Granite, 860)]
    public void A_kind_of_vein_alone_has_the_gross_blocks_per_chunk(BlockId block, double expected)
    {
        var kind = SurvivalTerrainConfig.Faithful.Veins.Where(vein => vein.Block == block);
        var config = Unhollowed with { Veins = [.. kind], Land = Level };
        var chunks = expected > 100 ? Chunks / 5 : Chunks;

        var levels = CountLevels(config, block, chunks);

        // The figures are those of a world without bedrock.
        var gross = 0.0;
        for (var y = 1; y < Counted; y++)
        {
            gross += levels[y] / Math.Min(1.0, y / 5.0);
        }

        Assert.That(gross / chunks, Is.EqualTo(expected).Within(7).Percent);
    }

    [Test]
    public void Caves_lava_and_pockets_leave_the_net_blocks_per_chunk()
    {
        var counts = Count(SurvivalTerrainConfig.Faithful, Chunks);

        Assert.Multiple(() =>
        {
            Assert.That(counts[(int)BlockId.DiamondOre] / (double)Chunks, Is.InRange(3.1, 3.9));
            Assert.That(counts[(int)BlockId.IronOre] / (double)Chunks, Is.InRange(0.7 * 127, 127));
            Assert.That(counts[(int)BlockId.CoalOre] / (double)Chunks, Is.InRange(0.65 * 203, 203));
        });
    }

    [Test]
    public void Diamonds_are_as_frequent_from_one_to_thirteen_and_gone_above_fifteen()
    {
        var kind = SurvivalTerrainConfig.Faithful.Veins.Where(vein => vein.Block == BlockId.DiamondOre);
        var config = Unhollowed with { Veins = [.. kind], Land = Level };

        var levels = CountLevels(config, BlockId.DiamondOre, Chunks);

        Assert.Multiple(() =>
        {
            for (var y = 5; y <= 12; y++)
            {
                Assert.That(levels[y] / (double)Chunks, Is.EqualTo(0.34).Within(0.1), $"y {y}");
            }

            Assert.That(levels.Skip(16).Sum() / (double)Chunks, Is.LessThan(0.02));
        });
    }

    [Test]
    public void Five_to_eight_of_a_hundred_cells_underground_are_hollow()
    {
        const int chunks = 500;
        var terrain = new SurvivalTerrain(SurvivalTerrainConfig.Faithful with { Ponds = NoPonds });
        var blocks = new byte[ChunkBytes];
        var (hollow, all) = (0L, 0L);
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            var (chunkX, chunkZ) = (chunk % 25, chunk / 25);
            terrain.FillChunk(chunkX, chunkZ, blocks);
            var ground = Counted;
            for (var corner = 0; corner < 25; corner++)
            {
                ground = Math.Min(ground, terrain.SurfaceAt((chunkX * 16) + (corner % 5 * 4), (chunkZ * 16) + (corner / 5 * 4)));
            }

            var underground = blocks.AsSpan(LayerCells, ground * LayerCells);
            hollow += underground.Count((byte)BlockId.Air) + underground.Count((byte)BlockId.Lava);
            all += underground.Length;
        }

        Assert.That(100.0 * hollow / all, Is.InRange(4.5, 8.5));
    }

    [Test]
    public void All_countries_and_heights_are_there()
    {
        var terrain = new SurvivalTerrain();
        var found = new int[7];
        var (all, lowest, highest, usual) = (0, int.MaxValue, 0, 0);
        for (var seed = 0; seed < 8; seed++)
        {
            terrain.Reseed(seed);
            for (var i = 0; i < 48 * 48; i++)
            {
                var (x, z) = ((i % 48 * 40) - 960, (i / 48 * 40) - 960);
                var ground = terrain.SurfaceAt(x, z);
                found[(int)terrain.BiomeAt(x, z)]++;
                (lowest, highest) = (Math.Min(lowest, ground), Math.Max(highest, ground));
                usual += ground is >= 61 and <= 90 ? 1 : 0;
                all++;
            }
        }

        Assert.Multiple(() =>
        {
            for (var biome = 0; biome < found.Length; biome++)
            {
                Assert.That(found[biome] / (double)all, Is.InRange(0.03, 0.45), $"{(Biome)biome}");
            }

            Assert.That(usual / (double)all, Is.GreaterThan(0.75));
            Assert.That(lowest, Is.LessThan(58));
            Assert.That(highest, Is.InRange(98, 107));
        });
    }

    [Test]
    public void Each_country_has_its_own_trees_and_plants()
    {
        var terrain = new SurvivalTerrain();
        var blocks = new byte[ChunkBytes];
        var counts = new int[7][];
        var chunks = new int[7];
        for (var biome = 0; biome < counts.Length; biome++)
        {
            counts[biome] = new int[256];
        }

        for (var i = 0; i < 40 * 40; i++)
        {
            var (chunkX, chunkZ) = ((i % 40 * 4) - 80, (i / 40 * 4) - 80);
            if (CountryOf(terrain, chunkX, chunkZ) is not { } biome || chunks[(int)biome] == 40)
            {
                continue;
            }

            terrain.FillChunk(chunkX, chunkZ, blocks);
            chunks[(int)biome]++;
            foreach (var block in blocks.AsSpan(Counted * LayerCells))
            {
                counts[(int)biome][block]++;
            }
        }

        double PerChunk(Biome biome, BlockId block) => counts[(int)biome][(int)block] / (double)Math.Max(1, chunks[(int)biome]);

        Assert.Multiple(() =>
        {
            Assert.That(PerChunk(Biome.Forest, BlockId.OakLog), Is.InRange(20, 60));
            Assert.That(PerChunk(Biome.Forest, BlockId.BirchLog), Is.InRange(5, 20));
            Assert.That(PerChunk(Biome.BirchForest, BlockId.BirchLog), Is.InRange(35, 75));
            Assert.That(PerChunk(Biome.Taiga, BlockId.SpruceLog), Is.InRange(45, 90));
            Assert.That(PerChunk(Biome.Taiga, BlockId.Fern), Is.GreaterThan(5));
            Assert.That(PerChunk(Biome.Plains, BlockId.Grass), Is.GreaterThan(25));
            Assert.That(PerChunk(Biome.Plains, BlockId.OakLog), Is.LessThan(3));
            Assert.That(PerChunk(Biome.Desert, BlockId.Cactus), Is.InRange(0.3, 3));
            Assert.That(PerChunk(Biome.Desert, BlockId.DeadBush), Is.GreaterThan(0.3));
            Assert.That(PerChunk(Biome.Desert, BlockId.GrassBlock), Is.LessThan(5));
            Assert.That(PerChunk(Biome.Hills, BlockId.Stone), Is.GreaterThan(500));
        });
    }

    private static SurvivalTerrainConfig Unhollowed => SurvivalTerrainConfig.Faithful with
    {
        Caves = new CaveConfig { Chance = 0 },
        Ravines = new RavineConfig { Chance = 0 },
        Ponds = NoPonds,
        MinimumEmeralds = 0,
        MaximumEmeralds = 0,
    };

    private static LandFormConfig Level => new()
    {
        BaseHeight = 80,
        BasinAmplitude = 0,
        WetSwell = 0,
        DrySwell = 0,
        HillHeight = 0,
        CragAmplitude = 0,
        RiverWidth = 0.0001f,
    };

    private static int[] Count(SurvivalTerrainConfig config, int chunks)
    {
        var terrain = new SurvivalTerrain(config);
        var blocks = new byte[ChunkBytes];
        var counts = new int[256];
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            terrain.FillChunk(chunk % 32, chunk / 32, blocks);
            foreach (var block in blocks.AsSpan(LayerCells, (Counted - 1) * LayerCells))
            {
                counts[block]++;
            }
        }

        return counts;
    }

    private static int[] CountLevels(SurvivalTerrainConfig config, BlockId block, int chunks)
    {
        var terrain = new SurvivalTerrain(config);
        var blocks = new byte[ChunkBytes];
        var levels = new int[Counted];
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            terrain.FillChunk(chunk % 32, chunk / 32, blocks);
            for (var y = 0; y < levels.Length; y++)
            {
                levels[y] += blocks.AsSpan(y * LayerCells, LayerCells).Count((byte)block);
            }
        }

        return levels;
    }

    /// <summary>The country of a chunk that has but one, off the water.</summary>
    private static Biome? CountryOf(SurvivalTerrain terrain, int chunkX, int chunkZ)
    {
        Biome? common = null;
        for (var i = 0; i < 25; i++)
        {
            var biome = terrain.BiomeAt((chunkX * 16) + Math.Min(15, i % 5 * 4), (chunkZ * 16) + Math.Min(15, i / 5 * 4));
            if (biome == Biome.River || (common is { } seen && seen != biome))
            {
                return null;
            }

            common = biome;
        }

        return common;
    }
}
