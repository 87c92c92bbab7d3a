using Rl.Env.World.Blocks;

namespace Rl.Env.World.Generation;

/// <summary>Veins of one block: a row of overlapping spheres along a short segment, in natural stone alone.</summary>
/// <param name="Block">What the vein is made of.</param>
/// <param name="Size">Spheres of the row; a vein of 8 has 5.7 blocks in the mean, one of 33 has 112 (D).</param>
/// <param name="PerChunk">Veins that start in each chunk.</param>
/// <param name="Low">Lowest y of a vein's middle.</param>
/// <param name="High">The y that the middle stays below.</param>
/// <param name="IsTriangular">True if the middle is the sum of two draws from half the span each, most often at its centre.</param>
public sealed record VeinConfig(BlockId Block, int Size, int PerChunk, int Low, int High, bool IsTriangular = false)
{
    /// <summary>Checks that the vein can be built.</summary>
    public VeinConfig Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Size, VeinShapes.MaximumSize);
        ArgumentOutOfRangeException.ThrowIfNegative(PerChunk);
        ArgumentOutOfRangeException.ThrowIfNegative(Low);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(High, Low);
        return this;
    }
}
