using Rl.Env.World.Blocks;
using Rl.Env.World.Volume;

namespace Rl.Env.World.Physics;

/// <summary>
/// Moves boxes among blocks. Every solid block is a full cube, so the original's retry one step of 0.6 higher can never succeed and is not
/// made.
/// </summary>
internal static class BlockCollision
{
    /// <summary>Overlaps below this are touching, not blocking.</summary>
    private const double Tolerance = 1e-7;

    /// <summary>
    /// Gap up to which a cactus pricks. The original's is a sixteenth thinner than its cell and pricks whoever reaches into the cell; here
    /// it fills the cell, so touching must do.
    /// </summary>
    private const double CactusReach = 1e-3;

    private static readonly bool[] Solid = Kinds(BlockTable.IsSolid);
    private static readonly bool[] Smothering = Kinds(block => BlockTable.IsSolid(block) && BlockTable.Of(block).IsOpaque);
    private static readonly bool[] Water = Kinds(block => block == BlockId.Water);
    private static readonly bool[] Lava = Kinds(block => block == BlockId.Lava);
    private static readonly bool[] Cactus = Kinds(block => block == BlockId.Cactus);
    private static readonly bool[] Cobweb = Kinds(block => block == BlockId.Cobweb);

    /// <summary>
    /// Moves a body by its velocity: up or down first, then sideways, along the axis of the larger motion last; zeroes what was blocked.
    /// </summary>
    public static void Move(VoxelVolume volume, ref Body body, double width, double height)
    {
        var (wantedX, wantedY, wantedZ) = (body.VelocityX, body.VelocityY, body.VelocityZ);
        var movedY = ClipY(volume, in body, width, height, wantedY);
        body.Y += movedY;

        double movedX, movedZ;
        if (Math.Abs(wantedX) < Math.Abs(wantedZ))
        {
            movedZ = ClipZ(volume, in body, width, height, wantedZ);
            body.Z += movedZ;
            movedX = ClipX(volume, in body, width, height, wantedX);
            body.X += movedX;
        }
        else
        {
            movedX = ClipX(volume, in body, width, height, wantedX);
            body.X += movedX;
            movedZ = ClipZ(volume, in body, width, height, wantedZ);
            body.Z += movedZ;
        }

        body.OnGround = movedY != wantedY && wantedY < 0;
        body.HitWall = movedX != wantedX || movedZ != wantedZ;
        body.VelocityX = movedX == wantedX ? wantedX : 0;
        body.VelocityY = movedY == wantedY ? wantedY : 0;
        body.VelocityZ = movedZ == wantedZ ? wantedZ : 0;
    }

    /// <summary>True if a box of this place and size touches no solid block.</summary>
    public static bool IsFree(VoxelVolume volume, double x, double y, double z, double width, double height) =>
        !Touches(volume, x, y, z, width, height, Solid);

    /// <summary>True if a box of this place and size touches a block that takes the breath of a head inside it.</summary>
    public static bool IsSmothered(VoxelVolume volume, double x, double y, double z, double width, double height) =>
        Touches(volume, x, y, z, width, height, Smothering);

    /// <summary>True if a box of this place and size touches water, to the cell.</summary>
    public static bool TouchesWater(VoxelVolume volume, double x, double y, double z, double width, double height) =>
        Touches(volume, x, y, z, width, height, Water);

    /// <summary>True if a box of this place and size touches lava, to the cell.</summary>
    public static bool TouchesLava(VoxelVolume volume, double x, double y, double z, double width, double height) =>
        Touches(volume, x, y, z, width, height, Lava);

    /// <summary>True if a box of this place and size touches a cobweb, to the cell.</summary>
    public static bool TouchesCobweb(VoxelVolume volume, double x, double y, double z, double width, double height) =>
        Touches(volume, x, y, z, width, height, Cobweb);

    /// <summary>True if a box of this place and size leans on a cactus or stands on one.</summary>
    public static bool TouchesCactus(VoxelVolume volume, double x, double y, double z, double width, double height) =>
        Touches(volume, x, y - CactusReach, z, width + (2 * CactusReach), height + (2 * CactusReach), Cactus);

    /// <summary>How high the water stands above the bottom of a box; 0 if the box is dry.</summary>
    public static double WaterDepth(VoxelVolume volume, in Body body, double width, double height, double surface) =>
        Depth(volume, in body, (width, height), BlockId.Water, surface);

    /// <summary>How high the lava stands above the bottom of a box; 0 if there is none in it.</summary>
    public static double LavaDepth(VoxelVolume volume, in Body body, double width, double height, double surface) =>
        Depth(volume, in body, (width, height), BlockId.Lava, surface);

    /// <summary>True if a point lies under water.</summary>
    public static bool IsUnderWater(VoxelVolume volume, double x, double y, double z, double surface) =>
        IsUnder(volume, (x, y, z), BlockId.Water, surface);

    /// <summary>True if a point lies in lava.</summary>
    public static bool IsUnderLava(VoxelVolume volume, double x, double y, double z, double surface) =>
        IsUnder(volume, (x, y, z), BlockId.Lava, surface);

