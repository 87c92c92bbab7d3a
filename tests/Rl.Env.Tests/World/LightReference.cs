using Rl.Env.World.Blocks;
using Rl.Env.World.Volume;

namespace Rl.Env.Tests.World;

/// <summary>Light of a cube of cells computed from nothing, level by level; slow and plain. What lies outside the cube is not looked at.</summary>
internal sealed class LightReference
{
    private readonly VoxelVolume _volume;
    private readonly (int X, int Y, int Z) _low;
    private readonly (int X, int Y, int Z) _high;
    private readonly bool _isSky;
    private readonly Dictionary<(int X, int Y, int Z), int> _levels = [];
    private readonly Stack<(int X, int Y, int Z)>[] _bright = [.. Enumerable.Range(0, 16).Select(_ => new Stack<(int, int, int)>())];

    public LightReference(VoxelVolume volume, (int X, int Y, int Z) low, (int X, int Y, int Z) high, bool isSky)
    {
        (_volume, _low, _high, _isSky) = (volume, low, high, isSky);
        for (var z = low.Z; z <= high.Z; z++)
        {
            for (var x = low.X; x <= high.X; x++)
            {
                if (isSky)
                {
                    Reach((x, high.Y, z), IsClear((x, high.Y, z)) ? 15 : 14);
                    continue;
                }

                for (var y = low.Y; y <= high.Y; y++)
                {
                    var given = BlockTable.Of(volume[x, y, z]).Light;
                    Raise((x, y, z), given);
                }
            }
        }

        Spread();
    }

    /// <summary>Light of a cell; 0 inside opaque blocks, 15 in lava.</summary>
    public int At(int x, int y, int z)
    {
        var block = _volume[x, y, z];
        return BlockTable.Of(block).IsOpaque
            ? (!_isSky && block == BlockId.Lava ? 15 : 0)
            : _levels.GetValueOrDefault((x, y, z));
    }

    private void Spread()
    {
        for (var level = 15; level > 1; level--)
        {
            while (_bright[level].TryPop(out var cell))
            {
                if (_levels[cell] != level)
                {
                    continue;
                }

                var below = (cell.X, cell.Y - 1, cell.Z);
                Reach(below, _isSky && level == 15 && IsClear(below) ? 15 : level - 1);
                Reach((cell.X, cell.Y + 1, cell.Z), level - 1);
                Reach((cell.X - 1, cell.Y, cell.Z), level - 1);
                Reach((cell.X + 1, cell.Y, cell.Z), level - 1);
                Reach((cell.X, cell.Y, cell.Z - 1), level - 1);
                Reach((cell.X, cell.Y, cell.Z + 1), level - 1);
            }
        }
    }

    private void Reach((int X, int Y, int Z) cell, int level)
    {
        var isInside = cell.X >= _low.X && cell.X <= _high.X && cell.Y >= _low.Y && cell.Y <= _high.Y && cell.Z >= _low.Z && cell.Z <= _high.Z;
        if (isInside && !BlockTable.Of(_volume[cell.X, cell.Y, cell.Z]).IsOpaque)
        {
            Raise(cell, level);
        }
    }

    private void Raise((int X, int Y, int Z) cell, int level)
    {
        if (level > _levels.GetValueOrDefault(cell))
        {
            _levels[cell] = level;
            _bright[level].Push(cell);
        }
    }

    private bool IsClear((int X, int Y, int Z) cell)
    {
        var block = _volume[cell.X, cell.Y, cell.Z];
        return !BlockTable.Of(block).IsOpaque && block != BlockId.Water && !BlockTable.IsLeaves(block);
    }
}
