using Rl.Env.Seeds;
using static Rl.Env.World.Rendering.Picture;

namespace Rl.Env.World.Rendering;

/// <summary>Draws what grows. Plants are upright, the ground below their last row, and have holes around them.</summary>
internal static class PlantTextures
{
    private const string SaplingShape = """

        ll
      lLLll l
     lLLlLlLl
      lLlwlLll
    ll lLwLl
    lLlllwll
     lLl w lll
      llwwlLl
        wwl
        ww
        ww
       www
""";

    private const string Spruceling = """
.......45.......
.......54.......
......5443......
......4433......
.....554433.....
....5.5433.3....
.....544433.....
....55444333....
...5..5443..3...
....54444333....
...5544443333...
..5..544333..3..
...5544433333...
......2cb2......
.......cb.......
......ccbb......
""";

    private const string DandelionShape = """
................
................
......ffee......
.....feeeed.....
....feefeedd....
....eeffeedd....
....eeeeeddd....
.....deddcc.....
......dccc......
.......43.......
.......43...4...
...44..43..44...
...444.43.443...
....4444343.....
......4433......
.......43.......
""";

    private const string PoppyShape = """
................
......eee.......
....eeedddd.....
...eeddddddc....
...eddKKKddc....
...eddKKddcc....
....ddddddc.....
.....dcccc......
.......43.......
.......43.......
.......43...4...
..44...43..44...
...444.43.44....
....443444......
......443.......
.......43.......
""";

    private const string BrownCap = """
................
................
................
................
......5555......
....55544444....
...5544444433...
..554444444433..
..544444444433..
..322222222233..
......eedc......
......eedc......
......eedc......
......eedc......
.....eeedcc.....
.....eeddcc.....
""";

    private const string RedCap = """
................
................
.....555544.....
...55ff544444...
..555ff4444444..
..544444ff44ff..
..544444ff44ff..
..5ff444444433..
..4ff443443333..
...2222222222...
......eedc......
......eedc......
......eedc......
......eedc......
.....eeedcc.....
.....eeddcc.....
""";

    private const string Twigs = """
................
..3.......3.....
..43..3..34..3..
...4..4..4..34..
3..43.43.4.34...
43..4..4.4.4...3
.43.43.4434..334
..4..4.44.4..4..
..443443.43344..
....44444.44....
......44433.....
.......44.......
.......43.......
.......43.......
.......43.......
......4433......
""";

    /// <summary>A young oak in the middle of the picture, as an item has it: three rows above the ground.</summary>
    public static Picture OakSapling() => Sapling(Rgb(62, 116, 34));

    /// <summary>A young birch, three rows above the ground.</summary>
    public static Picture BirchSapling() => Sapling(Rgb(118, 158, 74));

    /// <summary>A young spruce.</summary>
    public static Picture SpruceSapling() => Parse(Spruceling, Inks.Of(Rgb(58, 96, 58), Rgb(98, 70, 42)));

    /// <summary>A yellow flower.</summary>
    public static Picture Dandelion() => Parse(DandelionShape, Inks.Of(Rgb(84, 144, 52), Rgb(250, 208, 36)));

    /// <summary>A red flower.</summary>
    public static Picture Poppy() => Parse(PoppyShape, Inks.Of(Rgb(80, 136, 52), Rgb(226, 36, 26)));

    /// <summary>A flat brown mushroom.</summary>
    public static Picture BrownMushroom() => Parse(BrownCap, Inks.Of(Rgb(158, 116, 86), Rgb(206, 188, 164)));

    /// <summary>A domed red mushroom with white spots.</summary>
    public static Picture RedMushroom() => Parse(RedCap, Inks.Of(Rgb(212, 32, 28), Rgb(222, 214, 202)));

    /// <summary>Bare twigs.</summary>
    public static Picture DeadBush() => Parse(Twigs, Inks.Of(Rgb(134, 94, 46)));

    /// <summary>Blades of grass, each with a bend of its own.</summary>
    public static Picture Grass(SeededRandom random)
    {
        var picture = new Picture();
        for (var blade = 0; blade < 15; blade++)
        {
            DrawBlade(picture, 1 + blade, height: 4 + random.Next(10), (random.NextDouble() - 0.5) * 0.6, BladeColor(random));
        }

        return picture;
    }

