namespace Rl.Env.World.Generation;

/// <summary>The kinds of country. The numbers are part of observations: append, never reorder.</summary>
public enum Biome : byte
{
    /// <summary>Grassland with a tree here and there.</summary>
    Plains,

    /// <summary>Oaks, some of them big, and a few birches.</summary>
    Forest,

    /// <summary>Birches alone.</summary>
    BirchForest,

    /// <summary>Spruces over ferns.</summary>
    Taiga,

    /// <summary>High, steep and mostly bare ground, with emeralds below and snow on top.</summary>
    Hills,

    /// <summary>Sand over sandstone, cactus and dead bush.</summary>
    Desert,

    /// <summary>The bed of a river or lake.</summary>
    River,
}
