namespace Rl.Env.World.Rendering;

/// <summary>
/// A drawing on a part of the screen, in the screen's coordinates; what would fall outside its area is dropped. A pixel is
/// R | G &lt;&lt; 8 | B &lt;&lt; 16 | A &lt;&lt; 24, the colour not multiplied by the opacity. New ones are transparent.
/// </summary>
internal sealed class ScreenCanvas(ScreenArea area)
{
    private readonly uint[] _pixels = new uint[area.Width * area.Height];

    /// <summary>The part of the screen it covers.</summary>
    public ScreenArea Area { get; } = area;

    /// <summary>A pixel; transparent outside the area.</summary>
    public uint this[int x, int y] => Area.Contains(x, y) ? _pixels[At(x, y)] : 0;

    /// <summary>Makes everything transparent.</summary>
    public void Clear() => Array.Clear(_pixels);

    /// <summary>Sets a pixel, opacity included.</summary>
    public void Put(int x, int y, uint color)
    {
        if (Area.Contains(x, y))
        {
            _pixels[At(x, y)] = color;
        }
    }

    /// <summary>Lays a colour over a pixel with its opacity.</summary>
    public void Blend(int x, int y, uint color)
    {
        if (Area.Contains(x, y))
        {
            ref var below = ref _pixels[At(x, y)];
            below = Over(color, below);
        }
    }

    /// <summary>Sets the pixels of a rectangle, opacity included.</summary>
    public void Fill(ScreenArea rectangle, uint color)
    {
        var part = rectangle.Within(Area);
        for (var y = part.Top; y < part.Bottom; y++)
        {
            _pixels.AsSpan(At(part.Left, y), part.Width).Fill(color);
        }
    }

    /// <summary>Lays a colour over a rectangle with its opacity.</summary>
    public void BlendFill(ScreenArea rectangle, uint color)
    {
        var part = rectangle.Within(Area);
        for (var y = part.Top; y < part.Bottom; y++)
        {
            foreach (ref var below in _pixels.AsSpan(At(part.Left, y), part.Width))
            {
                below = Over(color, below);
            }
        }
    }

    /// <summary>Sets the outermost pixels of a rectangle.</summary>
    public void Frame(ScreenArea rectangle, uint color)
    {
        Fill(rectangle with { Height = 1 }, color);
        Fill(rectangle with { Top = rectangle.Bottom - 1, Height = 1 }, color);
        Fill(rectangle with { Width = 1 }, color);
        Fill(rectangle with { Left = rectangle.Right - 1, Width = 1 }, color);
    }

    /// <summary>Sets the pixels that a picture does not leave transparent.</summary>
    public void Draw(Picture picture, int left, int top)
    {
        for (var y = 0; y < Picture.Size; y++)
        {
            for (var x = 0; x < Picture.Size; x++)
            {
                if (picture[x, y] >> 24 != 0)
                {
                    Put(left + x, top + y, picture[x, y]);
                }
            }
        }
    }

    /// <summary>Takes over a rectangle of another canvas, transparent where that one ends.</summary>
    public void CopyFrom(ScreenCanvas source, ScreenArea rectangle)
    {
        var part = rectangle.Within(Area);
        var known = part.Within(source.Area);
        for (var y = part.Top; y < part.Bottom; y++)
        {
            var row = _pixels.AsSpan(At(part.Left, y), part.Width);
            if (y < known.Top || y >= known.Bottom || known.Width == 0)
            {
                row.Clear();
                continue;
            }

            row[..(known.Left - part.Left)].Clear();
            source._pixels.AsSpan(source.At(known.Left, y), known.Width).CopyTo(row[(known.Left - part.Left)..]);
            row[(known.Right - part.Left)..].Clear();
        }
    }

    private static uint Over(uint color, uint below)
    {
        var share = color >> 24;
        var belowShare = below >> 24;
        if (share == 255 || belowShare == 0)
        {
            return color;
        }

        var rest = 255 - share;
        if (belowShare == 255)
        {
            return Mixed(0, share, rest, 255) | Mixed(8, share, rest, 255) | Mixed(16, share, rest, 255) | 0xFF000000;
        }

        // Opacities are in 255ths of 255 here, so that nothing is lost before the colours are divided by their sum.
        var (over, under) = (share * 255, rest * belowShare);
        var sum = over + under;
        return Mixed(0, over, under, sum) | Mixed(8, over, under, sum) | Mixed(16, over, under, sum) | (((sum + 127) / 255) << 24);

        uint Mixed(int shift, uint first, uint second, uint total) =>
            (((((color >> shift) & 255) * first) + (((below >> shift) & 255) * second) + (total / 2)) / total) << shift;
    }

    private int At(int x, int y) => ((y - Area.Top) * Area.Width) + x - Area.Left;
}
