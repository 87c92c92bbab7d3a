using Rl.Env.Seeds;
using static Rl.Env.World.Rendering.Picture;

namespace Rl.Env.World.Rendering;

/// <summary>Draws ores: stone with what is in it. Each differs from the others in colour and in the form of its grains.</summary>
internal static class OreTextures
{
    // Nuggets, wide and rounded.
    private const string Nuggets = """
................
..1111..........
.156551..1111...
.145441.156541..
..1221..1454431.
.........122221.
.....1111.......
....156551......
....1454431.111.
.....12222115651
..111......14541
.15651......121.
.145431.1111....
..1221.156551...
.......145441...
........1221....
""";

    // Round grains.
    private const string Grains = """
................
...34......4....
..2453....2453..
..1342....1342..
...11......11...
......34........
.....2453.....34
34...1342....245
42....11.....134
1..............1
...34.....345...
..2453...24563..
..1342...13442..
...11.....1331..
......34........
......12........
""";

    // Grains and dust.
    private const string Flakes = """
................
..45......3.....
.24653...243....
.13442....1..45.
..131.......2453
......345...1342
.....246542..11.
.4...134431.....
243...1131...3..
.1..........243.
....45.......1..
...2453..45.....
...1342.24653...
....11..13442...
.3.......131...4
.12............1
""";

    // Crystals, upright and pointed.
    private const string Crystals = """
....1...........
...161.....1....
..16541...161...
..15531..16541..
..15431..15531..
..14321..15431..
...121...14321..
....1.....121...
...........1....
...1......1.....
..161....161....
.16541..16541...
.15531..15531...
.15431..15431...
.14321..14321...
..121....121....
""";

    /// <summary>Stone with six angular lumps.</summary>
    public static Picture Lumps(SeededRandom random, uint color, uint highlight)
    {
        var picture = GroundTextures.Stone(random);
        ReadOnlySpan<int> lumps = [2, 3, 9, 2, 12, 7, 5, 8, 3, 12, 10, 12];
        for (var i = 0; i < lumps.Length; i += 2)
        {
            var (x, y) = (lumps[i], lumps[i + 1]);
            picture[x, y] = highlight;
            picture[x + 1, y] = color;
            picture[x, y + 1] = color;
            picture[x + 1, y + 1] = Scale(color, 0.75);
            if (random.Next(2) == 0)
            {
                picture[x + 2, y] = color;
                picture[x + 1, y - 1] = highlight;
            }
            else
            {
                picture[x - 1, y + 1] = color;
            }
        }

        return picture;
    }

    /// <summary>Stone with nuggets of gold.</summary>
    public static Picture Gold(SeededRandom random) => Within(random, Nuggets, Rgb(248, 206, 58));

    /// <summary>Stone with grains of redstone.</summary>
    public static Picture Redstone(SeededRandom random) => Within(random, Grains, Rgb(218, 24, 16));

    /// <summary>Stone with flakes of lapis lazuli.</summary>
    public static Picture Lapis(SeededRandom random) => Within(random, Flakes, Rgb(38, 78, 196));

    /// <summary>Stone with crystals of emerald.</summary>
    public static Picture Emerald(SeededRandom random) => Within(random, Crystals, Rgb(34, 204, 92));

    private static Picture Within(SeededRandom random, string grains, uint color) =>
        GroundTextures.Stone(random).Overlay(Parse(grains, Inks.Of(color)));
}
