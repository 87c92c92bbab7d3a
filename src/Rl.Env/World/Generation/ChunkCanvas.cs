using Rl.Env.World.Blocks;

namespace Rl.Env.World.Generation;

/// <summary>A chunk's blocks, written by the world's positions: what lies outside the chunk is dropped.</summary>
internal ref struct ChunkCanvas(int originX, int originZ, Span<byte> blocks, int highest)
{
    private const int ChunkWidth = 16;
    private const int LayerCells = ChunkWidth * ChunkWidth;

    private readonly Span<byte> _blocks = blocks;

    /// <summary>No block above this y has been written.</summary>
    public int Highest { get; private set; } = highest;

    /// <summary>Writes a block over whatever is there.</summary>
    public void Put(int x, int y, int z, BlockId block)
    {
        if (TryIndex(x, y, z, out var index))
        {
            _blocks[index] = (byte)block;
            Highest = Math.Max(Highest, y);
        }
    }

    /// <summary>Writes a block where there is air.</summary>
    public void PutIntoAir(int x, int y, int z, BlockId block)
    {
        if (TryIndex(x, y, z, out var index) && _blocks[index] == (byte)BlockId.Air)
        {
            _blocks[index] = (byte)block;
            Highest = Math.Max(Highest, y);
        }
    }

    private readonly bool TryIndex(int x, int y, int z, out int index)
    {
        var (localX, localZ) = (x - originX, z - originZ);
        index = (y * LayerCells) + (localZ * ChunkWidth) + localX;
        return (uint)localX < ChunkWidth && (uint)localZ < ChunkWidth;
    }
}
