using System.Runtime.Intrinsics;

namespace Rl.Env.World.Blocks;

/// <summary>
/// A set of blocks that sixteen cells of a volume are looked up in at once. A byte of the first table, found by an id's low four bits, holds
/// one bit for each value of its high three bits.
/// </summary>
internal sealed class BlockSet
{
    private static readonly Vector128<byte> BitOfHigh = Vector128.Create((byte)1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128);

    private readonly Vector128<byte> _byLow;

    /// <summary>Collects the blocks that belong to a set; air never does.</summary>
    public BlockSet(Func<BlockId, bool> belongs)
    {
        Span<byte> byLow = stackalloc byte[16];
        for (var block = 1; block < BlockTable.Count; block++)
        {
            if (belongs((BlockId)block))
            {
                byLow[block & 15] |= (byte)(1 << (block >> 4));
            }
        }

        _byLow = Vector128.Create<byte>(byLow);
    }

    /// <summary>Blocks that let light through, air not among them.</summary>
    public static BlockSet Clear { get; } = new(block => !BlockTable.Of(block).IsOpaque);

    /// <summary>255 in the lanes whose cell holds a block of the set; cells of air never do.</summary>
    public Vector128<byte> Contains(Vector128<byte> cells)
    {
        var low = Vector128.ShuffleNative(_byLow, cells & Vector128.Create((byte)15));
        var high = Vector128.ShuffleNative(BitOfHigh, (cells.AsUInt16() >>> 4).AsByte() & Vector128.Create((byte)7));
        var isBlock = Vector128.LessThan(cells.AsSByte(), Vector128<sbyte>.Zero).AsByte();
        return ~Vector128.Equals(low & high, Vector128<byte>.Zero) & isBlock;
    }
}
