using System.Buffers.Binary;
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

    /// <summary>An opaque colour between two: the first at share 0, the second at 1.</summary>
    public static uint Blend(uint from, uint to, double share) => Rgb(
        Between((int)(from & 255), (int)(to & 255), share),
        Between((int)((from >> 8) & 255), (int)((to >> 8) & 255), share),
        Between((int)((from >> 16) & 255), (int)((to >> 16) & 255), share));

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

    /// <summary>Takes a picture from <c>[16, 16, 4] uint8</c>, RGBA.</summary>
    public static Picture From(ReadOnlySpan<byte> rgba)
    {
        var picture = new Picture();
        for (var i = 0; i < picture.Pixels.Length; i++)
        {
            picture.Pixels[i] = BinaryPrimitives.ReadUInt32LittleEndian(rgba[(4 * i)..]);
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

    /// <summary>Scatters single pixels of one colour.</summary>
    public Picture Sprinkle(SeededRandom random, int count, uint color)
    {
        for (var i = 0; i < count; i++)
        {
            this[random.Next(Size), random.Next(Size)] = color;
        }

        return this;
    }

    /// <summary>Fills a rectangle with one colour.</summary>
    public Picture Fill(int left, int top, int width, int height, uint color)
    {
        for (var y = top; y < top + height; y++)
        {
            for (var x = left; x < left + width; x++)
            {
                this[x, y] = color;
            }
        }

        return this;
    }

    /// <summary>Lays another picture over this one; where that is transparent, this stays.</summary>
    public Picture Overlay(Picture upper)
    {
        for (var i = 0; i < Pixels.Length; i++)
        {
            if (upper.Pixels[i] >> 24 != 0)
            {
                Pixels[i] = upper.Pixels[i];
            }
        }

        return this;
    }

    /// <summary>A copy, so many rows farther down; what leaves the picture below is lost.</summary>
    public Picture Lowered(int rows)
    {
        var lowered = new Picture();
        Pixels.AsSpan(0, (Size - rows) * Size).CopyTo(lowered.Pixels.AsSpan(rows * Size));
        return lowered;
    }

    /// <summary>Copies this picture.</summary>
    public Picture Copy()
    {
        var copy = new Picture();
        Pixels.CopyTo(copy.Pixels, 0);
        return copy;
    }

    private static int Between(int from, int to, double share) => from + (int)((to - from) * share);

    private static int At(int x, int y) => ((y & 15) * Size) + (x & 15);
}
