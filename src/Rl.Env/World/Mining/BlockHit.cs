namespace Rl.Env.World.Mining;

/// <summary>A block met by a ray, and the side by which it was met.</summary>
internal readonly record struct BlockHit(int X, int Y, int Z, BlockFace Face)
{
    /// <summary>The cell before the side that was met.</summary>
    public (int X, int Y, int Z) Neighbour => Face switch
    {
        BlockFace.West => (X - 1, Y, Z),
        BlockFace.East => (X + 1, Y, Z),
        BlockFace.Bottom => (X, Y - 1, Z),
        BlockFace.Top => (X, Y + 1, Z),
        BlockFace.North => (X, Y, Z - 1),
        _ => (X, Y, Z + 1),
    };

    /// <summary>True if both are the same block, by whatever side.</summary>
    public bool IsSameBlock(BlockHit other) => X == other.X && Y == other.Y && Z == other.Z;
}
