using Rl.Env.World.Windows;
using static Rl.Env.World.Rendering.Picture;

namespace Rl.Env.World.Rendering;

/// <summary>
/// The windows with nothing in them, and a furnace's gauges: our own drawing in the game's spirit. Drawn once for the process, read-only
/// afterwards. Places of labels, arrows, flame and button are from memory, high and middling (Mh, Mm).
/// </summary>
internal static class WindowPanels
{
    private const string Flame = """
......f.......
......ff......
..f...fff.....
..ff..fyf..f..
..ff.ffyff.f..
.fyf.fyyff.ff.
.fyffyyyyffyf.
.fyyfyyyyfyyf.
ffyyyywwyyyyff
fyyywwwwwyyyyf
fyywwwwwwwyyyf
.fyywwwwwwyyf.
.ffyywwwwyyff.
...ffffffff...
""";

    private const string Book = """



      dddddddddd
     dbbbbbbbbbd
     dbggggggggd
     dbgyyyyyygd
     dbgggyyyggd
     dbggyygyggd
     dbgyygggggd
     dbggggggggd
     dbggggggggd
     dbdddddddd
     dbpppppppd
     dddddddddd
""";

    private const string Helmet = """



    gggggggg
   gggggggggg
   gggggggggg
   gggg  gggg
   ggg    ggg
   ggg    ggg
   gg      gg
""";

    private const string Chestplate = """


   ggg    ggg
  ggggg  ggggg
  gggggggggggg
  gggggggggggg
   gggggggggg
    gggggggg
    gggggggg
    gggggggg
    gggggggg
    gggggggg
    gggggggg
""";

    private const string Leggings = """


    gggggggg
    gggggggg
    gggggggg
    gggggggg
    ggg  ggg
    ggg  ggg
    ggg  ggg
    ggg  ggg
    ggg  ggg
    ggg  ggg
    ggg  ggg
""";

    private const string Boots = """




   ggg    ggg
   ggg    ggg
   ggg    ggg
   ggg    ggg
   ggg    ggg
  gggg    gggg
 ggggg    ggggg
 ggggg    ggggg
""";

    private const string Shield = """


   gggggggggg
   gggggggggg
   gggg  gggg
   gggg  gggg
   ggg    ggg
   gggg  gggg
   gggg  gggg
   gggggggggg
    gggggggg
    gggggggg
     gggggg
       gg
""";

    private static readonly uint Black = Rgb(0, 0, 0);
    private static readonly uint Face = Rgb(198, 198, 198);
    private static readonly uint Light = Rgb(255, 255, 255);
    private static readonly uint Dark = Rgb(85, 85, 85);
    private static readonly uint Hollow = Rgb(139, 139, 139);
    private static readonly uint HollowShade = Rgb(55, 55, 55);
    private static readonly uint Ink = Rgb(64, 64, 64);
    private static readonly uint Ghost = Rgb(112, 112, 112);

    private static readonly Picture Fire = Parse(Flame, FireColor);
    private static readonly ScreenCanvas[] Blanks = [.. Enum.GetValues<WindowKind>().Select(DrawBlank)];

    /// <summary>What any window covers at most: the chest's, a row more above and one below than the others.</summary>
    public static ScreenArea Area => AreaOf(WindowKind.Chest);

    /// <summary>A furnace's arrow, 24 wide.</summary>
    public static ScreenArea ArrowArea => new ScreenArea(79, 34, 24, 17).Moved(WindowLayout.Left, WindowLayout.Top(WindowKind.Furnace));

    /// <summary>A furnace's flame, 14 × 14.</summary>
    public static ScreenArea FlameArea => new ScreenArea(56, 36, 14, 14).Moved(WindowLayout.Left, WindowLayout.Top(WindowKind.Furnace));

    /// <summary>The dark box with the player's figure, its edge included.</summary>
    public static ScreenArea PreviewArea => new ScreenArea(26, 8, 49, 70).Moved(WindowLayout.Left, WindowLayout.Top(WindowKind.Player));

    /// <summary>The colour at the bottom of slots, behind icons.</summary>
    public static uint SlotColor => Hollow;

    /// <summary>A window with empty slots, the furnace cold, the player's box without a figure.</summary>
    public static ScreenCanvas Blank(WindowKind kind) => Blanks[(int)kind];

