using Rl.Env.Seeds;
using Rl.Env.World.Blocks;
using Rl.Env.World.Volume;

namespace Rl.Env.World.Dynamics;

/// <summary>
/// Leaves without a trunk. The original visits 3 random cells of every section of 16 × 16 × 16 each tick, and a leaf that it visits decays
/// if no trunk is within six steps through leaves. Here only leaves near a trunk or leaf that went are visited: they fill the first cells
/// of one section of our own, of which 3 random cells are visited each tick. Every leaf decays at the same rate as in the original, and
/// where nobody cuts trees no chance is drawn. What differs: leaves of distant trees share the three visits, so that they never decay more
/// than three a tick; and of more than 4096 leaves in doubt those in excess hang on.
/// </summary>
internal sealed class LeafDecay(DynamicsConfig config)
{
    /// <summary>Cells of a section, and most leaves in doubt.</summary>
    public const int Capacity = 4096;

    /// <summary>Most steps that a search for a trunk goes.</summary>
    public const int MaximumReach = 7;

    private const int SearchWidth = (2 * MaximumReach) + 1;
    private const int SearchCells = SearchWidth * SearchWidth * SearchWidth;

    private readonly (int X, int Y, int Z)[] _leaves = new (int, int, int)[Capacity];
    private readonly HashSet<(int X, int Y, int Z)> _known = new(Capacity);
    private readonly (int X, int Y, int Z, int Steps)[] _found = new (int, int, int, int)[SearchCells];
    private readonly bool[] _visited = new bool[SearchCells];
    private readonly BlockChanges _changes = new();
    private int _count;

    /// <summary>How many leaves are in doubt.</summary>
    public int Count => _count;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _count = 0;
        _known.Clear();
    }

    /// <summary>Takes notice of a changed cell: if a trunk or a leaf went, the leaves around it are in doubt.</summary>
    /// <param name="volume">The blocks, changed.</param>
    /// <param name="x">The cell, east.</param>
    /// <param name="y">The cell, up.</param>
    /// <param name="z">The cell, south.</param>
    /// <param name="before">What stood there before.</param>
    public void Notice(VoxelVolume volume, int x, int y, int z, BlockId before)
    {
        if (volume[x, y, z] == before || !(BlockTable.IsLog(before) || BlockTable.IsLeaves(before)))
        {
            return;
        }

        var (found, _) = Search(volume, x, y, z);
        foreach (var (leafX, leafY, leafZ, steps) in _found.AsSpan(0, found))
        {
            if (steps > 0 && _count < Capacity && _known.Add((leafX, leafY, leafZ)))
            {
                _leaves[_count++] = (leafX, leafY, leafZ);
            }
        }
    }

    /// <summary>Visits some of the leaves in doubt; those that still hang on a trunk are in doubt no more.</summary>
    /// <param name="volume">The blocks.</param>
    /// <param name="random">The world's stream; drawn from only while leaves are in doubt.</param>
    /// <param name="reach">Where blocks move.</param>
    /// <returns>What changes, for the world to carry out; valid until the next tick.</returns>
    public ReadOnlySpan<BlockChange> Tick(VoxelVolume volume, SeededRandom random, Reach reach)
    {
        _changes.Clear();
        for (var i = 0; i < config.RandomTicks && _count > 0; i++)
        {
            var index = random.Next(Capacity);
            if (index >= _count || !reach.Holds(_leaves[index].X, _leaves[index].Z))
            {
                continue;
            }

            var (x, y, z) = _leaves[index];
            _known.Remove(_leaves[index]);
            _leaves[index] = _leaves[--_count];
            var leaf = volume[x, y, z];
            if (BlockTable.IsLeaves(leaf) && !Search(volume, x, y, z).MetTrunk)
            {
                _changes.Add(new BlockChange(x, y, z, BlockId.Air, leaf));
            }
        }

        return _changes.All;
    }

    /// <summary>Adds all that decides the future to a hash; nothing while no leaf is in doubt.</summary>
    public ulong HashInto(ulong hash)
    {
        foreach (var (x, y, z) in _leaves.AsSpan(0, _count))
        {
            hash = StateHasher.Mix(hash, ((ulong)(uint)x << 32) | (uint)z);
            hash = StateHasher.Mix(hash, (ulong)y);
        }

        return hash;
    }

    /// <summary>
    /// Walks from a cell through leaves, breadth first. The cell itself and all leaves within reach are in <see cref="_found"/> afterwards;
    /// whether a trunk is within reach is given back with their number.
    /// </summary>
    private (int Found, bool MetTrunk) Search(VoxelVolume volume, int x, int y, int z)
    {
        Array.Clear(_visited);
        _found[0] = (x, y, z, 0);
        _visited[SearchIndex(0, 0, 0)] = true;
        var (found, metTrunk) = (1, false);
        for (var next = 0; next < found; next++)
        {
            var from = _found[next];
            if (from.Steps == config.LeafReach)
            {
                break;
            }

            foreach (var step in Neighbours.All)
            {
                var (toX, toY, toZ) = (from.X + step.X, from.Y + step.Y, from.Z + step.Z);
                ref var visited = ref _visited[SearchIndex(toX - x, toY - y, toZ - z)];
                var block = volume[toX, toY, toZ];
                metTrunk |= BlockTable.IsLog(block);
                if (!visited && BlockTable.IsLeaves(block))
                {
                    _found[found++] = (toX, toY, toZ, from.Steps + 1);
                }

                visited = true;
            }
        }

        return (found, metTrunk);
    }

    private static int SearchIndex(int x, int y, int z) =>
        ((((y + MaximumReach) * SearchWidth) + z + MaximumReach) * SearchWidth) + x + MaximumReach;
}
