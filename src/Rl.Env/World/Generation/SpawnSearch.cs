namespace Rl.Env.World.Generation;

/// <summary>Finds the dry grass nearest to the origin that has a tree in walking distance, but none overhead.</summary>
internal static class SpawnSearch
{
    private const int StepBlocks = 8;
    private const int MaximumRings = 128;
    private const int NearestTree = 8;
    private const int FarthestTree = 25;
    private const int MaximumClimb = 6;
    private const int CellShift = 2;

    /// <summary>Walks outwards from the origin in square rings; gives the origin's own column if 1024 blocks hold no such place.</summary>
    public static SpawnPoint Find(MeadowTerrain terrain)
    {
        for (var ring = 0; ring <= MaximumRings; ring++)
        {
            for (var row = -ring; row <= ring; row++)
            {
                var stride = Math.Abs(row) == ring ? 1 : 2 * ring;
                for (var column = -ring; column <= ring; column += stride)
                {
                    var point = At(terrain, column * StepBlocks, row * StepBlocks);
                    if (terrain.IsGrass(point.GroundY) && HasTreeInReach(terrain, point))
                    {
                        return point;
                    }
                }
            }
        }

        return At(terrain, 0, 0);
    }

    private static SpawnPoint At(MeadowTerrain terrain, int x, int z) => new(x, terrain.GroundAt(x, z), z);

    private static bool HasTreeInReach(MeadowTerrain terrain, SpawnPoint point)
    {
        var found = false;
        var reach = (FarthestTree >> CellShift) + 1;
        for (var row = -reach; row <= reach; row++)
        {
            for (var column = -reach; column <= reach; column++)
            {
                if (!terrain.TryGetTree((point.X >> CellShift) + column, (point.Z >> CellShift) + row, out var tree))
                {
                    continue;
                }

                var (dx, dz) = (tree.X - point.X, tree.Z - point.Z);
                var distanceSquared = (dx * dx) + (dz * dz);
                if (distanceSquared < NearestTree * NearestTree)
                {
                    return false;
                }

                found |= distanceSquared <= FarthestTree * FarthestTree
                    && Math.Abs(tree.GroundY - point.GroundY) <= MaximumClimb
                    && IsDryWay(terrain, point, dx, dz);
            }
        }

        return found;
    }

    private static bool IsDryWay(MeadowTerrain terrain, SpawnPoint from, int dx, int dz)
    {
        const int samples = 6;
        for (var i = 1; i < samples; i++)
        {
            if (!terrain.IsGrass(terrain.GroundAt(from.X + (dx * i / samples), from.Z + (dz * i / samples))))
            {
                return false;
            }
        }

        return true;
    }
}
