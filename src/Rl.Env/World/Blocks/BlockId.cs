namespace Rl.Env.World.Blocks;

/// <summary>Blocks of the embedded world. The numbers are part of trajectory hashes: append, never reorder.</summary>
public enum BlockId : byte
{
    /// <summary>Nothing.</summary>
    Air,

    /// <summary>stone</summary>
    Stone,

    /// <summary>dirt</summary>
    Dirt,

    /// <summary>grass_block</summary>
    GrassBlock,

    /// <summary>sand</summary>
    Sand,

    /// <summary>gravel</summary>
    Gravel,

    /// <summary>sandstone</summary>
    Sandstone,

    /// <summary>bedrock</summary>
    Bedrock,

    /// <summary>water; not targetable, lets rays of sight through.</summary>
    Water,

    /// <summary>oak_log</summary>
    OakLog,

    /// <summary>oak_leaves; cut-out.</summary>
    OakLeaves,

    /// <summary>birch_log</summary>
    BirchLog,

    /// <summary>birch_leaves; cut-out.</summary>
    BirchLeaves,

    /// <summary>oak_planks</summary>
    OakPlanks,

    /// <summary>birch_planks</summary>
    BirchPlanks,

    /// <summary>cobblestone</summary>
    Cobblestone,

    /// <summary>crafting_table</summary>
    CraftingTable,

    /// <summary>furnace</summary>
    Furnace,

    /// <summary>coal_ore</summary>
    CoalOre,

    /// <summary>iron_ore</summary>
    IronOre,

    /// <summary>diamond_ore</summary>
    DiamondOre,
}
