using Rl.Env.World.Blocks;

namespace Rl.Env.World.Generation;

/// <summary>
/// Finds where an episode starts in a wild country: the chunk's middle nearest to the origin that lies open on dry grass, on whole ground,
/// with trees in walking distance but none overhead.
/// </summary>
internal static class WildSpawn
{
    /// <summary>Chunks searched in each direction: 1024 blocks, as the original searches (V).</summary>
    private const int MaximumRings = 64;

    private const int ChunkWidth = 16;
    private const int LayerCells = ChunkWidth * ChunkWidth;
    private const int Middle = 8;
    private const int NearestTree = 3;
    private const int MaximumClimb = 5;

    /// <summary>Columns around the start that are as the surface laid them.</summary>
    private const int WholeRadius = 3;

    /// <summary>Walks outwards from the origin in square rings; gives the origin's own chunk if no place is fit.</summary>
    public static SpawnPoint Find(SurvivalTerrain terrain)
    {
        for (var ring = 0; ring <= MaximumRings; ring++)
        {
            for (var row = -ring; row <= ring; row++)
            {
                var stride = Math.Abs(row) == ring ? 1 : 2 * ring;
                for (var column = -ring; column <= ring; column += stride)
                {
                    var point = At(terrain, column, row);
                    if (IsFit(terrain, point))
                    {
                        return point;
                    }
                }
            }
        }

        return At(terrain, 0, 0);
    }

    private static SpawnPoint At(SurvivalTerrain terrain, int chunkX, int chunkZ)
    {
        var (x, z) = ((chunkX * ChunkWidth) + Middle, (chunkZ * ChunkWidth) + Middle);
        return new SpawnPoint(x, terrain.SurfaceAt(x, z), z);
    }

    // The cheap conditions come first: the last two fill chunks.
    private static bool IsFit(SurvivalTerrain terrain, SpawnPoint point) =>
        terrain.BiomeAt(point.X, point.Z) is Biome.Plains or Biome.Forest or Biome.BirchForest or Biome.Taiga
        && terrain.SoilAt(point.X, point.Z) == BlockId.GrassBlock
        && CountTrees(terrain, point, out var isClear) >= terrain.Config.SpawnTrees
        && isClear
        && IsWholeAndOpen(terrain, point)
        && CountStandingTrees(terrain, point) >= terrain.Config.SpawnTrees;

    /// <summary>Counts the trees that can be walked to.</summary>
    private static int CountTrees(SurvivalTerrain terrain, SpawnPoint point, out bool isClear)
    {
        isClear = true;
        var found = 0;
        var reach = (terrain.Config.SpawnTreeReach >> Woods.CellShift) + 1;
        for (var row = -reach; row <= reach; row++)
        {
            for (var column = -reach; column <= reach; column++)
            {
                if (terrain.TryGetTree((point.X >> Woods.CellShift) + column, (point.Z >> Woods.CellShift) + row, out var tree))
                {
                    var (dx, dz) = (tree.X - point.X, tree.Z - point.Z);
                    isClear &= (dx * dx) + (dz * dz) > NearestTree * NearestTree;
                    found += IsWalkable(terrain, point, tree) ? 1 : 0;
                }
            }
        }

        return found;
    }

    /// <summary>Counts the trees that can be walked to and that no cave has swallowed, chunk by chunk.</summary>
    private static int CountStandingTrees(SurvivalTerrain terrain, SpawnPoint point)
    {
        var found = 0;
        var reach = terrain.Config.SpawnTreeReach;
        for (var chunkZ = (point.Z - reach) >> 4; chunkZ <= (point.Z + reach) >> 4; chunkZ++)
        {
            for (var chunkX = (point.X - reach) >> 4; chunkX <= (point.X + reach) >> 4; chunkX++)
            {
                var blocks = terrain.Look(chunkX, chunkZ);
                for (var cell = 0; cell < 16; cell++)
                {
                    if (terrain.TryGetTree((chunkX << 2) + (cell & 3), (chunkZ << 2) + (cell >> 2), out var tree)
                        && IsWalkable(terrain, point, tree))
                    {
                        var foot = blocks[((tree.GroundY + 1) * LayerCells) + ((tree.Z & 15) * ChunkWidth) + (tree.X & 15)];
                        found += BlockTable.IsLog((BlockId)foot) ? 1 : 0;
                    }
                }
            }
        }

        return found;
    }

    /// <summary>True if a tree is near and the straight way to it is dry and level.</summary>
    private static bool IsWalkable(SurvivalTerrain terrain, SpawnPoint from, in WildTree tree)
    {
        var (dx, dz) = (tree.X - from.X, tree.Z - from.Z);
        var reach = terrain.Config.SpawnTreeReach;
        if (tree.Kind == TreeKind.Cactus || (dx * dx) + (dz * dz) > reach * reach || Math.Abs(tree.GroundY - from.GroundY) > MaximumClimb)
        {
            return false;
        }

        const int samples = 6;
        for (var i = 1; i < samples; i++)
        {
            var ground = terrain.SurfaceAt(from.X + (dx * i / samples), from.Z + (dz * i / samples));
            if (ground < terrain.Config.Land.WaterTop || Math.Abs(ground - from.GroundY) > MaximumClimb)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True if no cave or pond has touched the ground around, and nothing but plants stands above it.</summary>
    private static bool IsWholeAndOpen(SurvivalTerrain terrain, SpawnPoint point)
    {
        var blocks = terrain.Look(point.X >> 4, point.Z >> 4);
        for (var dz = -WholeRadius; dz <= WholeRadius; dz++)
        {
            for (var dx = -WholeRadius; dx <= WholeRadius; dx++)
            {
                var (x, z) = (point.X + dx, point.Z + dz);
                var ground = terrain.SurfaceAt(x, z);
                var isLow = terrain.Config.Land.WaterTop >= ground;
                if (isLow || terrain.GroundAt(x, z) != ground || Math.Abs(ground - point.GroundY) > WholeRadius)
                {
                    return false;
                }
            }
        }

        var column = ((point.Z & 15) * ChunkWidth) + (point.X & 15);
        for (var y = point.GroundY + 1; (y * LayerCells) < blocks.Length; y++)
        {
            var block = (BlockId)blocks[(y * LayerCells) + column];
            if (BlockTable.IsSolid(block) || BlockTable.IsLeaves(block) || block is BlockId.Water or BlockId.Lava)
            {
                return false;
            }
        }

        return true;
    }
}
