using System.Numerics;

namespace Rl.Env.World.Volume;

/// <summary>
/// The player's changes to the world, one entry per position, kept in the order in which positions were first changed. Grows by doubling,
/// so an ordinary edit allocates nothing.
/// </summary>
internal sealed class EditLog
{
    private const int InitialCapacity = 4096;

    private long[] _positions = new long[InitialCapacity];
    private byte[] _blocks = new byte[InitialCapacity];
    private int[] _table = new int[InitialCapacity * 2];
    private int _count;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _count = 0;
        Array.Clear(_table);
    }

    /// <summary>Records the block that now stands at a position.</summary>
    public void Record(int x, int y, int z, byte block)
    {
        var position = Pack(x, y, z);
        var slot = Find(position);
        if (_table[slot] != 0)
        {
            _blocks[_table[slot] - 1] = block;
            return;
        }

        if (_count == _positions.Length)
        {
            Grow();
            slot = Find(position);
        }

        _positions[_count] = position;
        _blocks[_count] = block;
        _table[slot] = ++_count;
    }

    /// <summary>Writes the changes within a chunk over its generated blocks.</summary>
    /// <param name="chunkX">Chunk coordinate east.</param>
    /// <param name="chunkZ">Chunk coordinate south.</param>
    /// <param name="blocks"><c>[y, z, x] uint8</c>, block ids.</param>
    /// <returns>The highest y at which a change put a block, −1 if none did.</returns>
    public int Apply(int chunkX, int chunkZ, Span<byte> blocks)
    {
        var top = -1;
        for (var i = 0; i < _count; i++)
        {
            var (x, y, z) = Unpack(_positions[i]);
            if (x >> 4 == chunkX && z >> 4 == chunkZ)
            {
                blocks[(y << 8) | ((z & 15) << 4) | (x & 15)] = _blocks[i];
                top = _blocks[i] == 0 ? top : Math.Max(top, y);
            }
        }

        return top;
    }

    private static long Pack(int x, int y, int z) => ((long)x << 36) | ((long)(z & 0xFFFFFFF) << 8) | (uint)y;

    private static (int X, int Y, int Z) Unpack(long position) => ((int)(position >> 36), (int)(position & 255), (int)(position << 28 >> 36));

    private int Find(long position)
    {
        var mask = _table.Length - 1;
        var slot = (int)(((ulong)position * 0x9E3779B97F4A7C15UL) >> (64 - BitOperations.Log2((uint)_table.Length)));
        while (_table[slot] != 0 && _positions[_table[slot] - 1] != position)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        Array.Resize(ref _positions, _positions.Length * 2);
        Array.Resize(ref _blocks, _blocks.Length * 2);
        _table = new int[_table.Length * 2];
        for (var i = 0; i < _count; i++)
        {
            _table[Find(_positions[i])] = i + 1;
        }
    }
}