    /// <summary>Fills a furnace's arrow from the left.</summary>
    /// <param name="canvas">Where the blank window is drawn.</param>
    /// <param name="columns">How far, 0 to 24.</param>
    public static void FillArrow(ScreenCanvas canvas, int columns) => DrawArrow(canvas, ArrowArea, columns, Light);

    /// <summary>Draws the fire in a furnace's flame.</summary>
    /// <param name="canvas">Where the blank window is drawn.</param>
    /// <param name="rows">How high, 0 to 14; it sinks from the top.</param>
    public static void DrawFire(ScreenCanvas canvas, int rows)
    {
        for (var y = FlameArea.Height - rows; y < FlameArea.Height; y++)
        {
            for (var x = 0; x < FlameArea.Width; x++)
            {
                if (Fire[x, y] != 0)
                {
                    canvas.Put(FlameArea.Left + x, FlameArea.Top + y, Fire[x, y]);
                }
            }
        }
    }

    private static ScreenArea AreaOf(WindowKind kind) =>
        new(WindowLayout.Left, WindowLayout.Top(kind), WindowLayout.Width, WindowLayout.Height(kind));

    private static ScreenCanvas DrawBlank(WindowKind kind)
    {
        var canvas = new ScreenCanvas(AreaOf(kind));
        if (kind == WindowKind.None)
        {
            return canvas;
        }

        DrawBoard(canvas);
        for (var slot = 0; slot < WindowLayout.SlotCount(kind); slot++)
        {
            DrawSlot(canvas, kind, slot);
        }

        var (left, top) = (canvas.Area.Left, canvas.Area.Top);
        switch (kind)
        {
            case WindowKind.Player:
                Sink(canvas, PreviewArea, Black);
                DrawArrow(canvas, new ScreenArea(left + 135, top + 30, 16, 13), 16, Hollow);
                DrawBookButton(canvas, left + 104, top + 61);
                ScreenFont.Write(canvas, "Crafting", left + 97, top + 8, Ink);
                break;
            case WindowKind.CraftingTable:
                DrawArrow(canvas, new ScreenArea(left + 90, top + 35, 22, 15), 22, Hollow);
                DrawBookButton(canvas, left + 5, top + 34);
                ScreenFont.Write(canvas, "Crafting", left + 29, top + 6, Ink);
                break;
            case WindowKind.Furnace:
                DrawArrow(canvas, ArrowArea, ArrowArea.Width, Hollow);
                canvas.Draw(Parse(Flame, _ => Hollow), FlameArea.Left, FlameArea.Top);
                DrawBookButton(canvas, left + 20, top + 34);
                ScreenFont.Write(canvas, "Furnace", left + ((WindowLayout.Width - ScreenFont.WidthOf("Furnace")) / 2), top + 6, Ink);
                break;
            default:
                ScreenFont.Write(canvas, "Chest", left + 8, top + 6, Ink);
                break;
        }

        if (kind != WindowKind.Player)
        {
            ScreenFont.Write(canvas, "Inventory", left + 8, canvas.Area.Bottom - 94, Ink);
        }

        return canvas;
    }

    /// <summary>A raised board with rounded corners: light from the upper left, a black line around it.</summary>
    private static void DrawBoard(ScreenCanvas canvas)
    {
        var area = canvas.Area;
        canvas.Fill(area, Black);
        var inner = area.Inset(1);
        canvas.Fill(inner, Face);
        canvas.Fill(inner with { Height = 2, Width = inner.Width - 2 }, Light);
        canvas.Fill(inner with { Width = 2, Height = inner.Height - 2 }, Light);
        canvas.Fill(new ScreenArea(inner.Left + 2, inner.Bottom - 2, inner.Width - 2, 2), Dark);
        canvas.Fill(new ScreenArea(inner.Right - 2, inner.Top + 2, 2, inner.Height - 2), Dark);
        canvas.Put(inner.Left + 2, inner.Top + 2, Light);
        canvas.Put(inner.Right - 3, inner.Bottom - 3, Dark);
        for (var x = 0; x < 2; x++)
        {
            for (var y = 0; y < 2; y++)
            {
                var color = x + y == 2 ? Black : 0;
                canvas.Put(area.Left + x, area.Top + y, color);
                canvas.Put(area.Right - 1 - x, area.Top + y, color);
                canvas.Put(area.Left + x, area.Bottom - 1 - y, color);
                canvas.Put(area.Right - 1 - x, area.Bottom - 1 - y, color);
            }
        }
    }

