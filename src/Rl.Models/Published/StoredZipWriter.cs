using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Rl.Models;

/// <summary>
/// Writes a zip archive as torch wants it: members uncompressed, the first byte of each at a multiple of 64, so that a loader may map it into
/// memory. The gap is an extra field of the member's header, which the format allows and .NET's own writer does not.
/// </summary>
internal sealed class StoredZipWriter(Stream output)
{
    /// <summary>The multiple at which contents begin.</summary>
    public const int Alignment = 64;

    private const int HeaderLength = 30;
    private const int ExtraHeaderLength = 4;

    // 'FB' names the extra field in torch's own archives.
    private static ReadOnlySpan<byte> ExtraName => "FB"u8;

    private readonly ArrayBufferWriter<byte> _directory = new();
    private int _count;
    private long _at;

    /// <summary>Writes a member.</summary>
    public void Add(string name, ReadOnlySpan<byte> content)
    {
        var encoded = Encoding.UTF8.GetBytes(name);
        var unpadded = _at + HeaderLength + encoded.Length + ExtraHeaderLength;
        var padding = (int)((Alignment - (unpadded % Alignment)) % Alignment);
        var extra = new byte[ExtraHeaderLength + padding];
        ExtraName.CopyTo(extra);
        BinaryPrimitives.WriteUInt16LittleEndian(extra.AsSpan(2), (ushort)padding);
        extra.AsSpan(ExtraHeaderLength).Fill((byte)'Z');

        Span<byte> common = stackalloc byte[26];
        Describe(common, encoded.Length, content);

        Span<byte> local = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(local, 0x04034b50);
        BinaryPrimitives.WriteUInt16LittleEndian(common[24..], (ushort)extra.Length);
        AddToDirectory(common, encoded);

        output.Write(local);
        output.Write(common);
        output.Write(encoded);
        output.Write(extra);
        output.Write(content);
        _at = unpadded + padding + content.Length;
        _count++;
    }

    /// <summary>Writes the archive's directory; nothing may follow.</summary>
    public void Finish()
    {
        if (_at + _directory.WrittenCount > uint.MaxValue || _count > ushort.MaxValue)
        {
            throw new IOException($"The archive would have {_at} bytes in {_count} members; a .weights file has at most 4 GiB, which holds 1,000 million parameters.");
        }

        Span<byte> end = stackalloc byte[22];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054b50);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], (ushort)_count);
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], (ushort)_count);
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], (uint)_directory.WrittenCount);
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], (uint)_at);
        output.Write(_directory.WrittenSpan);
        output.Write(end);
    }

    /// <summary>What a member's own header and its entry in the directory have in common: version, flags, method, time, sums and lengths.</summary>
    private static void Describe(Span<byte> common, int nameLength, ReadOnlySpan<byte> content)
    {
        common.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(common, 10); // 1.0 suffices for stored members.
        BinaryPrimitives.WriteUInt16LittleEndian(common[2..], 0x0800); // Names are UTF-8.
        BinaryPrimitives.WriteUInt16LittleEndian(common[8..], 0x0021); // 1980-01-01, so that equal tensors give equal files.
        BinaryPrimitives.WriteUInt32LittleEndian(common[10..], Crc32.Of(content));
        BinaryPrimitives.WriteUInt32LittleEndian(common[14..], (uint)content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(common[18..], (uint)content.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(common[22..], (ushort)nameLength);
    }

    private void AddToDirectory(ReadOnlySpan<byte> common, ReadOnlySpan<byte> name)
    {
        Span<byte> entry = stackalloc byte[46];
        entry.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(entry, 0x02014b50);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[4..], 10);
        common[..24].CopyTo(entry[6..]); // The directory repeats no extra field.
        BinaryPrimitives.WriteUInt32LittleEndian(entry[42..], (uint)Math.Min(_at, uint.MaxValue)); // Finish refuses what does not fit.
        _directory.Write(entry);
        _directory.Write(name);
    }
}
