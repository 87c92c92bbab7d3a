using Rl.Env.World.Volume;

namespace Rl.Env.Experts;

/// <summary>Points on the faces of blocks, to aim at.</summary>
internal static class FacePoint
{
    /// <summary>All faces, the ones that a standing player sees most first.</summary>
    public static ReadOnlySpan<BlockFace> Faces => [BlockFace.Up, BlockFace.North, BlockFace.South, BlockFace.West, BlockFace.East, BlockFace.Down];

    /// <summary>A point on a face, so far from its middle in blocks.</summary>
    public static (double X, double Y, double Z) On(Cell cell, BlockFace face, double across, double along)
    {
        const double half = 0.5;
        var (x, y, z) = cell.Center;
        return face switch
        {
            BlockFace.Down => (x + across, y - half, z + along),
            BlockFace.Up => (x + across, y + half, z + along),
            BlockFace.North => (x + across, y + along, z - half),
            BlockFace.South => (x + across, y + along, z + half),
            BlockFace.West => (x - half, y + along, z + across),
            _ => (x + half, y + along, z + across),
        };
    }

    /// <summary>True if an eye is on the outer side of a face.</summary>
    public static bool IsToward(Cell cell, BlockFace face, (double X, double Y, double Z) eye)
    {
        const double least = 0.02;
        return face switch
        {
            BlockFace.Down => eye.Y < cell.Y - least,
            BlockFace.Up => eye.Y > cell.Y + 1 + least,
            BlockFace.North => eye.Z < cell.Z - least,
            BlockFace.South => eye.Z > cell.Z + 1 + least,
            BlockFace.West => eye.X < cell.X - least,
            _ => eye.X > cell.X + 1 + least,
        };
    }

    /// <summary>The face opposite.</summary>
    public static BlockFace Opposite(BlockFace face) => (BlockFace)((int)face ^ 1);

    /// <summary>What the eye meets first on the way to a point, among what was seen; null if nothing within reach.</summary>
    public static VoxelHit? Meets(Sight sight, (double X, double Y, double Z) eye, (double X, double Y, double Z) point)
    {
        var direction = (X: point.X - eye.X, Y: point.Y - eye.Y, Z: point.Z - eye.Z);
        return sight.Trace(eye, direction, Controls.Reach);
    }
}
