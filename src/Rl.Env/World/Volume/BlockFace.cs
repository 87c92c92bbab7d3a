namespace Rl.Env.World.Volume;

/// <summary>The faces of a block.</summary>
public enum BlockFace : byte
{
    /// <summary>−Y</summary>
    Down,

    /// <summary>+Y</summary>
    Up,

    /// <summary>−Z</summary>
    North,

    /// <summary>+Z</summary>
    South,

    /// <summary>−X</summary>
    West,

    /// <summary>+X</summary>
    East,
}
