namespace Rl.Env.Experts;

/// <summary>Places where something was done that need not be done again near by; the oldest make room for new ones.</summary>
internal sealed class Waymarks(double near)
{
    private const int Capacity = 32;

    private readonly Cell[] _cells = new Cell[Capacity];
    private int _count;

    /// <summary>Forgets all.</summary>
    public void Clear() => _count = 0;

    /// <summary>Marks a place.</summary>
    public void Add(Cell cell) => _cells[_count++ % Capacity] = cell;

    /// <summary>True if no mark is near.</summary>
    public bool IsNew(Cell cell)
    {
        foreach (var mark in _cells.AsSpan(0, Math.Min(_count, Capacity)))
        {
            if (mark.DistanceTo(cell.Center) < near)
            {
                return false;
            }
        }

        return true;
    }
}
