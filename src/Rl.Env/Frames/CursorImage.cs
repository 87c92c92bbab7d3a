namespace Rl.Env.Frames;

/// <summary>
/// The mouse cursor as it is laid over frames while a window is open: 16 × 16 pixels, the hot spot in the upper left. Recordings of contractors'
/// play show windows without it, so that whoever reads them draws it in, as VPT's own loader does.
/// </summary>
public sealed class CursorImage
{
    /// <summary>Rows and columns of the image.</summary>
    public const int Side = 16;

    private const int PixelBytes = 4;

    // As broad as 16 × 16 allow: a frame of 64 × 64 samples two of ten columns, and a slender arrow vanishes between them.
    private const string Drawing = """
oo
owo
owwo
owwwo
owwwwo
owwwwwo
owwwwwwo
owwwwwwwo
owwwwwwwwo
owwwwwwwwwo
owwwwwwwwwwo
owwwwwwwwwwwo
owwwwwwwwwwwwo
owwwwwwwoooooo
owwwoowwwo
oooo  oooo
""";

    private readonly byte[] _pixels;

    /// <summary>Takes an image as it is.</summary>
    /// <param name="pixels"><c>[16, 16, 4] uint8</c>, RGBA, opacity not multiplied in. Copied.</param>
    /// <exception cref="ArgumentException">The image has another size.</exception>
    public CursorImage(ReadOnlySpan<byte> pixels)
    {
        if (pixels.Length != Side * Side * PixelBytes)
        {
            throw new ArgumentException($"'pixels' has {pixels.Length} bytes, expected {Side}x{Side}x{PixelBytes} = {Side * Side * PixelBytes}.", nameof(pixels));
        }

        _pixels = pixels.ToArray();
    }

    /// <summary>The embedded world's own cursor: a white arrow with a dark border.</summary>
    public static CursorImage Default { get; } = Draw();

    /// <summary><c>[16, 16, 4] uint8</c>, RGBA, opacity not multiplied in.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>Takes the upper left 16 × 16 pixels of a PNG file, as VPT's loader does with its image of 256 × 256.</summary>
    /// <exception cref="ArgumentException">The file is no PNG that <see cref="PngReader"/> reads, or is smaller than the cursor.</exception>
    public static CursorImage Load(string path)
    {
        var (size, pixels) = PngReader.Read(path);
        if (size.Height < Side || size.Width < Side)
        {
            throw new ArgumentException($"The cursor '{path}' is {size}, expected at least {Side}x{Side} pixels.", nameof(path));
        }

        Span<byte> corner = stackalloc byte[Side * Side * PixelBytes];
        for (var y = 0; y < Side; y++)
        {
            pixels.AsSpan(y * size.Width * PixelBytes, Side * PixelBytes).CopyTo(corner[(y * Side * PixelBytes)..]);
        }

        return new CursorImage(corner);
    }

    /// <summary>
    /// Lays the cursor over a frame: background × (1 − opacity) + cursor × opacity in float64, cut off to whole grey levels. What lies outside
    /// of the frame is not drawn.
    /// </summary>
    /// <param name="frame"><c>[height, width, channel] uint8</c>, RGB, changed.</param>
    /// <param name="size">The frame's size.</param>
    /// <param name="left">The frame's column of the hot spot.</param>
    /// <param name="top">The frame's row of the hot spot.</param>
    /// <exception cref="ArgumentException">The buffer has not the size of its frame.</exception>
    public void LayOver(Span<byte> frame, FrameSize size, int left, int top)
    {
        if (frame.Length != size.ByteCount)
        {
            throw new ArgumentException($"'frame' has {frame.Length} bytes, expected {size.ByteCount} for {size}.", nameof(frame));
        }

        for (var y = Math.Max(0, -(long)top); y < Math.Min(Side, size.Height - (long)top); y++)
        {
            for (var x = Math.Max(0, -(long)left); x < Math.Min(Side, size.Width - (long)left); x++)
            {
                var pixel = _pixels.AsSpan((int)((y * Side) + x) * PixelBytes, PixelBytes);
                Blend(frame.Slice((int)(((top + y) * size.Width) + left + x) * 3, 3), pixel);
            }
        }
    }

    private static void Blend(Span<byte> below, ReadOnlySpan<byte> pixel)
    {
        var opacity = pixel[3] / 255.0;
        for (var channel = 0; channel < 3; channel++)
        {
            below[channel] = (byte)((below[channel] * (1 - opacity)) + (pixel[channel] * opacity));
        }
    }

    private static CursorImage Draw()
    {
        Span<byte> pixels = stackalloc byte[Side * Side * PixelBytes];
        var rows = Drawing.Split('\n');
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < rows[y].Length; x++)
            {
                if (rows[y][x] != ' ')
                {
                    var pixel = pixels.Slice(((y * Side) + x) * PixelBytes, PixelBytes);
                    pixel[..3].Fill(rows[y][x] == 'o' ? (byte)24 : (byte)255);
                    pixel[3] = 255;
                }
            }
        }

        return new CursorImage(pixels);
    }
}
