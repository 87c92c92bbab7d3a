using Rl.Env.World.Blocks;

namespace Rl.Env.World.Volume;

/// <summary>
/// The blocks around the player: a window of 256 × 256 columns that wraps around and follows the player. A cell that is not plain air holds
/// <c>0x80 | block id</c>; an air cell holds a lower bound (1 to 127) of its Chebyshev distance to the nearest cell that is not air, so that
/// a ray may leap. Edits outlive the window's moves. One environment owns one volume and reuses it across resets.
/// </summary>
public sealed class VoxelVolume
{
    /// <summary>Columns along each horizontal axis.</summary>
    public const int Width = 256;

    /// <summary>Cells of a column; y runs from 0 to Height − 1. Above is air, below is bedrock.</summary>
    public const int Height = 128;

    /// <summary>Fills the window around a column with a fresh world; all earlier edits are forgotten.</summary>
    public void Reset(IChunkSource source, int centerX, int centerZ) => throw new NotImplementedException();

    /// <summary>Moves the window when (<paramref name="x"/>, <paramref name="z"/>) has left its middle; called once a tick.</summary>
    public void Follow(int x, int z) => throw new NotImplementedException();

    /// <summary>The block at a position; the window must contain it.</summary>
    public BlockId this[int x, int y, int z] => throw new NotImplementedException();

    /// <summary>Changes a block, and with it distances and light. The edit outlives the window's moves.</summary>
    public void Set(int x, int y, int z, BlockId block) => throw new NotImplementedException();

    /// <summary>Sky light 0 to 15 of a cell.</summary>
    public int SkyLight(int x, int y, int z) => throw new NotImplementedException();
}
