using Rl.Env.Seeds;
using static Rl.Env.World.Rendering.Picture;

namespace Rl.Env.World.Rendering;

/// <summary>Draws what is built: table, furnace, chest, bed, ladder, torch, glass, wool and blocks of metal.</summary>
internal static class FurnitureTextures
{
    private static readonly uint Oak = Rgb(162, 130, 78);

    private static readonly uint ChestWood = Rgb(164, 116, 54);

    /// <summary>A crafting table from above: a grid of three by three.</summary>
    public static Picture TableTop(SeededRandom random)
    {
        var picture = TreeTextures.Planks(random, Rgb(170, 112, 62));
        picture.Shade(0, 0, 16, 1, 0.55).Shade(0, 15, 16, 1, 0.55).Shade(0, 1, 1, 14, 0.55).Shade(15, 1, 1, 14, 0.55);
        foreach (var line in (ReadOnlySpan<int>)[5, 10])
        {
            picture.Shade(2, line, 12, 1, 0.6).Shade(line, 2, 1, 12, 0.6);
        }

        return picture;
    }

    /// <summary>A crafting table from the side, tools hanging on it.</summary>
    public static Picture TableSide(SeededRandom random, bool front)
    {
        var picture = TreeTextures.Planks(random, Rgb(150, 112, 68));
        picture.Shade(0, 0, 16, 3, 0.72).Shade(0, 3, 1, 13, 0.66).Shade(15, 3, 1, 13, 0.66);
        var iron = Rgb(190, 190, 194);
        var wood = Rgb(96, 66, 36);
        for (var i = 0; i < 6; i++)
        {
            picture[front ? 4 : 10, 6 + i] = wood;
            picture[front ? 9 + (i / 2) : 3 + (i / 2), 6 + i] = front ? iron : wood;
        }

        for (var i = 0; i < 3; i++)
        {
            picture[(front ? 3 : 9) + i, 5] = iron;
            picture[(front ? 3 : 9) + i, 6] = Scale(iron, 0.8);
        }

        return picture;
    }

    /// <summary>A furnace from behind.</summary>
    public static Picture FurnaceSide(SeededRandom random)
    {
        var picture = new Picture().Speckle(random, 0.5, Rgb(100, 100, 101), Rgb(112, 112, 113), Rgb(124, 124, 125));
        return picture.Shade(0, 0, 16, 1, 1.15).Shade(0, 15, 16, 1, 0.6).Shade(0, 1, 1, 14, 0.75).Shade(15, 1, 1, 14, 0.75);
    }

    /// <summary>A furnace from above.</summary>
    public static Picture FurnaceTop(SeededRandom random) => FurnaceSide(random).Shade(3, 3, 10, 10, 0.92);

    /// <summary>A furnace with its mouth.</summary>
    public static Picture FurnaceFront(SeededRandom random)
    {
        var picture = FurnaceSide(random);
        picture.Shade(3, 8, 10, 6, 0.22).Shade(4, 3, 8, 2, 0.35).Shade(2, 7, 12, 1, 1.25);
        for (var i = 0; i < 4; i++)
        {
            picture[4 + (2 * i), 13] = Rgb(120, 92, 60);
        }

        return picture;
    }

    /// <summary>A furnace with fire in its mouth.</summary>
    public static Picture FurnaceFire(SeededRandom random)
    {
        var picture = FurnaceFront(random);
        picture.Fill(4, 3, 8, 2, Rgb(176, 66, 18)).Fill(3, 8, 10, 6, Rgb(92, 28, 10));
        ReadOnlySpan<int> heights = [2, 4, 3, 5, 6, 4, 5, 6, 4, 3];
        for (var x = 3; x < 13; x++)
        {
            var height = heights[x - 3];
            for (var step = 0; step < height; step++)
            {
                picture[x, 13 - step] = step < height - 3 ? Rgb(255, 240, 170)
                    : step < height - 1 ? Rgb(255, 196, 66)
                    : Rgb(240, 116, 24);
            }
        }

        return picture;
    }

    /// <summary>A chest from the side: the gap below its lid, dark edges.</summary>
    public static Picture ChestSide(SeededRandom random)
    {
        var picture = new Picture().Speckle(
            random, 0.5, Scale(ChestWood, 0.88), Scale(ChestWood, 0.95), ChestWood, Scale(ChestWood, 1.07));
        picture.Shade(1, 1, 14, 1, 1.16).Shade(1, 6, 14, 1, 1.14).Shade(1, 10, 14, 1, 0.84);
        picture.Shade(0, 0, 16, 1, 0.42).Shade(0, 15, 16, 1, 0.36).Shade(0, 1, 1, 14, 0.42).Shade(15, 1, 1, 14, 0.42);
        return picture.Shade(1, 5, 14, 1, 0.34);
    }

