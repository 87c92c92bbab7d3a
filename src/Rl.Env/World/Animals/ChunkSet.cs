namespace Rl.Env.World.Animals;

/// <summary>A set of chunks that never grows beyond the room it was made with, and never allocates.</summary>
internal sealed class ChunkSet
{
    private readonly ulong[] _keys;
    private readonly bool[] _isUsed;
    private readonly int _mask;

    /// <summary>Makes room for three quarters of 2 to the power of <paramref name="sizeBits"/> chunks.</summary>
    public ChunkSet(int sizeBits)
    {
        _keys = new ulong[1 << sizeBits];
        _isUsed = new bool[1 << sizeBits];
        _mask = (1 << sizeBits) - 1;
    }

    /// <summary>Most chunks.</summary>
    public int Capacity => _keys.Length / 4 * 3;

    /// <summary>How many chunks there are.</summary>
    public int Count { get; private set; }

    /// <summary>64 bits of all chunks, in the order they came.</summary>
    public ulong Hash { get; private set; } = StateHasher.Seed;

    /// <summary>Empties the set.</summary>
    public void Clear()
    {
        Array.Clear(_isUsed);
        Count = 0;
        Hash = StateHasher.Seed;
    }

    /// <summary>Adds a chunk; false if it is there already, or there is no room.</summary>
    public bool Add(int chunkX, int chunkZ)
    {
        var key = ((ulong)(uint)chunkX << 32) | (uint)chunkZ;
        var slot = (int)(StateHasher.Mix(StateHasher.Seed, key) >> 32) & _mask;
        while (_isUsed[slot])
        {
            if (_keys[slot] == key)
            {
                return false;
            }

            slot = (slot + 1) & _mask;
        }

        if (Count == Capacity)
        {
            return false;
        }

        _keys[slot] = key;
        _isUsed[slot] = true;
        Count++;
        Hash = StateHasher.Mix(Hash, key);
        return true;
    }
}