    /// <summary>
    /// A slot's cell; results of a table and a furnace lie in larger ones, places for armour and shield show what belongs there.
    /// </summary>
    private static void DrawSlot(ScreenCanvas canvas, WindowKind kind, int slot)
    {
        var (left, top) = WindowLayout.IconAt(kind, slot);
        var isLarge = (kind, slot) is (WindowKind.CraftingTable, WindowLayout.Result) or (WindowKind.Furnace, WindowLayout.FurnaceOutput);
        var border = isLarge ? 5 : 1;
        Sink(canvas, new ScreenArea(left, top, WindowLayout.IconSize, WindowLayout.IconSize).Inset(-border), Hollow);
        var ghost = (kind, slot - WindowLayout.ArmorStart) switch
        {
            (WindowKind.Player, 0) => Helmet,
            (WindowKind.Player, 1) => Chestplate,
            (WindowKind.Player, 2) => Leggings,
            (WindowKind.Player, 3) => Boots,
            (WindowKind.Player, WindowLayout.OffHand - WindowLayout.ArmorStart) => Shield,
            _ => "",
        };
        canvas.Draw(Parse(ghost, _ => Ghost), left, top);
    }

    /// <summary>A hollow in the board: dark along its upper and left edge, light along the others.</summary>
    private static void Sink(ScreenCanvas canvas, ScreenArea area, uint bottom)
    {
        canvas.Fill(area, bottom);
        canvas.Fill(area with { Height = 1, Width = area.Width - 1 }, HollowShade);
        canvas.Fill(area with { Width = 1, Height = area.Height - 1 }, HollowShade);
        canvas.Fill(new ScreenArea(area.Left + 1, area.Bottom - 1, area.Width - 1, 1), Light);
        canvas.Fill(new ScreenArea(area.Right - 1, area.Top + 1, 1, area.Height - 1), Light);
        canvas.Put(area.Right - 1, area.Top, Hollow);
        canvas.Put(area.Left, area.Bottom - 1, Hollow);
    }

    /// <summary>The first columns of an arrow that points right; its head is as high as the area and half as wide.</summary>
    private static void DrawArrow(ScreenCanvas canvas, ScreenArea area, int columns, uint color)
    {
        var half = area.Height / 2;
        var shaft = area.Width - half - 1;
        for (var x = 0; x < columns; x++)
        {
            var reach = x < shaft ? 1 : area.Width - 1 - x;
            canvas.Fill(new ScreenArea(area.Left + x, area.Top + half - reach, 1, (2 * reach) + 1), color);
        }
    }

    /// <summary>The button of the recipe book, 20 × 18. It is drawn only: clicks on it do nothing.</summary>
    private static void DrawBookButton(ScreenCanvas canvas, int left, int top)
    {
        var area = new ScreenArea(left, top, 20, 18);
        canvas.Fill(area, Black);
        var inner = area.Inset(1);
        canvas.Fill(inner, Rgb(111, 111, 111));
        canvas.Fill(inner with { Height = 1 }, Rgb(170, 170, 170));
        canvas.Fill(inner with { Width = 1 }, Rgb(170, 170, 170));
        canvas.Fill(inner with { Top = inner.Bottom - 2, Height = 2 }, Rgb(86, 86, 86));
        canvas.Draw(Parse(Book, BookColor), left, top);
    }

    private static uint FireColor(char letter) => letter switch
    {
        'f' => Rgb(226, 102, 24),
        'y' => Rgb(250, 186, 44),
        _ => Rgb(255, 246, 196),
    };

    private static uint BookColor(char letter) => letter switch
    {
        'd' => Rgb(24, 54, 22),
        'b' => Rgb(40, 88, 36),
        'g' => Rgb(72, 148, 60),
        'y' => Rgb(224, 196, 92),
        _ => Rgb(232, 226, 206),
    };
}
