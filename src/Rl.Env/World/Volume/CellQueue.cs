using System.Runtime.CompilerServices;

namespace Rl.Env.World.Volume;

/// <summary>Cells that wait their turn, first in, first out. Grows by doubling, so an ordinary edit allocates nothing.</summary>
internal sealed class CellQueue
{
    private const int InitialCapacity = 1 << 15;

    private int[] _entries = new int[InitialCapacity];
    private int _head;
    private int _count;

    /// <summary>True if nothing waits.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Adds an entry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enqueue(int entry)
    {
        if (_count == _entries.Length)
        {
            Grow();
        }

        _entries[(_head + _count++) & (_entries.Length - 1)] = entry;
    }

    /// <summary>Takes the entry that has waited longest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Dequeue()
    {
        var entry = _entries[_head];
        _head = (_head + 1) & (_entries.Length - 1);
        _count--;
        return entry;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow()
    {
        var grown = new int[_entries.Length * 2];
        _entries.AsSpan(_head).CopyTo(grown);
        _entries.AsSpan(0, _head).CopyTo(grown.AsSpan(_entries.Length - _head));
        _entries = grown;
        _head = 0;
    }
}
