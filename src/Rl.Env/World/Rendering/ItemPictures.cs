using Rl.Env.World.Blocks;

namespace Rl.Env.World.Rendering;

/// <summary>How items look: the block they are, or a picture of their own.</summary>
internal static class ItemPictures
{
    private static readonly BlockId[] Blocks = [.. Enum.GetValues<ItemId>().Select(CubeOf)];

    private static readonly Picture?[] Pictures = DrawAll();

    /// <summary>The block as which an item is drawn, a small cube; air if it is drawn as a picture.</summary>
    public static BlockId BlockOf(ItemId item) => Blocks[(int)item];

    /// <summary>The picture of an item that is not drawn as a block. One that is has none, nor has <see cref="ItemId.None"/>.</summary>
    public static Picture PictureOf(ItemId item) =>
        Pictures[(int)item] ?? throw new ArgumentOutOfRangeException(nameof(item), item, "This item has no picture.");

    /// <summary>An item as a display shows it: its picture, or its block seen from above one edge.</summary>
    public static Picture DrawIcon(ItemId item) => BlockOf(item) == BlockId.Air
        ? PictureOf(item)
        : BlockView.Draw((origin, direction) => ItemModel.Trace(item, origin, direction, out _, out var color) ? color | 0xFF000000 : 0);

    /// <summary>Draws the pictures anew, by <see cref="ItemId"/>; null where the item is drawn as a block.</summary>
    public static Picture?[] DrawAll()
    {
        (ItemId Item, Picture Picture)[] drawn =
        [
            .. ToolPictures.DrawAll(),
            .. ArmourPictures.DrawAll(),
            .. MineralPictures.DrawAll(),
            .. FoodPictures.DrawAll(),
            .. MaterialPictures.DrawAll(),
            .. GearPictures.DrawAll(),
            .. CarpentryPictures.DrawAll(),
        ];
        var pictures = new Picture?[ItemTable.Count];
        foreach (var (item, picture) in drawn)
        {
            pictures[(int)item] = picture;
        }

        return pictures;
    }

    private static BlockId CubeOf(ItemId item)
    {
        // A small cube of glass would be a few dots; and a bed fills its cell in this world, but nobody would know it by that.
        var block = ItemTable.Of(item).Places;
        var isCube = BlockTable.Of(block).Shape == BlockShape.Cube && block is not (BlockId.Glass or BlockId.WhiteBed);
        return isCube ? block : BlockId.Air;
    }
}
