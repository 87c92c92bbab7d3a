namespace Rl.Env.World.Blocks;

/// <summary>Items of the embedded world. The numbers are part of trajectory hashes: append, never reorder.</summary>
public enum ItemId : ushort
{
    /// <summary>An empty slot or hand.</summary>
    None,

    /// <summary>dirt</summary>
    Dirt,

    /// <summary>cobblestone</summary>
    Cobblestone,

    /// <summary>sand</summary>
    Sand,

    /// <summary>gravel</summary>
    Gravel,

    /// <summary>sandstone</summary>
    Sandstone,

    /// <summary>oak_log</summary>
    OakLog,

    /// <summary>birch_log</summary>
    BirchLog,

    /// <summary>oak_planks</summary>
    OakPlanks,

    /// <summary>birch_planks</summary>
    BirchPlanks,

    /// <summary>crafting_table</summary>
    CraftingTable,

    /// <summary>furnace</summary>
    Furnace,

    /// <summary>oak_sapling</summary>
    OakSapling,

    /// <summary>birch_sapling</summary>
    BirchSapling,

    /// <summary>stick</summary>
    Stick,

    /// <summary>apple</summary>
    Apple,

    /// <summary>flint</summary>
    Flint,

    /// <summary>coal</summary>
    Coal,

    /// <summary>iron_ore</summary>
    IronOre,

    /// <summary>diamond</summary>
    Diamond,

    /// <summary>wooden_pickaxe</summary>
    WoodenPickaxe,

    /// <summary>wooden_axe</summary>
    WoodenAxe,

    /// <summary>wooden_shovel</summary>
    WoodenShovel,

    /// <summary>stone_pickaxe</summary>
    StonePickaxe,

    /// <summary>stone_axe</summary>
    StoneAxe,

    /// <summary>stone_shovel</summary>
    StoneShovel,

    /// <summary>iron_pickaxe</summary>
    IronPickaxe,

    /// <summary>iron_axe</summary>
    IronAxe,

    /// <summary>iron_shovel</summary>
    IronShovel,

    /// <summary>diamond_pickaxe</summary>
    DiamondPickaxe,

    /// <summary>diamond_axe</summary>
    DiamondAxe,

    /// <summary>diamond_shovel</summary>
    DiamondShovel,
}
