using Rl.Env.Seeds;
using Rl.Env.World.Blocks;

namespace Rl.Env.World.Generation;

/// <summary>Decides what lies on the ground of a column, from its country and height and a few noises.</summary>
internal sealed class SoilRule(LandFormConfig land)
{
    private const int BedShift = 4;
    private const int BankShift = 5;
    private const int RockShift = 4;

    private ulong _beds;
    private ulong _banks;
    private ulong _rocks;
    private ulong _depths;

    /// <summary>Becomes the rule of another seed.</summary>
    public void Reseed(ulong seed)
    {
        _beds = SeedRule.Derive(seed, [1]);
        _banks = SeedRule.Derive(seed, [2]);
        _rocks = SeedRule.Derive(seed, [3]);
        _depths = SeedRule.Derive(seed, [4]);
    }

    /// <summary>The soil of a column whose topmost block is at <paramref name="ground"/>.</summary>
    public Soil Of(Biome biome, int x, int z, int ground)
    {
        var depth = 3 + (int)(LatticeNoise.Hash(_depths, x, z) >> 63);
        if (ground < land.WaterTop)
        {
            return Even(Bed(x, z, land.WaterTop - ground), depth);
        }

        if (biome == Biome.Desert)
        {
            return Sandy(depth);
        }

        if (ground <= land.WaterTop + 1 && LatticeNoise.Sample(_banks, x, z, BankShift) > 0.05f)
        {
            return Sandy(depth);
        }

        return biome switch
        {
            Biome.Hills => Rocky(LatticeNoise.Sample(_rocks, x, z, RockShift), depth),
            Biome.Taiga when LatticeNoise.Sample(_rocks, x, z, RockShift) > 0.33f => Earthy(BlockId.CoarseDirt, depth),
            _ => Earthy(BlockId.GrassBlock, depth),
        };
    }

    private static Soil Even(BlockId block, int depth) => new(block, block, BlockId.Stone, depth, 0);

    private static Soil Sandy(int depth) => new(BlockId.Sand, BlockId.Sand, BlockId.Sandstone, depth, 4);

    private static Soil Earthy(BlockId top, int depth) => new(top, BlockId.Dirt, BlockId.Stone, depth, 0);

    private static Soil Rocky(float rock, int depth) => rock switch
    {
        > 0.2f => Even(BlockId.Stone, depth),
        < -0.42f => Even(BlockId.Gravel, depth),
        _ => Earthy(BlockId.GrassBlock, depth),
    };

    /// <summary>Clay and sand lie in discs on dirt in shallow water, gravel where it is deep (Mm).</summary>
    private BlockId Bed(int x, int z, int depth)
    {
        var bed = LatticeNoise.Sample(_beds, x, z, BedShift);
        if (bed > 0.32f && depth >= 2)
        {
            return BlockId.Clay;
        }

        return bed > 0f ? BlockId.Sand : bed < -0.12f || depth > 6 ? BlockId.Gravel : BlockId.Dirt;
    }
}
