using System.Numerics;
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
            icons[(int)item] = item == ItemId.None ? null : DrawIcon(item);
        }

        return icons;
    }

    private static Picture DrawIcon(ItemId item)
    {
        if (ItemPictures.BlockOf(item) == BlockId.Air)
        {
            return ItemPictures.PictureOf(item);
        }

        // Looking down 30 degrees at the edge between two sides, without perspective.
        var direction = Vector3.Normalize(new Vector3(-1, -0.82f, -1));
        var right = Vector3.Normalize(new Vector3(1, 0, -1));
        var up = Vector3.Normalize(Vector3.Cross(direction, right)) * -1;
        var icon = new Picture();
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var across = (x - 7.5f) / 7.5f * 0.72f;
                var upwards = (7.5f - y) / 7.5f * 0.83f;
                var origin = new Vector3(0.5f) - (direction * 3) + (across * right) + (upwards * up);
                if (ItemModel.Trace(item, origin, direction, out _, out var color))
                {
                    icon[x, y] = color | 0xFF000000;
                }
            }
        }

        return icon;
    }
}
