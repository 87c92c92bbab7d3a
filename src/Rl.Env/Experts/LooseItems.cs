using Rl.Env.World;
using Rl.Env.World.Blocks;

namespace Rl.Env.Experts;

/// <summary>The things that a player saw lying about, until he sees that they are gone or a while has passed.</summary>
internal sealed class LooseItems(VoxelWorld world, Sight sight, Pack pack)
{
    private const int Capacity = 48;
    private const double Range = 14;
    private const double SameThing = 1.2;
    private const int MemoryTicks = 400;

    private readonly LooseItem[] _items = new LooseItem[Capacity];
    private int _count;

    /// <summary>What is remembered.</summary>
    public ReadOnlySpan<LooseItem> All => _items.AsSpan(0, _count);

    /// <summary>Forgets everything.</summary>
    public void Reset() => _count = 0;

    /// <summary>Looks at the newest picture.</summary>
    public void Look(long tick)
    {
        foreach (ref readonly var entity in world.Entities.All)
        {
            var (x, y, z) = (entity.Body.X, entity.Body.Y, entity.Body.Z);
            if (sight.Sees(world.Volume, x, y + 0.15, z, Range))
            {
                Note(new LooseItem(x, y, z, entity.Stack.Item, entity.Stack.Count, tick));
            }
        }

        for (var i = _count - 1; i >= 0; i--)
        {
            ref readonly var item = ref _items[i];
            var isTaken = item.HeldBefore >= 0 && pack.CountOf(item.Item) > item.HeldBefore;
            var isGone = isTaken || (item.SeenTick != tick && sight.Sees(world.Volume, item.X, item.Y + 0.15, item.Z, Range));
            if (isGone || tick - item.SeenTick > MemoryTicks)
            {
                RemoveAt(i);
            }
        }
    }

    /// <summary>Notes that a thing must lie where a block was broken, whether it is seen or not.</summary>
    public void Expect(Cell cell, ItemId item, int heldBefore, long tick)
    {
        var (x, y, z) = cell.Center;
        Note(new LooseItem(x, y - 0.4, z, item, 1, tick, heldBefore));
    }

    /// <summary>Puts a thing out of mind.</summary>
    public void Forget(LooseItem gone)
    {
        for (var i = _count - 1; i >= 0; i--)
        {
            if (_items[i].Item == gone.Item && IsNear(_items[i], gone))
            {
                RemoveAt(i);
            }
        }
    }

    /// <summary>The thing remembered that this one was a moment ago; null if it is gone.</summary>
    public LooseItem? Again(LooseItem before)
    {
        foreach (ref readonly var item in All)
        {
            if (item.Item == before.Item && IsNear(item, before))
            {
                return item;
            }
        }

        return null;
    }

    private static bool IsNear(in LooseItem a, in LooseItem b) =>
        Math.Abs(a.X - b.X) < SameThing && Math.Abs(a.Y - b.Y) < 2 * SameThing && Math.Abs(a.Z - b.Z) < SameThing;

    private void Note(in LooseItem seen)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_items[i].Item == seen.Item && _items[i].SeenTick != seen.SeenTick && IsNear(_items[i], seen))
            {
                _items[i] = seen;
                return;
            }
        }

        if (_count == Capacity)
        {
            RemoveAt(0);
        }

        _items[_count++] = seen;
    }

    private void RemoveAt(int index)
    {
        _items.AsSpan(index + 1, _count - index - 1).CopyTo(_items.AsSpan(index));
        _count--;
    }
}
