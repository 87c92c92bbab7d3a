namespace Rl.Env.World.Dynamics;

/// <summary>
/// Cells to be looked at a fixed number of ticks later, first come, first served. A full schedule forgets what it is given: the cell stays
/// as it is until something changes beside it again.
/// </summary>
internal sealed class BlockSchedule
{
    /// <summary>Most cells that wait.</summary>
    public const int Capacity = 4096;

    private readonly Entry[] _entries = new Entry[Capacity];
    private readonly int _delayTicks;
    private int _first;
    private int _count;

    /// <summary>An empty schedule.</summary>
    /// <param name="delayTicks">Ticks that every cell waits, at least 1.</param>
    public BlockSchedule(int delayTicks)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(delayTicks);
        _delayTicks = delayTicks;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _first = 0;
        _count = 0;
    }

    /// <summary>Lets a cell wait from a tick on; ticks must not go backwards.</summary>
    public void Add(int x, int y, int z, long tick)
    {
        if (_count < Capacity)
        {
            _entries[(_first + _count++) % Capacity] = new Entry(x, y, z, tick + _delayTicks);
        }
    }

    /// <summary>Takes the cell that has waited longest, if its time has come.</summary>
    public bool TryTake(long tick, out (int X, int Y, int Z) cell)
    {
        ref readonly var entry = ref _entries[_first];
        if (_count == 0 || entry.DueTick > tick)
        {
            cell = default;
            return false;
        }

        cell = (entry.X, entry.Y, entry.Z);
        _first = (_first + 1) % Capacity;
        _count--;
        return true;
    }

    /// <summary>Adds all that waits to a hash.</summary>
    public ulong HashInto(ulong hash)
    {
        for (var i = 0; i < _count; i++)
        {
            ref readonly var entry = ref _entries[(_first + i) % Capacity];
            hash = StateHasher.Mix(hash, ((ulong)(uint)entry.X << 32) | (uint)entry.Z);
            hash = StateHasher.Mix(hash, ((ulong)(uint)entry.Y << 48) | (ulong)entry.DueTick);
        }

        return hash;
    }

    private readonly record struct Entry(int X, int Y, int Z, long DueTick);
}
