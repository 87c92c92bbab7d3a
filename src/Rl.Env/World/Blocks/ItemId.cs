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

    /// <summary>stone</summary>
    Stone,

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

    /// <summary>clay_ball</summary>
    ClayBall,

    /// <summary>snowball</summary>
    Snowball,

    /// <summary>mossy_cobblestone</summary>
    MossyCobblestone,

    /// <summary>obsidian</summary>
    Obsidian,

    /// <summary>gold_ore</summary>
    GoldOre,

    /// <summary>lapis_lazuli</summary>
    LapisLazuli,

    /// <summary>redstone</summary>
    Redstone,

    /// <summary>emerald</summary>
    Emerald,

    /// <summary>spruce_log</summary>
    SpruceLog,

    /// <summary>spruce_planks</summary>
    SprucePlanks,

    /// <summary>spruce_sapling</summary>
    SpruceSapling,

    /// <summary>chest</summary>
    Chest,

    /// <summary>torch</summary>
    Torch,

    /// <summary>charcoal</summary>
    Charcoal,

    /// <summary>iron_ingot</summary>
    IronIngot,

    /// <summary>gold_ingot</summary>
    GoldIngot,

    /// <summary>wheat_seeds</summary>
    WheatSeeds,

    /// <summary>wheat</summary>
    Wheat,

    /// <summary>bread</summary>
    Bread,

    /// <summary>dandelion</summary>
    Dandelion,

    /// <summary>poppy</summary>
    Poppy,

    /// <summary>sugar_cane</summary>
    SugarCane,

    /// <summary>brown_mushroom</summary>
    BrownMushroom,

    /// <summary>red_mushroom</summary>
    RedMushroom,

    /// <summary>glass</summary>
    Glass,

    /// <summary>cactus</summary>
    Cactus,

    /// <summary>white_wool</summary>
    WhiteWool,

    /// <summary>white_bed</summary>
    WhiteBed,

    /// <summary>ladder</summary>
    Ladder,

    /// <summary>pumpkin</summary>
    Pumpkin,

    /// <summary>melon</summary>
    Melon,

    /// <summary>melon_slice</summary>
    MelonSlice,

    /// <summary>iron_block</summary>
    IronBlock,

    /// <summary>coal_block</summary>
    CoalBlock,

    /// <summary>string</summary>
#pragma warning disable CA1720 // The item's name; members are named as the game names its items.
    String,