    /// <summary>A chest with its latch.</summary>
    public static Picture ChestFront(SeededRandom random) => ChestSide(random)
        .Fill(6, 3, 4, 5, Rgb(48, 44, 42))
        .Fill(7, 3, 2, 4, Rgb(206, 208, 212))
        .Fill(7, 6, 2, 1, Rgb(140, 142, 148));

    /// <summary>A chest's lid, or its bottom.</summary>
    public static Picture ChestTop(SeededRandom random)
    {
        var picture = new Picture().Speckle(
            random, 0.5, Scale(ChestWood, 0.9), Scale(ChestWood, 0.97), Scale(ChestWood, 1.03), Scale(ChestWood, 1.1));
        picture.Shade(0, 0, 16, 1, 0.42).Shade(0, 15, 16, 1, 0.42).Shade(0, 1, 1, 14, 0.42).Shade(15, 1, 1, 14, 0.42);
        return picture.Shade(1, 1, 14, 1, 1.14).Shade(1, 5, 14, 1, 0.86).Shade(1, 10, 14, 1, 0.86);
    }

    /// <summary>
    /// A torch from the side. The post takes the columns 7 and 8 of the rows 6 to 15, as the body that wears it; above is flame.
    /// </summary>
    public static Picture TorchPost()
    {
        var picture = new Picture();
        for (var y = 6; y < Size; y++)
        {
            var wood = (y & 1) == 0 ? 1 : 0.88;
            picture[7, y] = Scale(Rgb(158, 120, 68), wood);
            picture[8, y] = Scale(Rgb(118, 86, 46), wood);
        }

        picture.Fill(7, 6, 2, 1, Rgb(255, 248, 204)).Fill(7, 7, 2, 1, Rgb(255, 216, 96)).Fill(7, 8, 2, 1, Rgb(240, 146, 40));
        return picture;
    }

    /// <summary>A torch from above. All of it is flame, brightest in the middle.</summary>
    public static Picture TorchFlame() => new Picture()
        .Fill(0, 0, 16, 16, Rgb(255, 206, 92))
        .Fill(7, 6, 2, 3, Rgb(255, 248, 204));

    /// <summary>A torch from below. All of it is wood, cut across.</summary>
    public static Picture TorchFoot() => new Picture()
        .Fill(0, 0, 16, 16, Rgb(104, 76, 42))
        .Fill(7, 7, 2, 2, Rgb(140, 106, 60));

    /// <summary>A pane in a pale frame; the rest is hole but for its gleam.</summary>
    public static Picture Glass()
    {
        var picture = new Picture();
        var frame = Rgb(196, 220, 226);
        picture.Fill(0, 0, 16, 1, frame).Fill(0, 15, 16, 1, frame).Fill(0, 0, 1, 16, frame).Fill(15, 0, 1, 16, frame);
        picture.Shade(0, 15, 16, 1, 0.8).Shade(15, 0, 1, 15, 0.86);
        for (var step = 0; step < 5; step++)
        {
            picture[2 + step, 7 - step] = Rgb(240, 250, 252);
            if (step is > 0 and < 4)
            {
                picture[3 + step, 7 - step] = Rgb(222, 240, 245);
                picture[9 + step, 13 - step] = Rgb(232, 246, 250);
            }
        }

        return picture;
    }

    /// <summary>Wool, knitted in rows.</summary>
    public static Picture Wool(SeededRandom random)
    {
        var picture = new Picture().Speckle(random, 0.5, Rgb(220, 222, 222), Rgb(229, 231, 231), Rgb(237, 238, 238), Rgb(244, 245, 245));
        for (var y = 0; y < Size; y += 4)
        {
            for (var x = (y & 4) >> 1; x < Size; x += 4)
            {
                picture.Shade(x, y, 2, 1, 0.9).Shade(x + 1, y + 1, 1, 1, 0.93);
            }
        }

        return picture;
    }

