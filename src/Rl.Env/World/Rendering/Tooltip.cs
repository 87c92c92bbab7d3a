using Rl.Env.World.Blocks;

namespace Rl.Env.World.Rendering;

/// <summary>The box with an item's name beside the cursor. Colours and place are from memory (Mh).</summary>
internal static class Tooltip
{
    private const uint Background = 0xF0100010;
    private const uint EdgeAbove = 0x50FF0050;
    private const uint EdgeBelow = 0x507F0028;
    private const int Right = 12;
    private const int Up = 12;
    private const int TextHeight = 8;
    private const int Margin = 4;

    private static readonly string[] Names = [.. Enum.GetValues<ItemId>().Select(item => NameOf(ItemTable.Of(item).Name))];

    /// <summary>What an item is called.</summary>
    public static string NameOf(ItemId item) => Names[(int)item];

    /// <summary>Draws an item's name beside the cursor.</summary>
    /// <returns>The area drawn on.</returns>
    public static ScreenArea Draw(ScreenCanvas canvas, ItemId item, int cursorX, int cursorY)
    {
        // No slot lies so near the screen's edge that the box would have to give way to it.
        var name = NameOf(item);
        var text = new ScreenArea(cursorX + Right, cursorY - Up, ScreenFont.WidthOf(name), TextHeight);
        var box = text.Inset(-Margin);
        canvas.BlendFill(box with { Top = box.Top + 1, Height = box.Height - 2 }, Background);
        canvas.BlendFill(new ScreenArea(box.Left + 1, box.Top, box.Width - 2, 1), Background);
        canvas.BlendFill(new ScreenArea(box.Left + 1, box.Bottom - 1, box.Width - 2, 1), Background);

        var edge = box.Inset(1);
        canvas.BlendFill(edge with { Height = 1 }, EdgeAbove);
        canvas.BlendFill(edge with { Top = edge.Bottom - 1, Height = 1 }, EdgeBelow);
        for (var y = edge.Top + 1; y < edge.Bottom - 1; y++)
        {
            var color = y < edge.Top + (edge.Height / 2) ? EdgeAbove : EdgeBelow;
            canvas.Blend(edge.Left, y, color);
            canvas.Blend(edge.Right - 1, y, color);
        }

        ScreenFont.WriteShadowed(canvas, name, text.Left, text.Top);
        return box;
    }

    /// <summary>An id's words with capitals, as "oak_log" is called "Oak Log".</summary>
    private static string NameOf(string id) =>
        string.Join(' ', id.Split('_').Select(word => word is "" or "and" ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
