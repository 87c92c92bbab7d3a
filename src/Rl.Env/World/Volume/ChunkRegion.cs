namespace Rl.Env.World.Volume;

/// <summary>A rectangle of chunks whose distances or light are computed together.</summary>
/// <param name="ChunkX">Western chunk.</param>
/// <param name="ChunkZ">Northern chunk.</param>
/// <param name="CountX">Chunks east.</param>
/// <param name="CountZ">Chunks south.</param>
/// <param name="LowestAir">Below this y no chunk of the region has a cell that lets light through.</param>
/// <param name="Top">Above this y every cell of the region is air.</param>
internal readonly record struct ChunkRegion(int ChunkX, int ChunkZ, int CountX, int CountZ, int LowestAir, int Top);

/// <summary>What a chunk of a <see cref="ChunkRegion"/> is to the computation.</summary>
internal enum ChunkRole : byte
{
    /// <summary>Not a neighbour in the world: neither read nor written.</summary>
    Foreign,

    /// <summary>Its values hold already and may only be sharpened.</summary>
    Settled,

    /// <summary>Just filled: its values are computed from nothing.</summary>
    Fresh,
}