    /// <summary>The lower half of high grass: its blades leave the picture at the top.</summary>
    public static Picture TallGrass(SeededRandom random)
    {
        var picture = new Picture();
        for (var blade = 0; blade < 13; blade++)
        {
            var height = (blade & 1) == 0 ? Size : 8 + random.Next(6);
            DrawBlade(picture, 1 + (blade * 14 / 12), height, (random.NextDouble() - 0.5) * 0.24, BladeColor(random));
        }

        return picture;
    }

    /// <summary>The upper half of high grass.</summary>
    public static Picture TallGrassUpper(SeededRandom random)
    {
        var picture = new Picture();
        for (var blade = 0; blade < 8; blade++)
        {
            DrawBlade(picture, 1 + (blade * 2), height: 7 + random.Next(8), (random.NextDouble() - 0.5) * 0.6, BladeColor(random));
        }

        return picture;
    }

    /// <summary>A stem with drooping fronds on both sides.</summary>
    public static Picture Fern(SeededRandom random)
    {
        var picture = new Picture();
        var leaf = Rgb(82, 132, 52);
        for (var y = 3; y < Size; y++)
        {
            picture[7, y] = Scale(leaf, 0.8);
            picture[8, y] = Scale(leaf, 0.66);
        }

        for (var y = 1; y < 14; y += 2)
        {
            var length = 2 + Math.Min(y / 2, (15 - y) / 3 * 2);
            for (var step = 1; step <= length; step++)
            {
                var tone = 0.92 + (0.05 * step) + (random.NextDouble() * 0.12);
                var row = y + (step * step / 10);
                picture[7 - step, row] = Scale(leaf, tone * 1.05);
                picture[8 + step, row] = Scale(leaf, tone * 0.9);
                if ((step & 1) == 0 && row + 1 < Size)
                {
                    picture[7 - step, row + 1] = Scale(leaf, tone * 0.74);
                    picture[8 + step, row + 1] = Scale(leaf, tone * 0.68);
                }
            }
        }

        return picture;
    }

    /// <summary>Four canes that go on above and below.</summary>
    public static Picture SugarCane(SeededRandom random)
    {
        var picture = new Picture();
        var cane = Rgb(138, 190, 92);
        ReadOnlySpan<int> joints = [4, 12, 1, 9, 6, 14, 3, 11];
        for (var stalk = 0; stalk < 4; stalk++)
        {
            var left = 1 + (stalk * 4);
            for (var y = 0; y < Size; y++)
            {
                var tone = y == joints[2 * stalk] || y == joints[(2 * stalk) + 1] ? 0.62 : 0.94 + (random.NextDouble() * 0.1);
                picture[left, y] = Scale(cane, tone * 1.08);
                picture[left + 1, y] = Scale(cane, tone * 0.84);
            }

            for (var step = 0; step < 3; step++)
            {
                picture[left + 2, joints[2 * stalk] - 1 + step] = Scale(cane, 0.72 + (0.08 * step));
            }
        }

        return picture;
    }

    /// <summary>A web: eight spokes and two rings.</summary>
    public static Picture Cobweb()
    {
        var picture = new Picture();
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var (dx, dy) = (Math.Abs(x - 8), Math.Abs(y - 8));
                var isSpoke = dx == dy || dx == 0 || dy == 0;
                var ring = ((2 * Math.Max(dx, dy)) + Math.Min(dx, dy)) / 2;
                if (isSpoke || ring is 3 or 7)
                {
                    picture[x, y] = isSpoke ? Rgb(240, 242, 244) : Rgb(208, 212, 216);
                }
            }
        }

        return picture;
    }

    private static Picture Sapling(uint leaf) => Parse(SaplingShape, letter => letter switch
    {
        'L' => Scale(leaf, 1.3),
        'l' => leaf,
        _ => Rgb(92, 68, 38),
    });

    private static uint BladeColor(SeededRandom random) => Scale(Rgb(96, 152, 58), 0.78 + (random.NextDouble() * 0.42));

    /// <summary>Draws a blade from the ground up, darker at its foot.</summary>
    /// <param name="picture">Drawn on.</param>
    /// <param name="foot">Column of its foot.</param>
    /// <param name="height">Rows.</param>
    /// <param name="lean">Columns to the right per row.</param>
    /// <param name="color">Colour of its tip.</param>
    private static void DrawBlade(Picture picture, int foot, int height, double lean, uint color)
    {
        for (var step = 0; step < height; step++)
        {
            var x = foot + (int)(lean * step * (1 + (step / 20.0)) + 0.5 + Size) - Size;
            if (x is >= 0 and < Size)
            {
                picture[x, 15 - step] = Scale(color, 0.66 + (0.34 * step / height));
            }
        }
    }
}
