using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Rl.Pretrain.Recordings;

/// <summary>
/// Packs bytes into a block of the LZ4 format (github.com/lz4/lz4, doc/lz4_Block_format.md) and unpacks one: literals and repeats of what came at
/// most 65,535 bytes before, no entropy coding, hence quick. Unpacking checks every length, so a damaged block is refused and never read past.
/// Not thread-safe: it owns a table.
/// </summary>
internal sealed class BlockPacker
{
    private const int TableBits = 14;
    private const int MinMatch = 4;
    private const int MaxOffset = ushort.MaxValue;

    /// <summary>The format's end: the last match starts at least 12 bytes before it, and the last 5 bytes are literals.</summary>
    private const int MatchStartMargin = 12;
    private const int EndLiterals = 5;

    private const int LengthMask = 15;

    /// <summary>Bytes that are copied at a time.</summary>
    private const int Width = 16;

    /// <summary>Log2 of how many misses in a row make the search step a byte further.</summary>
    private const int SkipShift = 6;

    private readonly int[] _positions = new int[1 << TableBits];

    /// <summary>The most bytes that a block for so many bytes can take.</summary>
    public static int MaxPackedLength(int length) => length + (length / 255) + 16;

    /// <summary>Packs bytes.</summary>
    /// <param name="source">At least one byte.</param>
    /// <param name="target">Room for <see cref="MaxPackedLength"/> bytes.</param>
    /// <returns>The block's length.</returns>
    public int Pack(ReadOnlySpan<byte> source, Span<byte> target)
    {
        _positions.AsSpan().Fill(-MaxOffset - 1);
        var (at, literalsFrom, written, misses) = (0, 0, 0, 0);
        while (at < source.Length - MatchStartMargin)
        {
            var word = BinaryPrimitives.ReadUInt32LittleEndian(source[at..]);
            ref var slot = ref _positions[(int)((word * 2_654_435_761u) >> (32 - TableBits))];
            var candidate = slot;
            slot = at;
            if (at - candidate > MaxOffset || BinaryPrimitives.ReadUInt32LittleEndian(source[candidate..]) != word)
            {
                at += 1 + (misses++ >> SkipShift);
                continue;
            }

            while (at > literalsFrom && candidate > 0 && source[at - 1] == source[candidate - 1])
            {
                at--;
                candidate--;
            }

            var end = source.Length - EndLiterals;
            var length = MinMatch + source[(at + MinMatch)..end].CommonPrefixLength(source[(candidate + MinMatch)..end]);
            written += WriteSequence(target[written..], source[literalsFrom..at], at - candidate, length);
            at += length;
            (literalsFrom, misses) = (at, 0);
        }

        return written + WriteSequence(target[written..], source[literalsFrom..], 0, 0);
    }

    /// <summary>Unpacks a block.</summary>
    /// <param name="source">The block.</param>
    /// <param name="target">Written; as long as the bytes were that were packed.</param>
    /// <returns>False if the block is damaged or holds another number of bytes.</returns>
    public static bool TryUnpack(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var (read, written) = (0, 0);
        while (read < source.Length)
        {
            var token = source[read++];
            if (!TryReadLength(source, ref read, token >> 4, out var literals) || literals > source.Length - read || literals > target.Length - written)
            {
                return false;
            }

            Copy(source, read, target, written, literals);
            read += literals;
            written += literals;
            if (read == source.Length)
            {
                break;
            }

            if (source.Length - read < sizeof(ushort))
            {
                return false;
            }

            var offset = BinaryPrimitives.ReadUInt16LittleEndian(source[read..]);
            read += sizeof(ushort);
            if (!TryReadLength(source, ref read, token & LengthMask, out var length) || offset == 0 || offset > written || length + MinMatch > target.Length - written)
            {
                return false;
            }

            length += MinMatch;
            if (offset >= Width)
            {
                Copy(target, written - offset, target, written, length);
            }
            else
            {
                Repeat(target.Slice(written - offset, offset + length), offset);
            }

            written += length;
        }

        return written == target.Length;
    }

    /// <summary>
    /// Copies bytes in steps of 16, past the end where there is room, since most are few and what comes after them is written later. Where both are
    /// one buffer the target lies at least 16 bytes behind the source.
    /// </summary>
    private static void Copy(ReadOnlySpan<byte> source, int from, Span<byte> target, int to, int length)
    {
        ref var first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), from);
        ref var second = ref Unsafe.Add(ref MemoryMarshal.GetReference(target), to);
        var room = Math.Min(source.Length - from, target.Length - to) - Width;
        nint i = 0;
        for (; i < length && i <= room; i += Width)
        {
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref second, i), Unsafe.ReadUnaligned<Vector128<byte>>(ref Unsafe.Add(ref first, i)));
        }

        for (; i < length; i++)
        {
            Unsafe.Add(ref second, i) = Unsafe.Add(ref first, i);
        }
    }

    /// <summary>Fills what follows the first <paramref name="period"/> bytes with them, again and again.</summary>
    private static void Repeat(Span<byte> bytes, int period)
    {
        var rest = bytes[period..];
        if (period == 1)
        {
            rest.Fill(bytes[0]);
            return;
        }

        // What has been copied is periodic too, so every copy may be twice as long as the one before.
        for (var known = period; rest.Length > 0; known *= 2)
        {
            var count = Math.Min(known, rest.Length);
            bytes[..count].CopyTo(rest);
            rest = rest[count..];
        }
    }

    private static bool TryReadLength(ReadOnlySpan<byte> source, ref int read, int start, out int length)
    {
        length = start;
        if (start < LengthMask)
        {
            return true;
        }

        byte more;
        do
        {
            // No block of ours comes near the limit; beyond it lengths would overflow.
            if (read >= source.Length || length > int.MaxValue / 2)
            {
                return false;
            }

            more = source[read++];
            length += more;
        }
        while (more == byte.MaxValue);
        return true;
    }

    /// <summary>Writes literals and the match after them; a length of 0 is the end, which has none.</summary>
    private static int WriteSequence(Span<byte> target, ReadOnlySpan<byte> literals, int offset, int length)
    {
        var match = length == 0 ? 0 : length - MinMatch;
        target[0] = (byte)((Math.Min(literals.Length, LengthMask) << 4) | Math.Min(match, LengthMask));
        var written = 1 + WriteLength(target[1..], literals.Length);
        literals.CopyTo(target[written..]);
        written += literals.Length;
        if (length > 0)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(target[written..], (ushort)offset);
            written += sizeof(ushort);
            written += WriteLength(target[written..], match);
        }

        return written;
    }

    private static int WriteLength(Span<byte> target, int length)
    {
        if (length < LengthMask)
        {
            return 0;
        }

        var (full, rest) = Math.DivRem(length - LengthMask, byte.MaxValue);
        target[..full].Fill(byte.MaxValue);
        target[full] = (byte)rest;
        return full + 1;
    }
}
