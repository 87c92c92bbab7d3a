namespace Rl.Env.World.Generation;

/// <summary>What stands in a lattice cell of a wild country.</summary>
internal enum TreeKind : byte
{
    /// <summary>A trunk of 4 to 6 and a round crown.</summary>
    Oak,

    /// <summary>A trunk of 7 to 10 with boughs, each with a crown of its own.</summary>
    BigOak,

    /// <summary>A trunk of 5 to 7 and a round crown.</summary>
    Birch,

    /// <summary>A trunk of 6 to 9 and a pointed crown.</summary>
    Spruce,

    /// <summary>One to three blocks of cactus.</summary>
    Cactus,
}
