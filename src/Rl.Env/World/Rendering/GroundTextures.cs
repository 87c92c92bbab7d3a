using Rl.Env.Seeds;
using static Rl.Env.World.Rendering.Picture;

namespace Rl.Env.World.Rendering;

/// <summary>Draws soil, stone, snow, water and lava.</summary>
internal static class GroundTextures
{
    private static readonly uint[] GrassShades =
        [Rgb(78, 128, 46), Rgb(88, 142, 52), Rgb(97, 153, 58), Rgb(106, 163, 65), Rgb(117, 173, 73)];

    private static readonly uint[] DirtShades =
        [Rgb(98, 69, 47), Rgb(115, 82, 57), Rgb(130, 93, 65), Rgb(143, 104, 74), Rgb(121, 88, 66)];

    private static readonly uint[] StoneShades =
        [Rgb(108, 108, 109), Rgb(118, 118, 119), Rgb(126, 126, 127), Rgb(134, 134, 135)];

    /// <summary>Turf from above.</summary>
    public static Picture GrassTop(SeededRandom random) => new Picture().Speckle(random, 0.45, GrassShades);

    /// <summary>Soil under a fringe of turf.</summary>
    public static Picture GrassSide(SeededRandom random)
    {
        var picture = new Picture().Speckle(random, 0.3, DirtShades);
        for (var x = 0; x < Size; x++)
        {
            var depth = 2 + random.Next(3);
            for (var y = 0; y < depth; y++)
            {
                picture[x, y] = Scale(GrassShades[random.Next(GrassShades.Length)], y == depth - 1 ? 0.82 : 1);
            }
        }

        return picture;
    }

    /// <summary>Bare soil.</summary>
    public static Picture Dirt(SeededRandom random) => new Picture().Speckle(random, 0.3, DirtShades);

    /// <summary>Soil with pebbles and humus.</summary>
    public static Picture CoarseDirt(SeededRandom random) => new Picture()
        .Speckle(random, 0.2, Rgb(78, 54, 37), Rgb(98, 70, 48), Rgb(118, 85, 59), Rgb(134, 100, 72), Rgb(110, 80, 57))
        .Sprinkle(random, 14, Rgb(158, 136, 116))
        .Sprinkle(random, 12, Rgb(64, 44, 31));

    /// <summary>Sand.</summary>
    public static Picture Sand(SeededRandom random) => new Picture().Speckle(
        random, 0.4, Rgb(205, 192, 146), Rgb(214, 202, 157), Rgb(221, 210, 166), Rgb(228, 218, 177));

    /// <summary>Loose stones of many greys.</summary>
    public static Picture Gravel(SeededRandom random) => new Picture().Speckle(
        random, 0.25, Rgb(96, 90, 88), Rgb(118, 112, 110), Rgb(134, 129, 127), Rgb(152, 148, 146), Rgb(112, 99, 92));

    /// <summary>Smooth, bluish and even, with the streaks of its bedding.</summary>
    public static Picture Clay(SeededRandom random)
    {
        var picture = new Picture().Speckle(random, 0.85, Rgb(148, 154, 168), Rgb(156, 162, 176), Rgb(163, 169, 183), Rgb(170, 176, 189));
        for (var streak = 0; streak < 6; streak++)
        {
            picture.Shade(random.Next(16), random.Next(16), 4 + random.Next(4), 1, 0.94);
        }

        return picture;
    }

    /// <summary>Grey stone with faint cracks.</summary>
    public static Picture Stone(SeededRandom random)
    {
        var picture = new Picture().Speckle(random, 0.7, StoneShades);
        for (var line = 0; line < 5; line++)
        {
            picture.Shade(random.Next(16), random.Next(16), 3 + random.Next(4), 1, 0.9);
        }

        return picture;
    }

    /// <summary>Reddish brown with light and dark crystals.</summary>
    public static Picture Granite(SeededRandom random) => new Picture()
        .Speckle(random, 0.5, Rgb(122, 80, 66), Rgb(141, 96, 79), Rgb(156, 109, 91), Rgb(170, 123, 104))
        .Sprinkle(random, 22, Rgb(196, 154, 136))
        .Sprinkle(random, 16, Rgb(98, 66, 57));

    /// <summary>Nearly white, peppered.</summary>
    public static Picture Diorite(SeededRandom random) => new Picture()
        .Speckle(random, 0.45, Rgb(172, 172, 175), Rgb(194, 194, 197), Rgb(208, 208, 210), Rgb(222, 222, 223))
        .Sprinkle(random, 34, Rgb(132, 132, 137))
        .Sprinkle(random, 10, Rgb(236, 236, 236));

    /// <summary>Grey of another kind than stone: cool, and in soft patches.</summary>
    public static Picture Andesite(SeededRandom random) => new Picture()
        .Speckle(random, 0.92, Rgb(104, 108, 106), Rgb(120, 125, 122), Rgb(137, 142, 138), Rgb(152, 157, 152))
        .Sprinkle(random, 18, Rgb(166, 170, 165));

