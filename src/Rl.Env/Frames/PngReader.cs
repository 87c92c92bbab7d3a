using System.Buffers.Binary;
using System.IO.Compression;

namespace Rl.Env.Frames;

/// <summary>
/// Reads PNG files of 8 bits a channel that are not interlaced: grey, RGB, palette, each with or without opacity. Of a file's chunks only those
/// that the picture needs are read; checksums are not compared, the picture's own is (zlib).
/// </summary>
public static class PngReader
{
    private const int MaximumSide = 1 << 14;

    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The picture's size, and <c>[height, width, 4] uint8</c>: RGBA, opacity not multiplied in, 255 where the file tells none.</returns>
    /// <exception cref="ArgumentException">The file is no PNG, is damaged, or is of a kind that is not read; the message names it.</exception>
    public static (FrameSize Size, byte[] Rgba) Read(string path)
    {
        var file = File.ReadAllBytes(path);
        try
        {
            return Decode(file);
        }
        catch (Exception error) when (error is InvalidDataException or ArgumentOutOfRangeException or IndexOutOfRangeException or EndOfStreamException)
        {
            throw new ArgumentException($"'{path}' cannot be read as PNG: {error.Message}", nameof(path), error);
        }
    }

    private static (FrameSize Size, byte[] Rgba) Decode(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            throw new InvalidDataException("it does not begin as a PNG file does.");
        }

        ReadOnlySpan<byte> head = default;
        ReadOnlySpan<byte> palette = default;
        ReadOnlySpan<byte> opacities = default;
        using var packed = new MemoryStream();
        for (var rest = file[8..]; rest.Length > 0;)
        {
            var length = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(rest), int.MaxValue);
            var name = rest.Slice(4, 4);
            var data = rest.Slice(8, length);
            if (name.SequenceEqual("IHDR"u8))
            {
                head = data;
            }
            else if (name.SequenceEqual("PLTE"u8))
            {
                palette = data;
            }
            else if (name.SequenceEqual("tRNS"u8))
            {
                opacities = data;
            }
            else if (name.SequenceEqual("IDAT"u8))
            {
                packed.Write(data);
            }
            else if (name.SequenceEqual("IEND"u8))
            {
                break;
            }

            rest = rest[(length + 12)..];
        }

        var (size, channels) = ReadHead(head);
        packed.Position = 0;
        var rows = Unfilter(packed, size, channels);
        return (size, ToRgba(rows, size, head[9], palette, opacities));
    }

    private static (FrameSize Size, int Channels) ReadHead(ReadOnlySpan<byte> head)
    {
        var width = BinaryPrimitives.ReadUInt32BigEndian(head);
        var height = BinaryPrimitives.ReadUInt32BigEndian(head[4..]);
        if (width is 0 or > MaximumSide || height is 0 or > MaximumSide)
        {
            throw new InvalidDataException($"its size is {width}x{height}, expected 1 to {MaximumSide} pixels a side.");
        }

        var channels = head[9] switch
        {
            0 or 3 => 1,
            2 => 3,
            4 => 2,
            6 => 4,
            var other => throw new InvalidDataException($"its colour type is {other}, expected 0, 2, 3, 4 or 6."),
        };
        return head[8] == 8 && head[12] == 0
            ? (new FrameSize((int)height, (int)width), channels)
            : throw new InvalidDataException($"it has {head[8]} bits a channel and interlacing {head[12]}; save it with 8 bits and without interlacing.");
    }

    /// <summary>Unpacks the rows and takes the filters back (PNG specification, section 9).</summary>
    private static byte[] Unfilter(Stream packed, FrameSize size, int channels)
    {
        var stride = size.Width * channels;
        var rows = new byte[size.Height * stride];
        var nothing = new byte[stride];
        using var unpacked = new ZLibStream(packed, CompressionMode.Decompress, leaveOpen: true);
        Span<byte> filter = stackalloc byte[1];
        for (var y = 0; y < size.Height; y++)
        {
            var row = rows.AsSpan(y * stride, stride);
            unpacked.ReadExactly(filter);
            unpacked.ReadExactly(row);
            var above = y == 0 ? nothing : rows.AsSpan((y - 1) * stride, stride);
            for (var i = 0; i < stride; i++)
            {
                var left = i < channels ? 0 : row[i - channels];
                var cornered = i < channels ? 0 : above[i - channels];
                row[i] += filter[0] switch
                {
                    0 => 0,
                    1 => (byte)left,
                    2 => above[i],
                    3 => (byte)((left + above[i]) / 2),
                    4 => (byte)Paeth(left, above[i], cornered),
                    var other => throw new InvalidDataException($"row {y} has the filter {other}, expected 0 to 4."),
                };
            }
        }

        return rows;
    }

    private static int Paeth(int left, int above, int corner)
    {
        var estimate = left + above - corner;
        var (toLeft, toAbove, toCorner) = (Math.Abs(estimate - left), Math.Abs(estimate - above), Math.Abs(estimate - corner));
        if (toLeft <= toAbove && toLeft <= toCorner)
        {
            return left;
        }

        return toAbove <= toCorner ? above : corner;
    }

    private static byte[] ToRgba(ReadOnlySpan<byte> rows, FrameSize size, byte colorType, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> opacities)
    {
        var count = size.Height * size.Width;
        var rgba = new byte[count * 4];
        for (var i = 0; i < count; i++)
        {
            var pixel = rgba.AsSpan(i * 4, 4);
            pixel[3] = 255;
            switch (colorType)
            {
                case 0:
                    pixel[..3].Fill(rows[i]);
                    pixel[3] = opacities.Length >= 2 && opacities[1] == rows[i] ? (byte)0 : (byte)255;
                    break;
                case 2:
                    rows.Slice(i * 3, 3).CopyTo(pixel);
                    pixel[3] = opacities.Length >= 6 && opacities[1] == pixel[0] && opacities[3] == pixel[1] && opacities[5] == pixel[2] ? (byte)0 : (byte)255;
                    break;
                case 3:
                    palette.Slice(rows[i] * 3, 3).CopyTo(pixel);
                    pixel[3] = rows[i] < opacities.Length ? opacities[rows[i]] : (byte)255;
                    break;
                case 4:
                    pixel[..3].Fill(rows[i * 2]);
                    pixel[3] = rows[(i * 2) + 1];
                    break;
                default:
                    rows.Slice(i * 4, 4).CopyTo(pixel);
                    break;
            }
        }

        return rgba;
    }
}
