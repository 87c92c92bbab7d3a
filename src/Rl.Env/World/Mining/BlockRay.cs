using Rl.Env.World.Blocks;
using Rl.Env.World.Volume;

namespace Rl.Env.World.Mining;

/// <summary>Finds what the crosshair points at (Amanatides and Woo 1987). Rays pass through water.</summary>
internal static class BlockRay
{
    /// <summary>The first solid block within reach; null for none.</summary>
    /// <param name="volume">The blocks.</param>
    /// <param name="origin">The eye.</param>
    /// <param name="direction">Where it looks, of length 1.</param>
    /// <param name="reach">In blocks, from the eye to the surface that is met.</param>
    public static BlockHit? Cast(
        VoxelVolume volume, (double X, double Y, double Z) origin, (double X, double Y, double Z) direction, double reach)
    {
        var (x, y, z) = ((int)Math.Floor(origin.X), (int)Math.Floor(origin.Y), (int)Math.Floor(origin.Z));
        var (stepX, nextX, deltaX) = Axis(origin.X, direction.X, x);
        var (stepY, nextY, deltaY) = Axis(origin.Y, direction.Y, y);
        var (stepZ, nextZ, deltaZ) = Axis(origin.Z, direction.Z, z);
        var face = BlockFace.Top;
        var distance = 0.0;
        while (distance <= reach)
        {
            if (BlockTable.IsSolid(volume[x, y, z]))
            {
                return new BlockHit(x, y, z, face);
            }

            if (nextX <= nextY && nextX <= nextZ)
            {
                (distance, x, nextX) = (nextX, x + stepX, nextX + deltaX);
                face = stepX > 0 ? BlockFace.West : BlockFace.East;
            }
            else if (nextY <= nextZ)
            {
                (distance, y, nextY) = (nextY, y + stepY, nextY + deltaY);
                face = stepY > 0 ? BlockFace.Bottom : BlockFace.Top;
            }
            else
            {
                (distance, z, nextZ) = (nextZ, z + stepZ, nextZ + deltaZ);
                face = stepZ > 0 ? BlockFace.North : BlockFace.South;
            }
        }

        return null;
    }

    private static (int Step, double Next, double Delta) Axis(double origin, double direction, int cell)
    {
        if (direction == 0)
        {
            return (0, double.PositiveInfinity, double.PositiveInfinity);
        }

        var delta = Math.Abs(1 / direction);
        return direction > 0 ? (1, (cell + 1 - origin) * delta, delta) : (-1, (origin - cell) * delta, delta);
    }
}