    /// <summary>The cell that holds a coordinate.</summary>
    public static int Cell(double coordinate) => (int)Math.Floor(coordinate);

    private static int First(double minimum) => Cell(minimum + Tolerance);

    private static int Last(double maximum) => Cell(maximum - Tolerance);

    private static bool[] Kinds(Func<BlockId, bool> belongs)
    {
        var kinds = new bool[BlockTable.Count];
        for (var block = 0; block < kinds.Length; block++)
        {
            kinds[block] = belongs((BlockId)block);
        }

        return kinds;
    }

    private static bool Touches(VoxelVolume volume, double x, double y, double z, double width, double height, bool[] kinds)
    {
        var half = width / 2;
        return Contains(volume, First(x - half), Last(x + half), First(y), Last(y + height), First(z - half), Last(z + half), kinds);
    }

    private static bool Contains(VoxelVolume volume, int x0, int x1, int y0, int y1, int z0, int z1, bool[] kinds)
    {
        for (var y = y0; y <= y1; y++)
        {
            for (var z = z0; z <= z1; z++)
            {
                for (var x = x0; x <= x1; x++)
                {
                    if (kinds[(int)volume[x, y, z]])
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static double Depth(VoxelVolume volume, in Body body, (double Width, double Height) box, BlockId fluid, double surface)
    {
        const double deflation = 0.001;
        var half = (box.Width / 2) - deflation;
        var bottom = body.Y + deflation;
        var depth = 0.0;
        for (var y = First(bottom); y <= Last(body.Y + box.Height - deflation); y++)
        {
            for (var z = First(body.Z - half); z <= Last(body.Z + half); z++)
            {
                for (var x = First(body.X - half); x <= Last(body.X + half); x++)
                {
                    if (volume[x, y, z] == fluid)
                    {
                        var top = y + (volume[x, y + 1, z] == fluid ? 1.0 : surface);
                        depth = Math.Max(depth, top - bottom);
                    }
                }
            }
        }

        return depth;
    }

    private static bool IsUnder(VoxelVolume volume, (double X, double Y, double Z) point, BlockId fluid, double surface)
    {
        var (x, y, z) = (Cell(point.X), Cell(point.Y), Cell(point.Z));
        return volume[x, y, z] == fluid && (point.Y < y + surface || volume[x, y + 1, z] == fluid);
    }

    private static double ClipY(VoxelVolume volume, in Body body, double width, double height, double distance)
    {
        if (distance == 0)
        {
            return 0;
        }

        var half = width / 2;
        var (x0, x1) = (First(body.X - half), Last(body.X + half));
        var (z0, z1) = (First(body.Z - half), Last(body.Z + half));
        if (distance < 0)
        {
            for (var y = First(body.Y) - 1; y >= Cell(body.Y + distance); y--)
            {
                if (Contains(volume, x0, x1, y, y, z0, z1, Solid))
                {
                    return Math.Min(0, y + 1 - body.Y);
                }
            }

            return distance;
        }

        var top = body.Y + height;
        for (var y = Last(top) + 1; y <= Last(top + distance); y++)
        {
            if (Contains(volume, x0, x1, y, y, z0, z1, Solid))
            {
                return Math.Max(0, y - top);
            }
        }

        return distance;
    }

    private static double ClipX(VoxelVolume volume, in Body body, double width, double height, double distance)
    {
        if (distance == 0)
        {
            return 0;
        }

        var half = width / 2;
        var (y0, y1) = (First(body.Y), Last(body.Y + height));
        var (z0, z1) = (First(body.Z - half), Last(body.Z + half));
        if (distance < 0)
        {
            var left = body.X - half;
            for (var x = First(left) - 1; x >= Cell(left + distance); x--)
            {
                if (Contains(volume, x, x, y0, y1, z0, z1, Solid))
                {
                    return Math.Min(0, x + 1 - left);
                }
            }

            return distance;
        }

        var right = body.X + half;
        for (var x = Last(right) + 1; x <= Last(right + distance); x++)
        {
            if (Contains(volume, x, x, y0, y1, z0, z1, Solid))
            {
                return Math.Max(0, x - right);
            }
        }

        return distance;
    }

    private static double ClipZ(VoxelVolume volume, in Body body, double width, double height, double distance)
    {
        if (distance == 0)
        {
            return 0;
        }

        var half = width / 2;
        var (x0, x1) = (First(body.X - half), Last(body.X + half));
        var (y0, y1) = (First(body.Y), Last(body.Y + height));
        if (distance < 0)
        {
            var north = body.Z - half;
            for (var z = First(north) - 1; z >= Cell(north + distance); z--)
            {
                if (Contains(volume, x0, x1, y0, y1, z, z, Solid))
                {
                    return Math.Min(0, z + 1 - north);
                }
            }

            return distance;
        }

        var south = body.Z + half;
        for (var z = Last(south) + 1; z <= Last(south + distance); z++)
        {
            if (Contains(volume, x0, x1, y0, y1, z, z, Solid))
            {
                return Math.Max(0, z - south);
            }
        }

        return distance;
    }
}
