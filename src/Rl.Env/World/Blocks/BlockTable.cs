namespace Rl.Env.World.Blocks;

/// <summary>The properties of every <see cref="BlockId"/>; figures of Minecraft 1.16.5.</summary>
public static class BlockTable
{
    private const float Unbreakable = -1f;

    private static readonly BlockProperties[] Table =
    [
        new("air", 0f, ToolKind.None, ToolTier.None, ItemId.None, IsSolid: false, IsOpaque: false),
        new("stone", 1.5f, ToolKind.Pickaxe, ToolTier.Wood, ItemId.Cobblestone),
        new("dirt", 0.5f, ToolKind.Shovel, ToolTier.None, ItemId.Dirt),
        new("grass_block", 0.6f, ToolKind.Shovel, ToolTier.None, ItemId.Dirt),
        new("sand", 0.5f, ToolKind.Shovel, ToolTier.None, ItemId.Sand),
        new("gravel", 0.6f, ToolKind.Shovel, ToolTier.None, ItemId.None),
        new("sandstone", 0.8f, ToolKind.Pickaxe, ToolTier.Wood, ItemId.Sandstone),
        new("bedrock", Unbreakable, ToolKind.None, ToolTier.None, ItemId.None),
        new("water", 100f, ToolKind.None, ToolTier.None, ItemId.None, IsSolid: false, IsOpaque: false),
        new("oak_log", 2f, ToolKind.Axe, ToolTier.None, ItemId.OakLog),
        new("oak_leaves", 0.2f, ToolKind.None, ToolTier.None, ItemId.None, IsOpaque: false),
        new("birch_log", 2f, ToolKind.Axe, ToolTier.None, ItemId.BirchLog),
        new("birch_leaves", 0.2f, ToolKind.None, ToolTier.None, ItemId.None, IsOpaque: false),
        new("oak_planks", 2f, ToolKind.Axe, ToolTier.None, ItemId.OakPlanks),
        new("birch_planks", 2f, ToolKind.Axe, ToolTier.None, ItemId.BirchPlanks),
        new("cobblestone", 2f, ToolKind.Pickaxe, ToolTier.Wood, ItemId.Cobblestone),
        new("crafting_table", 2.5f, ToolKind.Axe, ToolTier.None, ItemId.CraftingTable),
        new("furnace", 3.5f, ToolKind.Pickaxe, ToolTier.Wood, ItemId.Furnace),
        new("coal_ore", 3f, ToolKind.Pickaxe, ToolTier.Wood, ItemId.Coal),
        new("iron_ore", 3f, ToolKind.Pickaxe, ToolTier.Stone, ItemId.IronOre),
        new("diamond_ore", 3f, ToolKind.Pickaxe, ToolTier.Iron, ItemId.Diamond),
    ];

    private static readonly bool[] Solid = [.. Table.Select(properties => properties.IsSolid)];

    /// <summary>How many kinds of block there are.</summary>
    public static int Count => Table.Length;

    /// <summary>The properties of one kind of block.</summary>
    public static BlockProperties Of(BlockId block) => Table[(int)block];

    /// <summary>True if bodies collide with the block.</summary>
    public static bool IsSolid(BlockId block) => Solid[(int)block];

    /// <summary>True for the trunk of any tree.</summary>
    public static bool IsLog(BlockId block) => block is BlockId.OakLog or BlockId.BirchLog;

    /// <summary>True for the foliage of any tree.</summary>
    public static bool IsLeaves(BlockId block) => block is BlockId.OakLeaves or BlockId.BirchLeaves;
}