#pragma warning restore CA1720

    /// <summary>feather</summary>
    Feather,

    /// <summary>leather</summary>
    Leather,

    /// <summary>bone</summary>
    Bone,

    /// <summary>gunpowder</summary>
    Gunpowder,

    /// <summary>arrow</summary>
    Arrow,

    /// <summary>egg</summary>
    Egg,

    /// <summary>brick</summary>
    Brick,

    /// <summary>paper</summary>
    Paper,

    /// <summary>porkchop</summary>
    Porkchop,

    /// <summary>cooked_porkchop</summary>
    CookedPorkchop,

    /// <summary>beef</summary>
    Beef,

    /// <summary>cooked_beef</summary>
    CookedBeef,

    /// <summary>chicken</summary>
    Chicken,

    /// <summary>cooked_chicken</summary>
    CookedChicken,

    /// <summary>mutton</summary>
    Mutton,

    /// <summary>cooked_mutton</summary>
    CookedMutton,

    /// <summary>rotten_flesh</summary>
    RottenFlesh,

    /// <summary>golden_pickaxe</summary>
    GoldenPickaxe,

    /// <summary>golden_axe</summary>
    GoldenAxe,

    /// <summary>golden_shovel</summary>
    GoldenShovel,

    /// <summary>wooden_sword</summary>
    WoodenSword,

    /// <summary>stone_sword</summary>
    StoneSword,

    /// <summary>iron_sword</summary>
    IronSword,

    /// <summary>golden_sword</summary>
    GoldenSword,

    /// <summary>diamond_sword</summary>
    DiamondSword,

    /// <summary>wooden_hoe</summary>
    WoodenHoe,

    /// <summary>stone_hoe</summary>
    StoneHoe,

    /// <summary>iron_hoe</summary>
    IronHoe,

    /// <summary>golden_hoe</summary>
    GoldenHoe,

    /// <summary>diamond_hoe</summary>
    DiamondHoe,

    /// <summary>bucket</summary>
    Bucket,

    /// <summary>water_bucket</summary>
    WaterBucket,

    /// <summary>lava_bucket</summary>
    LavaBucket,

    /// <summary>shield</summary>
    Shield,

    /// <summary>shears</summary>
    Shears,

    /// <summary>flint_and_steel</summary>
    FlintAndSteel,

    /// <summary>bow</summary>
    Bow,

    /// <summary>bowl</summary>
    Bowl,

    /// <summary>lever</summary>
    Lever,

    /// <summary>green_dye</summary>
    GreenDye,

    /// <summary>leather_helmet</summary>
    LeatherHelmet,

    /// <summary>leather_chestplate</summary>
    LeatherChestplate,

    /// <summary>leather_leggings</summary>
    LeatherLeggings,

    /// <summary>leather_boots</summary>
    LeatherBoots,

    /// <summary>iron_helmet</summary>
    IronHelmet,

    /// <summary>iron_chestplate</summary>
    IronChestplate,

    /// <summary>iron_leggings</summary>
    IronLeggings,

    /// <summary>iron_boots</summary>
    IronBoots,

    /// <summary>golden_helmet</summary>
    GoldenHelmet,

    /// <summary>golden_chestplate</summary>
    GoldenChestplate,

    /// <summary>golden_leggings</summary>
    GoldenLeggings,

    /// <summary>golden_boots</summary>
    GoldenBoots,

    /// <summary>diamond_helmet</summary>
    DiamondHelmet,

    /// <summary>diamond_chestplate</summary>
    DiamondChestplate,

    /// <summary>diamond_leggings</summary>
    DiamondLeggings,

    /// <summary>diamond_boots</summary>
    DiamondBoots,

    /// <summary>oak_slab</summary>
    OakSlab,

    /// <summary>oak_stairs</summary>
    OakStairs,

    /// <summary>oak_door</summary>
    OakDoor,

    /// <summary>oak_trapdoor</summary>
    OakTrapdoor,

    /// <summary>oak_fence</summary>
    OakFence,

    /// <summary>oak_sign</summary>
    OakSign,

    /// <summary>oak_boat</summary>
    OakBoat,

    /// <summary>oak_button</summary>
    OakButton,

    /// <summary>oak_pressure_plate</summary>
    OakPressurePlate,

    /// <summary>oak_wood</summary>
    OakWood,

    /// <summary>birch_slab</summary>
    BirchSlab,

    /// <summary>birch_stairs</summary>
    BirchStairs,

    /// <summary>birch_door</summary>
    BirchDoor,

    /// <summary>birch_trapdoor</summary>
    BirchTrapdoor,

    /// <summary>birch_fence</summary>
    BirchFence,

    /// <summary>birch_sign</summary>
    BirchSign,

    /// <summary>birch_boat</summary>
    BirchBoat,

    /// <summary>birch_button</summary>
    BirchButton,

    /// <summary>birch_pressure_plate</summary>
    BirchPressurePlate,

    /// <summary>birch_wood</summary>
    BirchWood,

    /// <summary>spruce_slab</summary>
    SpruceSlab,

    /// <summary>spruce_stairs</summary>
    SpruceStairs,

    /// <summary>spruce_door</summary>
    SpruceDoor,

    /// <summary>spruce_trapdoor</summary>
    SpruceTrapdoor,

    /// <summary>spruce_fence</summary>
    SpruceFence,

    /// <summary>spruce_sign</summary>
    SpruceSign,

    /// <summary>spruce_boat</summary>
    SpruceBoat,

    /// <summary>spruce_button</summary>
    SpruceButton,

    /// <summary>spruce_pressure_plate</summary>
    SprucePressurePlate,

    /// <summary>spruce_wood</summary>
    SpruceWood,

    /// <summary>snow_block</summary>
    SnowBlock,

    /// <summary>bricks</summary>
    Bricks,

    /// <summary>stone_pressure_plate</summary>
    StonePressurePlate,

    /// <summary>cobblestone_slab</summary>
    CobblestoneSlab,

    /// <summary>cobblestone_stairs</summary>
    CobblestoneStairs,
}
