using Rl.Env.World.Blocks;
using static Rl.Env.World.Rendering.Picture;

namespace Rl.Env.World.Rendering;

/// <summary>
/// How stacks look in a slot: an icon of 16 × 16, a tool's wear, the count. Icons are drawn once for the process, read-only afterwards.
/// </summary>
internal static class ItemIcons
{
    private const int WearWidth = 13;

    private static readonly Picture?[] Icons = DrawAll();

    /// <summary>An item's icon: its picture, or the block seen from above one edge.</summary>
    public static Picture Of(ItemId item) => Icons[(int)item]!;

    /// <summary>Draws a stack from its icon's upper left corner; a count reaches one pixel farther than the icon, right and down.</summary>
    public static void Draw(ScreenCanvas canvas, ItemStack stack, int left, int top)
    {
        canvas.Draw(Of(stack.Item), left, top);
        var uses = ItemTable.Of(stack.Item).Uses;
        if (uses > 0 && stack.Damage > 0)
        {
            var width = (int)Math.Round((double)WearWidth * (uses - stack.Damage) / uses);
            canvas.Fill(new ScreenArea(left + 2, top + 13, WearWidth, 2), Rgb(0, 0, 0));
            canvas.Fill(
                new ScreenArea(left + 2, top + 13, width, 1), Rgb(255 - (width * 255 / WearWidth), width * 255 / WearWidth, 0));
        }

        if (stack.Count > 1)
        {
            ScreenFont.WriteNumber(canvas, stack.Count, left + 17, top + 9);
        }
    }

    private static Picture?[] DrawAll()
    {
        var icons = new Picture?[ItemTable.Count];
        foreach (var item in Enum.GetValues<ItemId>())
        {
            icons[(int)item] = item == ItemId.None ? null : ItemPictures.DrawIcon(item);
        }

        return icons;
    }
}
