using Rl.Env.Seeds;
using static Rl.Env.World.Rendering.Picture;

namespace Rl.Env.World.Rendering;

/// <summary>Draws the plants that fill their cell: cactus, pumpkin and melon.</summary>
internal static class BulkyPlantTextures
{
    /// <summary>A cactus from the side: ribs and spines.</summary>
    public static Picture CactusSide(SeededRandom random)
    {
        var picture = new Picture();
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var rib = (x & 3) switch { 0 => 0.66, 1 => 0.94, 2 => 1.12, _ => 0.96 };
                picture[x, y] = Scale(Rgb(82, 130, 48), rib * (0.95 + (random.NextDouble() * 0.1)));
            }
        }

        for (var y = 1; y < Size; y += 4)
        {
            for (var x = 2; x < Size; x += 4)
            {
                picture[x, (y + (x >> 1)) & 15] = Rgb(220, 224, 178);
                picture[x, (y + 1 + (x >> 1)) & 15] = Rgb(56, 88, 34);
            }
        }

        return picture;
    }

    /// <summary>A cactus from above.</summary>
    public static Picture CactusTop(SeededRandom random)
    {
        var picture = new Picture().Speckle(random, 0.6, Rgb(96, 146, 58), Rgb(108, 158, 66), Rgb(120, 168, 76));
        picture.Shade(0, 0, 16, 1, 0.62).Shade(0, 15, 16, 1, 0.62).Shade(0, 1, 1, 14, 0.62).Shade(15, 1, 1, 14, 0.62);
        return picture.Shade(5, 5, 6, 6, 1.12).Sprinkle(random, 9, Rgb(222, 226, 182));
    }

    /// <summary>A pumpkin from the side: ribs of orange.</summary>
    public static Picture PumpkinSide(SeededRandom random) => Ribs(random, Rgb(222, 132, 30));

    /// <summary>A pumpkin from above, with its stalk.</summary>
    public static Picture PumpkinTop(SeededRandom random)
    {
        var picture = Ribs(random, Rgb(214, 128, 32)).Shade(4, 4, 8, 8, 0.86);
        picture.Fill(6, 6, 4, 4, Rgb(96, 108, 44)).Fill(7, 6, 2, 3, Rgb(138, 146, 66));
        return picture;
    }

    /// <summary>A melon from the side: ragged stripes of two greens.</summary>
    public static Picture MelonSide(SeededRandom random)
    {
        var picture = new Picture();
        for (var x = 0; x < Size; x++)
        {
            var stripe = x % 5 is 0 or 1 ? 0.66 : 1;
            for (var y = 0; y < Size; y++)
            {
                var torn = x % 5 is 1 or 2 && random.Next(3) == 0 ? 1.66 - stripe : stripe;
                picture[x, y] = Scale(Rgb(124, 164, 48), torn * (0.93 + (random.NextDouble() * 0.14)));
            }
        }

        return picture.Shade(0, 0, 16, 1, 0.8).Shade(0, 15, 16, 1, 0.72);
    }

    /// <summary>A melon from above.</summary>
    public static Picture MelonTop(SeededRandom random) => new Picture()
        .Speckle(random, 0.5, Rgb(92, 128, 34), Rgb(112, 150, 42), Rgb(126, 166, 50), Rgb(140, 178, 60))
        .Fill(7, 7, 2, 2, Rgb(166, 150, 74));

    private static Picture Ribs(SeededRandom random, uint color)
    {
        var picture = new Picture();
        for (var x = 0; x < Size; x++)
        {
            var rib = (x & 3) switch { 0 => 0.72, 1 => 0.96, 2 => 1.1, _ => 0.96 };
            for (var y = 0; y < Size; y++)
            {
                picture[x, y] = Scale(color, rib * (0.94 + (random.NextDouble() * 0.12)));
            }
        }

        return picture.Shade(0, 15, 16, 1, 0.84);
    }
}
