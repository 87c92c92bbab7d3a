using Rl.Env.World.Blocks;

namespace Rl.Env.World.Generation;

/// <summary>Paints trees into a chunk: crowns first, then trunks, which beat crowns.</summary>
internal static class TreePainter
{
    /// <summary>Paints the leaves of a tree; they take air alone.</summary>
    public static void PaintCrown(in WildTree tree, ref ChunkCanvas canvas)
    {
        switch (tree.Kind)
        {
            case TreeKind.Oak:
                PaintRoundCrown(tree, BlockId.OakLeaves, ref canvas);
                break;
            case TreeKind.Birch:
                PaintRoundCrown(tree, BlockId.BirchLeaves, ref canvas);
                break;
            case TreeKind.Spruce:
                PaintPointedCrown(tree, ref canvas);
                break;
            case TreeKind.BigOak:
                PaintBoughs(tree, paintsLeaves: true, ref canvas);
                PaintBlob(tree.X, tree.GroundY + tree.TrunkHeight, tree.Z, ref canvas);
                break;
            default:
                break;
        }
    }

    /// <summary>Paints the trunk and boughs of a tree, or a cactus.</summary>
    public static void PaintTrunk(in WildTree tree, ref ChunkCanvas canvas)
    {
        if (tree.Kind != TreeKind.Cactus)
        {
            canvas.Put(tree.X, tree.GroundY, tree.Z, BlockId.Dirt);
        }

        if (tree.Kind == TreeKind.BigOak)
        {
            PaintBoughs(tree, paintsLeaves: false, ref canvas);
        }

        var block = tree.Kind switch
        {
            TreeKind.Birch => BlockId.BirchLog,
            TreeKind.Spruce => BlockId.SpruceLog,
            TreeKind.Cactus => BlockId.Cactus,
            _ => BlockId.OakLog,
        };
        for (var y = tree.GroundY + 1; y <= tree.GroundY + tree.TrunkHeight; y++)
        {
            canvas.Put(tree.X, y, tree.Z, block);
        }
    }

    /// <summary>Two layers of radius 2 under two of radius 1, their corners left to chance, those of the uppermost cut off.</summary>
    private static void PaintRoundCrown(in WildTree tree, BlockId leaves, ref ChunkCanvas canvas)
    {
        var top = tree.GroundY + tree.TrunkHeight + 1;
        var corners = tree.Bits;
        for (var below = 0; below <= 3; below++)
        {
            var radius = below >= 2 ? 2 : 1;
            for (var dz = -radius; dz <= radius; dz++)
            {
                for (var dx = -radius; dx <= radius; dx++)
                {
                    if (Math.Abs(dx) == radius && Math.Abs(dz) == radius)
                    {
                        corners >>= 1;
                        if (below == 0 || (corners & 1) == 0)
                        {
                            continue;
                        }
                    }

                    canvas.PutIntoAir(tree.X + dx, top - below, tree.Z + dz, leaves);
                }
            }
        }
    }

    /// <summary>A tip, and below it skirts of radius 1 and 2 in turn, down to the lower third of the trunk.</summary>
    private static void PaintPointedCrown(in WildTree tree, ref ChunkCanvas canvas)
    {
        var top = tree.GroundY + tree.TrunkHeight + 1;
        var bare = 1 + (int)(tree.Bits & 1);
        canvas.PutIntoAir(tree.X, top, tree.Z, BlockId.SpruceLeaves);
        for (var below = 1; below <= tree.TrunkHeight - bare; below++)
        {
            // Radius 1, 1, 2, 1, 2 and so on: crosses and squares without corners.
            var radius = below >= 3 && below % 2 == 1 ? 2 : 1;
            for (var dz = -radius; dz <= radius; dz++)
            {
                for (var dx = -radius; dx <= radius; dx++)
                {
                    if (Math.Abs(dx) != radius || Math.Abs(dz) != radius)
                    {
                        canvas.PutIntoAir(tree.X + dx, top - below, tree.Z + dz, BlockId.SpruceLeaves);
                    }
                }
            }
        }
    }

    /// <summary>Three or four boughs that leave the trunk's upper half towards different sides, a small crown at the end of each.</summary>
    private static void PaintBoughs(in WildTree tree, bool paintsLeaves, ref ChunkCanvas canvas)
    {
        var bits = tree.Bits;
        var boughs = 3 + (int)(bits & 1);
        var side = (int)(bits >> 1 & 7);
        bits >>= 4;
        for (var bough = 0; bough < boughs; bough++)
        {
            var (stepX, stepZ) = Step(side);
            var length = 2 + (int)(bits & 1);
            var y = tree.GroundY + tree.TrunkHeight - 1 - (bough % 4);
            if (paintsLeaves)
            {
                PaintBlob(tree.X + (stepX * length), y, tree.Z + (stepZ * length), ref canvas);
            }

            for (var i = 1; i <= length && !paintsLeaves; i++)
            {
                canvas.Put(tree.X + (stepX * i), y - (i == 1 ? 1 : 0), tree.Z + (stepZ * i), BlockId.OakLog);
            }

            side += 2 + (int)(bits >> 1 & 1);
            bits >>= 2;
        }
    }

    private static (int X, int Z) Step(int side) => (side & 7) switch
    {
        0 => (1, 0),
        1 => (1, 1),
        2 => (0, 1),
        3 => (-1, 1),
        4 => (-1, 0),
        5 => (-1, -1),
        6 => (0, -1),
        _ => (1, -1),
    };

    /// <summary>A rounded clump of leaves, four layers high, around the end of a bough.</summary>
    private static void PaintBlob(int x, int y, int z, ref ChunkCanvas canvas)
    {
        for (var dy = -1; dy <= 2; dy++)
        {
            var limit = dy is 0 or 1 ? 5 : 2;
            for (var dz = -2; dz <= 2; dz++)
            {
                for (var dx = -2; dx <= 2; dx++)
                {
                    if ((dx * dx) + (dz * dz) <= limit)
                    {
                        canvas.PutIntoAir(x + dx, y + dy, z + dz, BlockId.OakLeaves);
                    }
                }
            }
        }
    }
}
