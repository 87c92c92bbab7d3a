namespace Rl.Env.World.Blocks;

/// <summary>The properties of every <see cref="BlockId"/>; figures of Minecraft 1.16.5, hardness, tool and tier read in a source (V), drops from memory (Mh).</summary>
public static class BlockTable
{
    private const float Unbreakable = -1f;

    private static readonly BlockProperties[] Table =
    [
        new("air", 0f, ToolKind.None, ToolTier.None, ItemId.None, IsOpaque: false, Shape: BlockShape.None, IsReplaceable: true),
        new("stone", 1.5f, ToolKind.Pickaxe, ToolTier.Wood, ItemId.Cobblestone),
        new("dirt", 0.5f, ToolKind.Shovel, ToolTier.None, ItemId.Dirt),
        new("grass_block", 0.6f, ToolKind.Shovel, ToolTier.None, ItemId.Dirt),
        new("sand", 0.5f, ToolKind.Shovel, ToolTier.None, ItemId.Sand),
        new("gravel", 0.6f, ToolKind.Shovel, ToolTier.None, ItemId.None),
        new("sandstone", 0.8f, ToolKind.Pickaxe, ToolTier.Wood, ItemId.Sandstone),
        new("bedrock", Unbreakable, ToolKind.None, ToolTier.None, ItemId.None),
        new("water", 100f, ToolKind.None, ToolTier.None, ItemId.None, IsOpaque: false, Shape: BlockShape.Fluid, IsReplaceable: true),
        Log("oak_log", ItemId.OakLog),
        Leaves("oak_leaves"),
        Log("birch_log", ItemId.BirchLog),
        Leaves("birch_leaves"),
        new("oak_planks", 2f, ToolKind.Axe, ToolTier.None, ItemId.OakPlanks),
        new("birch_planks", 2f, ToolKind.Axe, ToolTier.None, ItemId.BirchPlanks),
        new("cobblestone", 2f, ToolKind.Pickaxe, ToolTier.Wood, ItemId.Cobblestone),
        new("crafting_table", 2.5f, ToolKind.Axe, ToolTier.None, ItemId.CraftingTable),
        Furnace(light: 0),
        new("coal_ore", 3f, ToolKind.Pickaxe, ToolTier.Wood, ItemId.Coal),
        new("iron_ore", 3f, ToolKind.Pickaxe, ToolTier.Stone, ItemId.IronOre),
        new("diamond_ore", 3f, ToolKind.Pickaxe, ToolTier.Iron, ItemId.Diamond),
        new("lava", 100f, ToolKind.None, ToolTier.None, ItemId.None, Shape: BlockShape.Fluid, Light: 15, IsReplaceable: true),
        new("granite", 1.5f, ToolKind.Pickaxe, ToolTier.Wood, ItemId.Granite),
        new("diorite", 1.5f, ToolKind.Pickaxe, ToolTier.Wood, ItemId.Diorite),
        new("andesite", 1.5f, ToolKind.Pickaxe, ToolTier.Wood, ItemId.Andesite),
        new("coarse_dirt", 0.5f, ToolKind.Shovel, ToolTier.None, ItemId.CoarseDirt),
        new("clay", 0.6f, ToolKind.Shovel, ToolTier.None, ItemId.None),
        new("snow", 0.1f, ToolKind.Shovel, ToolTier.Wood, ItemId.Snowball, IsOpaque: false, Shape: BlockShape.Layer, IsReplaceable: true),
        new("mossy_cobblestone", 2f, ToolKind.Pickaxe, ToolTier.Wood, ItemId.MossyCobblestone),
        new("obsidian", 50f, ToolKind.Pickaxe, ToolTier.Diamond, ItemId.Obsidian),
        new("gold_ore", 3f, ToolKind.Pickaxe, ToolTier.Iron, ItemId.GoldOre),
        new("lapis_ore", 3f, ToolKind.Pickaxe, ToolTier.Stone, ItemId.None),
        new("redstone_ore", 3f, ToolKind.Pickaxe, ToolTier.Iron, ItemId.None),
        new("emerald_ore", 3f, ToolKind.Pickaxe, ToolTier.Iron, ItemId.Emerald),
        Log("spruce_log", ItemId.SpruceLog),
        Leaves("spruce_leaves"),
        new("spruce_planks", 2f, ToolKind.Axe, ToolTier.None, ItemId.SprucePlanks),
        Chest(),
        Chest(),
        Chest(),
        Chest(),
        Furnace(light: 0),
        Furnace(light: 0),
        Furnace(light: 0),
        Furnace(light: 13),
        Furnace(light: 13),
        Furnace(light: 13),
        Furnace(light: 13),
        Torch("torch"),
        Torch("wall_torch"),
        Torch("wall_torch"),
        Torch("wall_torch"),
        Torch("wall_torch"),
        Plant("grass", ItemId.None, isReplaceable: true),
        Plant("fern", ItemId.None, isReplaceable: true),
        Plant("tall_grass", ItemId.None, isReplaceable: true),
        Plant("tall_grass", ItemId.None, isReplaceable: true),
        Plant("dandelion", ItemId.Dandelion),
        Plant("poppy", ItemId.Poppy),
        Plant("oak_sapling", ItemId.OakSapling),
        Plant("birch_sapling", ItemId.BirchSapling),
        Plant("spruce_sapling", ItemId.SpruceSapling),
        Plant("sugar_cane", ItemId.SugarCane),
        Plant("brown_mushroom", ItemId.BrownMushroom, light: 1),
        Plant("red_mushroom", ItemId.RedMushroom),
        Plant("dead_bush", ItemId.None, isReplaceable: true),
        new("ice", 0.5f, ToolKind.Pickaxe, ToolTier.None, ItemId.None),
        new("glass", 0.3f, ToolKind.None, ToolTier.None, ItemId.None, IsOpaque: false),
        new("cactus", 0.4f, ToolKind.None, ToolTier.None, ItemId.Cactus),
        new("white_wool", 0.8f, ToolKind.Shears, ToolTier.None, ItemId.WhiteWool),
        new("white_bed", 0.2f, ToolKind.None, ToolTier.None, ItemId.WhiteBed),
        Ladder(),
        Ladder(),
        Ladder(),
        Ladder(),
        new("pumpkin", 1f, ToolKind.Axe, ToolTier.None, ItemId.Pumpkin),
        new("melon", 1f, ToolKind.Axe, ToolTier.None, ItemId.None),
        new("iron_block", 5f, ToolKind.Pickaxe, ToolTier.Stone, ItemId.IronBlock),
        new("coal_block", 5f, ToolKind.Pickaxe, ToolTier.Wood, ItemId.CoalBlock),
        new("spawner", 5f, ToolKind.Pickaxe, ToolTier.Wood, ItemId.None, IsOpaque: false),
        new("cobweb", 4f, ToolKind.Sword, ToolTier.Wood, ItemId.String, IsOpaque: false, Shape: BlockShape.Cross),
    ];

