using System.Buffers.Binary;
using System.IO.Compression;

namespace Rl.Env.Frames;

/// <summary>Writes frames as PNG files.</summary>
public static class PngFile
{
    private static readonly uint[] CrcTable = MakeCrcTable();

    /// <summary>Writes one frame to a file, replacing it.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="size">The frame's size.</param>
    /// <param name="rgb"><c>[height, width, channel] uint8</c>, RGB.</param>
    public static void Write(string path, FrameSize size, ReadOnlySpan<byte> rgb)
    {
        using var file = File.Create(path);
        Write(file, size, rgb);
    }

    /// <summary>Writes one frame to a stream, which stays open.</summary>
    public static void Write(Stream target, FrameSize size, ReadOnlySpan<byte> rgb)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (rgb.Length != size.ByteCount)
        {
            throw new ArgumentException($"'rgb' has {rgb.Length} bytes, expected {size.ByteCount} for {size}.", nameof(rgb));
        }

        target.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);

        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, size.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], size.Height);
        header[8] = 8; // bits per channel
        header[9] = 2; // RGB
        WriteChunk(target, "IHDR"u8, header);

        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var row = 0; row < size.Height; row++)
            {
                zlib.WriteByte(0); // no filter
                zlib.Write(rgb.Slice(row * size.Width * 3, size.Width * 3));
            }
        }

        WriteChunk(target, "IDAT"u8, packed.GetBuffer().AsSpan(0, (int)packed.Length));
        WriteChunk(target, "IEND"u8, []);
    }

    private static void WriteChunk(Stream target, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        target.Write(number);
        target.Write(type);
        target.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), data));
        target.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var value in data)
        {
            crc = CrcTable[(byte)crc ^ value] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint[] MakeCrcTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
            }

            table[i] = value;
        }

        return table;
    }
}
