namespace Rl.Env.World.Volume;

/// <summary>Where a <see cref="VoxelVolume"/> takes its blocks from: pure functions of the world seed.</summary>
public interface IChunkSource
{
    /// <summary>
    /// Writes the blocks of the chunk at (<paramref name="chunkX"/>, <paramref name="chunkZ"/>), block coordinates divided by 16.
    /// Allocates nothing.
    /// </summary>
    /// <param name="chunkX">Chunk coordinate east.</param>
    /// <param name="chunkZ">Chunk coordinate south.</param>
    /// <param name="blocks"><c>[y, z, x] uint8</c> of <see cref="VoxelVolume.Height"/> × 16 × 16 block ids, all written.</param>
    /// <returns>The chunk's highest y that is not air.</returns>
    int FillChunk(int chunkX, int chunkZ, Span<byte> blocks);
}
