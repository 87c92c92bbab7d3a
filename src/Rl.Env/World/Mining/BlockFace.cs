namespace Rl.Env.World.Mining;

/// <summary>A side of a block.</summary>
internal enum BlockFace : byte
{
    West,
    East,
    Bottom,
    Top,
    North,
    South,
}