    /// <summary>A bed from above: pillow, turned-down sheet, blanket.</summary>
    public static Picture BedTop(SeededRandom random)
    {
        var picture = new Picture().Speckle(random, 0.7, Rgb(206, 210, 218), Rgb(214, 218, 225), Rgb(221, 225, 231));
        picture.Fill(0, 0, 16, 6, Rgb(150, 118, 72)).Fill(1, 1, 14, 5, Rgb(246, 247, 248));
        picture.Fill(1, 5, 14, 1, Rgb(196, 200, 208)).Fill(0, 6, 16, 2, Rgb(240, 242, 244));
        return picture.Shade(0, 8, 16, 1, 0.84).Shade(0, 8, 1, 8, 0.86).Shade(15, 8, 1, 8, 0.86).Shade(0, 15, 16, 1, 0.8);
    }

    /// <summary>A bed from the side: blanket, mattress, wooden frame, dark below.</summary>
    public static Picture BedSide(SeededRandom random)
    {
        var picture = new Picture().Speckle(random, 0.7, Rgb(206, 210, 218), Rgb(214, 218, 225), Rgb(221, 225, 231));
        picture.Shade(0, 5, 16, 1, 0.82).Shade(0, 6, 16, 2, 1.06).Shade(0, 8, 16, 1, 0.7);
        picture.Overlay(new Picture().Fill(0, 9, 16, 3, Oak).Shade(0, 9, 16, 1, 1.14).Shade(0, 11, 16, 1, 0.74));
        picture.Fill(0, 12, 16, 4, Rgb(40, 32, 24));
        return picture.Fill(0, 12, 3, 4, Scale(Oak, 0.86)).Fill(13, 12, 3, 4, Scale(Oak, 0.86));
    }

    /// <summary>Two rails, four rungs, holes between.</summary>
    public static Picture Ladder()
    {
        var picture = new Picture();
        for (var y = 1; y < Size; y += 4)
        {
            picture.Fill(1, y, 14, 1, Scale(Oak, 1.1)).Fill(1, y + 1, 14, 1, Scale(Oak, 0.72));
        }

        foreach (var x in (ReadOnlySpan<int>)[2, 12])
        {
            picture.Fill(x, 0, 1, 16, Oak).Fill(x + 1, 0, 1, 16, Scale(Oak, 0.62));
        }

        return picture;
    }

    /// <summary>A block cast of iron, in plates.</summary>
    public static Picture IronBlock(SeededRandom random)
    {
        var picture = new Picture().Speckle(random, 0.85, Rgb(212, 213, 214), Rgb(219, 220, 221), Rgb(226, 226, 227));
        for (var y = 3; y < Size; y += 4)
        {
            picture.Shade(0, y, 16, 1, 0.88).Shade(0, y - 3, 16, 1, 1.06);
        }

        return picture.Shade(0, 0, 1, 16, 1.08).Shade(15, 0, 1, 16, 0.74).Shade(0, 15, 16, 1, 0.86);
    }

    /// <summary>A block pressed of coal.</summary>
    public static Picture CoalBlock(SeededRandom random)
    {
        var picture = new Picture().Speckle(random, 0.6, Rgb(14, 14, 16), Rgb(22, 22, 24), Rgb(31, 31, 34), Rgb(44, 44, 48));
        return picture.Sprinkle(random, 9, Rgb(66, 66, 72)).Shade(0, 0, 16, 1, 1.35).Shade(0, 15, 16, 1, 0.5).Shade(15, 0, 1, 16, 0.6);
    }

    /// <summary>A cage of iron bars; the holes show what is behind.</summary>
    public static Picture Spawner()
    {
        var picture = new Picture();
        for (var bar = 0; bar < Size; bar += 5)
        {
            picture.Fill(bar, 0, 1, 16, Rgb(34, 46, 60)).Fill(0, bar, 16, 1, Rgb(44, 58, 74));
        }

        for (var y = 0; y < Size; y += 5)
        {
            for (var x = 0; x < Size; x += 5)
            {
                picture[x, y] = Rgb(84, 104, 124);
            }
        }

        return picture.Shade(0, 15, 16, 1, 0.7).Shade(15, 0, 1, 15, 0.7);
    }

    /// <summary>Fired bricks in running bond.</summary>
    public static Picture Bricks(SeededRandom random)
    {
        var picture = new Picture();
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var joint = (y & 3) == 3 || ((x + (y & 4)) & 7) == 7;
                var tone = 0.9 + (random.NextDouble() * 0.16);
                picture[x, y] = Scale(joint ? Rgb(160, 150, 142) : Rgb(156, 86, 66), joint ? 1 : tone);
            }
        }

        return picture;
    }
}
