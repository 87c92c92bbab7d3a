using Rl.Env.Seeds;
using Rl.Env.World.Blocks;

namespace Rl.Env.World.Generation;

/// <summary>
/// Where trees stand: at most one to a lattice cell of 4 × 4 columns, as often as the country has them. Known from the seed and the
/// position alone, caves aside.
/// </summary>
internal sealed class Woods(SurvivalTerrainConfig config, LandForm land, SoilRule soils, Ponds ponds)
{
    /// <summary>Base-2 logarithm of a cell's width in blocks.</summary>
    public const int CellShift = 2;

    /// <summary>No crown reaches farther from its trunk, in blocks.</summary>
    public const int CrownReach = 5;

    private const float CellsPerChunk = 16f;

    private readonly GrowthConfig[] _growths =
    [
        config.Vegetation.Plains,
        config.Vegetation.Forest,
        config.Vegetation.BirchForest,
        config.Vegetation.Taiga,
        config.Vegetation.Hills,
        config.Vegetation.Desert,
    ];

    private ulong _salt;

    /// <summary>Becomes the woods of another seed.</summary>
    public void Reseed(ulong seed) => _salt = SeedRule.Derive(seed, [1]);

    /// <summary>What grows in a country.</summary>
    public GrowthConfig GrowthOf(Biome biome) => _growths[(int)biome];

    /// <summary>The tree of the cell whose north-west corner is (<paramref name="cellX"/>, <paramref name="cellZ"/>) × 4.</summary>
    public bool TryPlan(int cellX, int cellZ, out WildTree tree)
    {
        tree = default;
        var bits = LatticeNoise.Hash(_salt, cellX, cellZ);
        var chance = (bits >> 8 & 0xFFFF) * (CellsPerChunk / 65536f);
        var (x, z) = ((cellX << CellShift) + (int)(bits & 3), (cellZ << CellShift) + (int)(bits >> 2 & 3));
        var point = land.At(x, z);
        var biome = land.BiomeOf(point);
        var growth = GrowthOf(biome);
        if (chance >= growth.TreesPerChunk)
        {
            return false;
        }

        var ground = point.Ground;
        var soil = soils.Of(biome, x, z, ground).Top;
        if (biome == Biome.Desert)
        {
            var height = 1 + (int)((bits >> 24 & 0xFF) * 3 >> 8);
            tree = new WildTree(x, z, ground, height, TreeKind.Cactus, 0);

            // Off the cell's last row and column no two cacti touch.
            var isApart = (x & 3) < 3 && (z & 3) < 3;
            return soil == BlockId.Sand && ground > land.Config.WaterTop && isApart && IsClear(x, z, ground) && IsDry(x, z);
        }

        if (soil is not (BlockId.GrassBlock or BlockId.CoarseDirt) || ground < land.Config.WaterTop || !IsDry(x, z))
        {
            return false;
        }

        var kind = KindOf(growth, (bits >> 24 & 0xFFFF) * (1f / 65536f));
        var spread = (int)(bits >> 40 & 0xFF);
        var trunk = kind switch
        {
            TreeKind.Birch => 5 + (spread * 3 >> 8),
            TreeKind.Spruce => 6 + (spread * 4 >> 8),
            TreeKind.BigOak => 7 + (spread * 4 >> 8),
            _ => 4 + (spread * 3 >> 8),
        };
        tree = new WildTree(x, z, ground, trunk, kind, LatticeNoise.Hash(bits, x, z));
        return true;
    }

    private static TreeKind KindOf(GrowthConfig growth, float draw)
    {
        if (draw < growth.BirchShare)
        {
            return TreeKind.Birch;
        }

        draw -= growth.BirchShare;
        if (draw < growth.SpruceShare)
        {
            return TreeKind.Spruce;
        }

        return draw - growth.SpruceShare < growth.BigOakShare ? TreeKind.BigOak : TreeKind.Oak;
    }

    /// <summary>True if no ground beside a cactus stands as high as it does.</summary>
    private bool IsClear(int x, int z, int ground) => land.At(x - 1, z).Ground <= ground && land.At(x + 1, z).Ground <= ground
        && land.At(x, z - 1).Ground <= ground && land.At(x, z + 1).Ground <= ground;

    /// <summary>True if no pond is tried at the column.</summary>
    private bool IsDry(int x, int z) => !ponds.TryPlan(x >> 4, z >> 4, out var pond) || !pond.IsAtSurface || !pond.Covers(x & 15, z & 15);
}
