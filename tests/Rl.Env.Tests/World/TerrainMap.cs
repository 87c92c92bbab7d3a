using Rl.Env.World.Blocks;
using Rl.Env.World.Generation;
using Rl.Env.World.Volume;

namespace Rl.Env.Tests.World;

/// <summary>A terrain's blocks by position; each chunk is filled when first asked for.</summary>
internal sealed class TerrainMap(SurvivalTerrain terrain)
{
    private const int LayerCells = 256;

    private readonly Dictionary<(int X, int Z), byte[]> _chunks = [];

    public BlockId this[int x, int y, int z] => (BlockId)Chunk(x >> 4, z >> 4)[(y * LayerCells) + ((z & 15) * 16) + (x & 15)];

    public byte[] Chunk(int chunkX, int chunkZ)
    {
        if (!_chunks.TryGetValue((chunkX, chunkZ), out var blocks))
        {
            blocks = new byte[VoxelVolume.Height * LayerCells];
            _ = terrain.FillChunk(chunkX, chunkZ, blocks);
            _chunks.Add((chunkX, chunkZ), blocks);
        }

        return blocks;
    }
}
