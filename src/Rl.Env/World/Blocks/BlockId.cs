namespace Rl.Env.World.Blocks;

/// <summary>Blocks of the embedded world, at most 127. The numbers are part of trajectory hashes: append, never reorder.</summary>
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

    /// <summary>lava; not targetable, gives light, burns.</summary>
    Lava,

    /// <summary>granite</summary>
    Granite,

    /// <summary>diorite</summary>
    Diorite,

    /// <summary>andesite</summary>
    Andesite,

    /// <summary>coarse_dirt</summary>
    CoarseDirt,

    /// <summary>clay</summary>
    Clay,

    /// <summary>snow, one layer; bodies pass through.</summary>
    Snow,

    /// <summary>mossy_cobblestone</summary>
    MossyCobblestone,

    /// <summary>obsidian</summary>
    Obsidian,

    /// <summary>gold_ore</summary>
    GoldOre,

    /// <summary>lapis_ore</summary>
    LapisOre,

    /// <summary>redstone_ore</summary>
    RedstoneOre,

    /// <summary>emerald_ore</summary>
    EmeraldOre,

    /// <summary>spruce_log</summary>
    SpruceLog,

    /// <summary>spruce_leaves; cut-out.</summary>
    SpruceLeaves,

    /// <summary>spruce_planks</summary>
    SprucePlanks,

    /// <summary>chest, its latch to the north.</summary>
    Chest,

    /// <summary>chest, its latch to the south.</summary>
    ChestSouth,

    /// <summary>chest, its latch to the west.</summary>
    ChestWest,

    /// <summary>chest, its latch to the east.</summary>
    ChestEast,

    /// <summary>furnace, its mouth to the south; that of <see cref="Furnace"/> is to the north.</summary>
    FurnaceSouth,

    /// <summary>furnace, its mouth to the west.</summary>
    FurnaceWest,

    /// <summary>furnace, its mouth to the east.</summary>
    FurnaceEast,

    /// <summary>furnace that burns, its mouth to the north.</summary>
    LitFurnace,

    /// <summary>furnace that burns, its mouth to the south.</summary>
    LitFurnaceSouth,

    /// <summary>furnace that burns, its mouth to the west.</summary>
    LitFurnaceWest,

    /// <summary>furnace that burns, its mouth to the east.</summary>
    LitFurnaceEast,

    /// <summary>torch, on the block below.</summary>
    Torch,

    /// <summary>wall_torch that leans to the north, on the block to its south.</summary>
    WallTorchNorth,

    /// <summary>wall_torch that leans to the south, on the block to its north.</summary>
    WallTorchSouth,

    /// <summary>wall_torch that leans to the west, on the block to its east.</summary>
    WallTorchWest,

    /// <summary>wall_torch that leans to the east, on the block to its west.</summary>
    WallTorchEast,

    /// <summary>grass, the plant.</summary>
    Grass,

    /// <summary>fern</summary>
    Fern,

    /// <summary>tall_grass, lower half.</summary>
    TallGrass,

    /// <summary>tall_grass, upper half.</summary>
    TallGrassUpper,

    /// <summary>dandelion</summary>
    Dandelion,

    /// <summary>poppy</summary>
    Poppy,

    /// <summary>oak_sapling</summary>
    OakSapling,

    /// <summary>birch_sapling</summary>
    BirchSapling,

    /// <summary>spruce_sapling</summary>
    SpruceSapling,

    /// <summary>sugar_cane</summary>
    SugarCane,

    /// <summary>brown_mushroom</summary>
    BrownMushroom,

    /// <summary>red_mushroom</summary>
    RedMushroom,

    /// <summary>dead_bush</summary>
    DeadBush,

    /// <summary>ice</summary>
    Ice,

    /// <summary>glass; cut-out.</summary>
    Glass,

    /// <summary>cactus; pricks.</summary>
    Cactus,

    /// <summary>white_wool</summary>
    WhiteWool,

    /// <summary>white_bed</summary>
    WhiteBed,

    /// <summary>ladder that faces north, on the block to its south.</summary>
    LadderNorth,

    /// <summary>ladder that faces south, on the block to its north.</summary>
    LadderSouth,

    /// <summary>ladder that faces west, on the block to its east.</summary>
    LadderWest,

    /// <summary>ladder that faces east, on the block to its west.</summary>
    LadderEast,

    /// <summary>pumpkin</summary>
    Pumpkin,

    /// <summary>melon</summary>
    Melon,

    /// <summary>iron_block</summary>
    IronBlock,

    /// <summary>coal_block</summary>
    CoalBlock,

    /// <summary>spawner; cut-out.</summary>
    Spawner,

    /// <summary>cobweb</summary>
    Cobweb,
}
