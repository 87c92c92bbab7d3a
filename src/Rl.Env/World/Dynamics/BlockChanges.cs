namespace Rl.Env.World.Dynamics;

/// <summary>
/// What one kind of motion changes in one tick, at most one thing a cell. The world carries it all out before anything else looks at the
/// blocks. A full list is closed for the tick; whoever fills it looks at <see cref="IsFull"/> first and keeps what is left for the next.
/// </summary>
internal sealed class BlockChanges
{
    /// <summary>Most changes of a tick.</summary>
    public const int Capacity = 512;

    /// <summary>Changes that one look at a cell makes at most: it and its six neighbours.</summary>
    private const int Margin = 7;

    private readonly BlockChange[] _changes = new BlockChange[Capacity];
    private int _count;

    /// <summary>The changes in the order in which they were made. Valid until the next tick.</summary>
    public ReadOnlySpan<BlockChange> All => _changes.AsSpan(0, _count);

    /// <summary>True if a further look at a cell might find no room.</summary>
    public bool IsFull => _count > Capacity - Margin;

    /// <summary>Begins a tick.</summary>
    public void Clear() => _count = 0;

    /// <summary>True if a cell changes in this tick already.</summary>
    public bool Has(int x, int y, int z)
    {
        foreach (ref readonly var change in All)
        {
            if (change.X == x && change.Y == y && change.Z == z)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds a change.</summary>
    public void Add(in BlockChange change) => _changes[_count++] = change;
}