    /// <summary>Round stones in mortar.</summary>
    public static Picture Cobblestone(SeededRandom random)
    {
        // Stones are the cells nearest to scattered points; where two stones meet there is mortar.
        Span<int> centers = [2, 2, 8, 1, 13, 3, 4, 7, 10, 6, 15, 9, 1, 12, 7, 11, 12, 13, 5, 15];
        var picture = new Picture();
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var (nearest, second, stone) = (99.0, 99.0, 0);
                for (var i = 0; i < centers.Length / 2; i++)
                {
                    var dx = Math.Abs(x - centers[2 * i]);
                    var dy = Math.Abs(y - centers[(2 * i) + 1]);
                    var distance = Math.Sqrt(Math.Pow(Math.Min(dx, 16 - dx), 2) + Math.Pow(Math.Min(dy, 16 - dy), 2));
                    (nearest, second, stone) = distance < nearest ? (distance, nearest, i) : (nearest, Math.Min(second, distance), stone);
                }

                var shade = second - nearest < 0.9 ? 72 : 112 + (stone * 37 % 34) + random.Next(12) - (nearest > 2 ? 10 : 0);
                picture[x, y] = Rgb(shade, shade, shade + 1);
            }
        }

        return picture;
    }

    /// <summary>Round stones that moss has overgrown from the joints.</summary>
    public static Picture MossyCobblestone(SeededRandom random)
    {
        var moss = new Picture().Speckle(random, 0.8, 0, 0, 0, Rgb(74, 96, 44), Rgb(92, 118, 54), Rgb(108, 134, 66));
        return Cobblestone(random).Overlay(moss);
    }

    /// <summary>Volcanic glass: almost black, with violet gleams.</summary>
    public static Picture Obsidian(SeededRandom random)
    {
        var picture = new Picture().Speckle(random, 0.6, Rgb(13, 10, 21), Rgb(20, 15, 31), Rgb(28, 21, 44), Rgb(40, 30, 62));
        for (var gleam = 0; gleam < 7; gleam++)
        {
            var (x, y) = (random.Next(14), random.Next(14));
            picture[x, y + 1] = Rgb(70, 52, 106);
            picture[x + 1, y] = Rgb(98, 76, 142);
        }

        return picture;
    }

    /// <summary>Sandstone in its layers.</summary>
    public static Picture Sandstone(SeededRandom random)
    {
        var picture = new Picture().Speckle(random, 0.6, Rgb(208, 195, 147), Rgb(216, 204, 158), Rgb(222, 211, 167));
        picture.Shade(0, 0, 16, 3, 1.03).Shade(0, 3, 16, 1, 0.86).Shade(0, 9, 16, 1, 0.93).Shade(0, 15, 16, 1, 0.84);
        return picture.Shade(0, 12, 16, 3, 0.95);
    }

    /// <summary>Sandstone from above.</summary>
    public static Picture SandstoneTop(SeededRandom random) =>
        new Picture().Speckle(random, 0.6, Rgb(208, 195, 147), Rgb(216, 204, 158), Rgb(223, 212, 168));

    /// <summary>The rock that nothing breaks.</summary>
    public static Picture Bedrock(SeededRandom random) => new Picture().Speckle(
        random, 0.6, Rgb(28, 28, 28), Rgb(58, 58, 58), Rgb(90, 90, 90), Rgb(138, 138, 138));

    /// <summary>Fresh snow.</summary>
    public static Picture Snow(SeededRandom random) => new Picture().Speckle(
        random, 0.7, Rgb(222, 232, 240), Rgb(234, 242, 247), Rgb(243, 249, 251), Rgb(250, 253, 254));

    /// <summary>Ice with white fissures.</summary>
    public static Picture Ice(SeededRandom random)
    {
        var picture = new Picture().Speckle(random, 0.9, Rgb(128, 168, 232), Rgb(140, 180, 238), Rgb(152, 190, 244), Rgb(164, 200, 248));
        for (var fissure = 0; fissure < 4; fissure++)
        {
            var (x, y) = (random.Next(16), random.Next(16));
            var length = 4 + random.Next(4);
            for (var step = 0; step < length; step++)
            {
                picture[(x + step) & 15, (y - step) & 15] = Rgb(206, 226, 253);
            }
        }

        return picture;
    }

    /// <summary>Water with waves of light.</summary>
    public static Picture Water(SeededRandom random)
    {
        var picture = new Picture().Speckle(random, 0.8, Rgb(38, 76, 168), Rgb(44, 86, 180), Rgb(50, 94, 190), Rgb(58, 104, 200));
        for (var y = 1; y < Size; y += 4)
        {
            picture.Shade(random.Next(16), y, 5 + random.Next(4), 1, 1.16);
        }

        return picture;
    }

    /// <summary>Molten rock: bright veins in a crust that glows itself.</summary>
    public static Picture Lava(SeededRandom random)
    {
        var picture = new Picture().Speckle(
            random, 0.9, Rgb(186, 62, 10), Rgb(206, 80, 14), Rgb(224, 100, 20), Rgb(240, 132, 34), Rgb(252, 172, 62));
        var hot = new Picture().Speckle(random, 0.95, 0, 0, 0, 0, Rgb(255, 198, 84), Rgb(255, 232, 140));
        return picture.Overlay(hot);
    }
}
