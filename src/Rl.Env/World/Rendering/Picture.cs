using Rl.Env.Seeds;

namespace Rl.Env.World.Rendering;

/// <summary>A picture of 16 × 16 pixels, as textures and item icons are drawn. A pixel is R | G &lt;&lt; 8 | B &lt;&lt; 16 | A &lt;&lt; 24.</summary>
internal sealed class Picture
{
    public const int Size = 16;

    public uint[] Pixels { get; } = new uint[Size * Size];

    public uint this[int x, int y]
    {
        get => Pixels[(y * Size) + x];
        set => Pixels[(y * Size) + x] = value;
    }

    /// <summary>An opaque colour.</summary>
    public static uint Rgb(int red, int green, int blue) =>
        (uint)(Math.Clamp(red, 0, 255) | (Math.Clamp(green, 0, 255) << 8) | (Math.Clamp(blue, 0, 255) << 16)) | 0xFF000000;

    /// <summary>A colour times a factor, opacity kept.</summary>
    public static uint Scale(uint color, double factor) =>
        (Rgb((int)((color & 255) * factor), (int)(((color >> 8) & 255) * factor), (int)(((color >> 16) & 255) * factor)) & 0xFFFFFF)
        | (color & 0xFF000000);

    /// <summary>Reads a picture from 16 rows of letters; a blank is transparent.</summary>
    public static Picture Parse(string rows, Func<char, uint> palette)
    {
        var picture = new Picture();
        var lines = rows.Split('\n');
        for (var y = 0; y < Math.Min(Size, lines.Length); y++)
        {
            for (var x = 0; x < Math.Min(Size, lines[y].Length); x++)
            {
                var letter = lines[y][x];
                picture[x, y] = letter is ' ' or '.' ? 0 : palette(letter);
            }
        }

        return picture;
    }

    /// <summary>Fills the picture with grains of a palette; neighbours tend to share a shade, and the edges meet when tiled.</summary>
    public Picture Speckle(SeededRandom random, double smoothness, params ReadOnlySpan<uint> palette)
    {
        Span<double> noise = stackalloc double[Size * Size];
        for (var i = 0; i < noise.Length; i++)
        {
            noise[i] = random.NextDouble();
        }

        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var around = (noise[At(x + 1, y)] + noise[At(x - 1, y)] + noise[At(x, y + 1)] + noise[At(x, y - 1)]) / 4;
                var value = (noise[At(x, y)] * (1 - smoothness)) + (around * smoothness);
                value = 0.5 + ((value - 0.5) * (1 + smoothness));
                this[x, y] = palette[Math.Clamp((int)(value * palette.Length), 0, palette.Length - 1)];
            }
        }

        return this;
    }

    /// <summary>Multiplies a rectangle's colours by a factor.</summary>
    public Picture Shade(int left, int top, int width, int height, double factor)
    {
        for (var y = top; y < top + height; y++)
        {
            for (var x = left; x < left + width; x++)
            {
                this[x & 15, y & 15] = Scale(this[x & 15, y & 15], factor);
            }
        }

        return this;
    }

    /// <summary>Copies this picture.</summary>
    public Picture Copy()
    {
        var copy = new Picture();
        Pixels.CopyTo(copy.Pixels, 0);
        return copy;
    }

    private static int At(int x, int y) => ((y & 15) * Size) + (x & 15);
}