    private static readonly bool[] Solid = [.. Table.Select(properties => properties.IsSolid)];

    private static readonly bool[] Targetable = [.. Table.Select(properties => properties.IsTargetable)];

    /// <summary>How many kinds of block there are.</summary>
    public static int Count => Table.Length;

    /// <summary>The properties of one kind of block.</summary>
    public static BlockProperties Of(BlockId block) => Table[(int)block];

    /// <summary>True if bodies collide with the block.</summary>
    public static bool IsSolid(BlockId block) => Solid[(int)block];

    /// <summary>True if the crosshair stops at the block.</summary>
    public static bool IsTargetable(BlockId block) => Targetable[(int)block];

    /// <summary>True for the trunk of any tree.</summary>
    public static bool IsLog(BlockId block) => block is BlockId.OakLog or BlockId.BirchLog or BlockId.SpruceLog;

    /// <summary>True for the foliage of any tree.</summary>
    public static bool IsLeaves(BlockId block) => block is BlockId.OakLeaves or BlockId.BirchLeaves or BlockId.SpruceLeaves;

    /// <summary>True for a furnace, whatever its facing, lit or not.</summary>
    public static bool IsFurnace(BlockId block) => block is BlockId.Furnace or (>= BlockId.FurnaceSouth and <= BlockId.LitFurnaceEast);

    /// <summary>True for a chest, whatever its facing.</summary>
    public static bool IsChest(BlockId block) => block is >= BlockId.Chest and <= BlockId.ChestEast;

    /// <summary>True for a torch, upright or on a wall.</summary>
    public static bool IsTorch(BlockId block) => block is >= BlockId.Torch and <= BlockId.WallTorchEast;

    private static BlockProperties Log(string name, ItemId drop) => new(name, 2f, ToolKind.Axe, ToolTier.None, drop);

    private static BlockProperties Leaves(string name) => new(name, 0.2f, ToolKind.Hoe, ToolTier.None, ItemId.None, IsOpaque: false);

    private static BlockProperties Chest() => new("chest", 2.5f, ToolKind.Axe, ToolTier.None, ItemId.Chest);

    private static BlockProperties Furnace(int light) => new("furnace", 3.5f, ToolKind.Pickaxe, ToolTier.Wood, ItemId.Furnace, Light: light);

    private static BlockProperties Torch(string name) =>
        new(name, 0f, ToolKind.None, ToolTier.None, ItemId.Torch, IsOpaque: false, Shape: BlockShape.Torch, Light: 14);

    private static BlockProperties Plant(string name, ItemId drop, int light = 0, bool isReplaceable = false) =>
        new(name, 0f, ToolKind.None, ToolTier.None, drop, IsOpaque: false, Shape: BlockShape.Cross, Light: light, IsReplaceable: isReplaceable);

    private static BlockProperties Ladder() =>
        new("ladder", 0.4f, ToolKind.Axe, ToolTier.None, ItemId.Ladder, IsOpaque: false, Shape: BlockShape.Plate);
}
