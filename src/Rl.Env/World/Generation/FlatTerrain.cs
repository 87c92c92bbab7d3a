using Rl.Env.World.Blocks;

namespace Rl.Env.World.Generation;

/// <summary>A plain of grass without end: one layer of grass over three of dirt over stone. Made for tests and measurements.</summary>
internal sealed class FlatTerrain : ITerrain
{
    /// <summary>y of the grass.</summary>
    public const int GroundY = 63;

    private const int LayerCells = 256;
    private const int SoilDepth = 3;

    /// <inheritdoc />
    public void Reseed(long seed)
    {
        // The same plain for every seed.
    }

    /// <inheritdoc />
    public SpawnPoint FindSpawn() => new(0, GroundY, 0);

    /// <inheritdoc />
    public int GroundAt(int x, int z) => GroundY;

    /// <inheritdoc />
    public Biome BiomeAt(int x, int z) => Biome.Plains;

    /// <inheritdoc />
    public int FillChunk(int chunkX, int chunkZ, Span<byte> blocks)
    {
        blocks[..LayerCells].Fill((byte)BlockId.Bedrock);
        blocks[LayerCells..((GroundY - SoilDepth) * LayerCells)].Fill((byte)BlockId.Stone);
        blocks[((GroundY - SoilDepth) * LayerCells)..(GroundY * LayerCells)].Fill((byte)BlockId.Dirt);
        blocks[(GroundY * LayerCells)..((GroundY + 1) * LayerCells)].Fill((byte)BlockId.GrassBlock);
        blocks[((GroundY + 1) * LayerCells)..].Clear();
        return GroundY;
    }
}
