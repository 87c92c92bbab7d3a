using Rl.Env.Seeds;
using static Rl.Env.World.Rendering.Picture;

namespace Rl.Env.World.Rendering;

/// <summary>Draws trunks, foliage and sawn wood.</summary>
internal static class TreeTextures
{
    /// <summary>Furrowed bark.</summary>
    public static Picture Bark(SeededRandom random, uint light, uint middle, uint dark)
    {
        var picture = new Picture();
        for (var x = 0; x < Size; x++)
        {
            var column = (x % 4) switch { 0 => dark, 2 => light, _ => middle };
            var shift = random.Next(16);
            for (var y = 0; y < Size; y++)
            {
                var gap = (y + shift) % 7 == 0 ? 0.78 : 1;
                picture[x, y] = Scale(column, gap * (0.93 + (random.NextDouble() * 0.14)));
            }
        }

        return picture;
    }

    /// <summary>White bark with dark scars.</summary>
    public static Picture BirchBark(SeededRandom random)
    {
        var picture = new Picture().Speckle(random, 0.5, Rgb(206, 207, 201), Rgb(217, 218, 212), Rgb(228, 229, 224));
        for (var mark = 0; mark < 9; mark++)
        {
            var (x, y, width) = (random.Next(16), (mark * 2) + random.Next(2), 2 + random.Next(4));
            for (var i = 0; i < width; i++)
            {
                picture[(x + i) & 15, y & 15] = Rgb(58 + random.Next(20), 56 + random.Next(20), 50 + random.Next(16));
            }
        }

        return picture;
    }

    /// <summary>A trunk cut across.</summary>
    public static Picture Rings(SeededRandom random, uint light, uint dark, uint bark)
    {
        var picture = new Picture();
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var ring = Math.Max(Math.Abs((2 * x) - 15), Math.Abs((2 * y) - 15)) / 2;
                var color = ring == 7 ? bark : (ring & 1) == 0 ? light : dark;
                picture[x, y] = Scale(color, 0.95 + (random.NextDouble() * 0.1));
            }
        }

        return picture;
    }

    /// <summary>Foliage; its holes let sight pass.</summary>
    public static Picture Leaves(SeededRandom random, params ReadOnlySpan<uint> shades)
    {
        var picture = new Picture().Speckle(random, 0.35, shades);
        for (var hole = 0; hole < 62; hole++)
        {
            picture[random.Next(16), random.Next(16)] = 0;
        }

        return picture;
    }

    /// <summary>Four boards.</summary>
    public static Picture Planks(SeededRandom random, uint color)
    {
        var picture = new Picture();
        for (var board = 0; board < 4; board++)
        {
            var tone = 0.96 + (random.NextDouble() * 0.08);
            var joint = random.Next(16);
            for (var y = 0; y < 4; y++)
            {
                for (var x = 0; x < Size; x++)
                {
                    var grain = y == 3 ? 0.68 : x == joint ? 0.76 : 0.95 + (random.NextDouble() * 0.1);
                    picture[x, (board * 4) + y] = Scale(color, tone * grain);
                }
            }
        }

        return picture;
    }
}
