using Rl.Env.World.Blocks;

namespace Rl.Env.World.Windows;

/// <summary>Blocks that open a window when used, and the two looks of a furnace.</summary>
internal static class WindowBlocks
{
    /// <summary>The window that a block opens.</summary>
    public static WindowKind Opens(BlockId block) => block switch
    {
        BlockId.CraftingTable => WindowKind.CraftingTable,
        BlockId.Furnace or BlockId.FurnaceSouth or BlockId.FurnaceWest or BlockId.FurnaceEast => WindowKind.Furnace,
        BlockId.LitFurnace or BlockId.LitFurnaceSouth or BlockId.LitFurnaceWest or BlockId.LitFurnaceEast => WindowKind.Furnace,
        BlockId.Chest or BlockId.ChestSouth or BlockId.ChestWest or BlockId.ChestEast => WindowKind.Chest,
        _ => WindowKind.None,
    };

    /// <summary>The furnace of the same facing that burns or does not; any other block is itself.</summary>
    public static BlockId WithFire(BlockId block, bool isLit) => (block, isLit) switch
    {
        (BlockId.Furnace or BlockId.LitFurnace, true) => BlockId.LitFurnace,
        (BlockId.Furnace or BlockId.LitFurnace, false) => BlockId.Furnace,
        (BlockId.FurnaceSouth or BlockId.LitFurnaceSouth, true) => BlockId.LitFurnaceSouth,
        (BlockId.FurnaceSouth or BlockId.LitFurnaceSouth, false) => BlockId.FurnaceSouth,
        (BlockId.FurnaceWest or BlockId.LitFurnaceWest, true) => BlockId.LitFurnaceWest,
        (BlockId.FurnaceWest or BlockId.LitFurnaceWest, false) => BlockId.FurnaceWest,
        (BlockId.FurnaceEast or BlockId.LitFurnaceEast, true) => BlockId.LitFurnaceEast,
        (BlockId.FurnaceEast or BlockId.LitFurnaceEast, false) => BlockId.FurnaceEast,
        _ => block,
    };
}
