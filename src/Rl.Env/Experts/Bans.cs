namespace Rl.Env.Experts;

/// <summary>Cells to leave alone for a while, the oldest making room for new ones.</summary>
internal sealed class Bans
{
    private const int Capacity = 32;

    private readonly (Cell Cell, long Until)[] _bans = new (Cell, long)[Capacity];
    private int _next;
    private long _latest;

    /// <summary>Forgets all bans.</summary>
    public void Reset()
    {
        Array.Clear(_bans);
        _next = 0;
        _latest = 0;
    }

    /// <summary>Bans a cell up to a tick.</summary>
    public void Add(Cell cell, long until)
    {
        _bans[_next] = (cell, until);
        _next = (_next + 1) % Capacity;
        _latest = Math.Max(_latest, until);
    }

    /// <summary>True if a cell is banned at a tick.</summary>
    public bool Contains(Cell cell, long tick)
    {
        if (tick >= _latest)
        {
            return false;
        }

        foreach (ref readonly var ban in _bans.AsSpan())
        {
            if (ban.Cell == cell && tick < ban.Until)
            {
                return true;
            }
        }

        return false;
    }
}
