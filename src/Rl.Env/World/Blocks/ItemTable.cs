namespace Rl.Env.World.Blocks;

/// <summary>The properties of every <see cref="ItemId"/>; figures of Minecraft 1.16.5.</summary>
public static class ItemTable
{
    private static readonly ItemProperties[] Table =
    [
        new("air", StackSize: 0),
        new("dirt", BlockId.Dirt),
        new("cobblestone", BlockId.Cobblestone),
        new("sand", BlockId.Sand),
        new("gravel", BlockId.Gravel),
        new("sandstone", BlockId.Sandstone),
        new("oak_log", BlockId.OakLog),
        new("birch_log", BlockId.BirchLog),
        new("oak_planks", BlockId.OakPlanks),
        new("birch_planks", BlockId.BirchPlanks),
        new("crafting_table", BlockId.CraftingTable),
        new("furnace", BlockId.Furnace),
        new("oak_sapling"),
        new("birch_sapling"),
        new("stick"),
        new("apple"),
        new("flint"),
        new("coal"),
        new("iron_ore", BlockId.IronOre),
        new("diamond"),
        Tool("wooden_pickaxe", ToolKind.Pickaxe, ToolTier.Wood),
        Tool("wooden_axe", ToolKind.Axe, ToolTier.Wood),
        Tool("wooden_shovel", ToolKind.Shovel, ToolTier.Wood),
        Tool("stone_pickaxe", ToolKind.Pickaxe, ToolTier.Stone),
        Tool("stone_axe", ToolKind.Axe, ToolTier.Stone),
        Tool("stone_shovel", ToolKind.Shovel, ToolTier.Stone),
        Tool("iron_pickaxe", ToolKind.Pickaxe, ToolTier.Iron),
        Tool("iron_axe", ToolKind.Axe, ToolTier.Iron),
        Tool("iron_shovel", ToolKind.Shovel, ToolTier.Iron),
        Tool("diamond_pickaxe", ToolKind.Pickaxe, ToolTier.Diamond),
        Tool("diamond_axe", ToolKind.Axe, ToolTier.Diamond),
        Tool("diamond_shovel", ToolKind.Shovel, ToolTier.Diamond),
    ];

    /// <summary>How many kinds of item there are, the empty one included.</summary>
    public static int Count => Table.Length;

    /// <summary>The properties of one kind of item.</summary>
    public static ItemProperties Of(ItemId item) => Table[(int)item];

    private static ItemProperties Tool(string name, ToolKind kind, ToolTier tier) => new(name, StackSize: 1, Tool: kind, Tier: tier);
}
