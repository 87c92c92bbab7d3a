using Rl.Env.World.Blocks;
using Rl.Env.World.Volume;

namespace Rl.Env.World.Rendering;

/// <summary>Which texture every face of every block wears.</summary>
internal static class BlockSkin
{
    /// <summary>The texture of a face. A block without a skin, air included, is refused: it must not look like another.</summary>
    public static BlockTexture Of(BlockId block, BlockFace face) => block switch
    {
        BlockId.Stone => BlockTexture.Stone,
        BlockId.Dirt => BlockTexture.Dirt,
        BlockId.GrassBlock => ByHeight(face, BlockTexture.GrassTop, BlockTexture.GrassSide, BlockTexture.Dirt),
        BlockId.Sand => BlockTexture.Sand,
        BlockId.Gravel => BlockTexture.Gravel,
        BlockId.Sandstone => Ends(face, BlockTexture.SandstoneTop, BlockTexture.SandstoneSide),
        BlockId.Bedrock => BlockTexture.Bedrock,
        BlockId.Water => BlockTexture.Water,
        BlockId.OakLog => Ends(face, BlockTexture.OakRings, BlockTexture.OakBark),
        BlockId.OakLeaves => BlockTexture.OakLeaves,
        BlockId.BirchLog => Ends(face, BlockTexture.BirchRings, BlockTexture.BirchBark),
        BlockId.BirchLeaves => BlockTexture.BirchLeaves,
        BlockId.OakPlanks => BlockTexture.OakPlanks,
        BlockId.BirchPlanks => BlockTexture.BirchPlanks,
        BlockId.Cobblestone => BlockTexture.Cobblestone,
        BlockId.CraftingTable => Ends(
            face, BlockTexture.TableTop, face is BlockFace.North or BlockFace.South ? BlockTexture.TableFront : BlockTexture.TableSide),
        BlockId.CoalOre => BlockTexture.CoalOre,
        BlockId.IronOre => BlockTexture.IronOre,
        BlockId.DiamondOre => BlockTexture.DiamondOre,
        BlockId.Lava => BlockTexture.Lava,
        BlockId.Granite => BlockTexture.Granite,
        BlockId.Diorite => BlockTexture.Diorite,
        BlockId.Andesite => BlockTexture.Andesite,
        BlockId.CoarseDirt => BlockTexture.CoarseDirt,
        BlockId.Clay => BlockTexture.Clay,
        BlockId.Snow => BlockTexture.Snow,
        BlockId.MossyCobblestone => BlockTexture.MossyCobblestone,
        BlockId.Obsidian => BlockTexture.Obsidian,
        BlockId.GoldOre => BlockTexture.GoldOre,
        BlockId.LapisOre => BlockTexture.LapisOre,
        BlockId.RedstoneOre => BlockTexture.RedstoneOre,
        BlockId.EmeraldOre => BlockTexture.EmeraldOre,
        BlockId.SpruceLog => Ends(face, BlockTexture.SpruceRings, BlockTexture.SpruceBark),
        BlockId.SpruceLeaves => BlockTexture.SpruceLeaves,
        BlockId.SprucePlanks => BlockTexture.SprucePlanks,
        BlockId.Torch or BlockId.WallTorchNorth or BlockId.WallTorchSouth or BlockId.WallTorchWest or BlockId.WallTorchEast =>
            ByHeight(face, BlockTexture.TorchFlame, BlockTexture.TorchPost, BlockTexture.TorchFoot),
        BlockId.Grass => BlockTexture.Grass,
        BlockId.Fern => BlockTexture.Fern,
        BlockId.TallGrass => BlockTexture.TallGrass,
        BlockId.TallGrassUpper => BlockTexture.TallGrassUpper,
        BlockId.Dandelion => BlockTexture.Dandelion,
        BlockId.Poppy => BlockTexture.Poppy,
        BlockId.OakSapling => BlockTexture.OakSapling,
        BlockId.BirchSapling => BlockTexture.BirchSapling,
        BlockId.SpruceSapling => BlockTexture.SpruceSapling,
        BlockId.SugarCane => BlockTexture.SugarCane,
        BlockId.BrownMushroom => BlockTexture.BrownMushroom,
        BlockId.RedMushroom => BlockTexture.RedMushroom,
        BlockId.DeadBush => BlockTexture.DeadBush,
        BlockId.Ice => BlockTexture.Ice,
        BlockId.Glass => BlockTexture.Glass,
        BlockId.Cactus => Ends(face, BlockTexture.CactusTop, BlockTexture.CactusSide),
        BlockId.WhiteWool => BlockTexture.WhiteWool,
        BlockId.WhiteBed => ByHeight(face, BlockTexture.BedTop, BlockTexture.BedSide, BlockTexture.OakPlanks),
        BlockId.LadderNorth or BlockId.LadderSouth or BlockId.LadderWest or BlockId.LadderEast => BlockTexture.Ladder,
        BlockId.Pumpkin => Ends(face, BlockTexture.PumpkinTop, BlockTexture.PumpkinSide),
        BlockId.Melon => Ends(face, BlockTexture.MelonTop, BlockTexture.MelonSide),
        BlockId.IronBlock => BlockTexture.IronBlock,
        BlockId.CoalBlock => BlockTexture.CoalBlock,
        BlockId.Spawner => BlockTexture.Spawner,
        BlockId.Cobweb => BlockTexture.Cobweb,
        _ when BlockTable.IsChest(block) => Ends(
            face, BlockTexture.ChestTop, face == FrontOf(block) ? BlockTexture.ChestFront : BlockTexture.ChestSide),
        _ when BlockTable.IsFurnace(block) => Ends(
            face, BlockTexture.FurnaceTop, face == FrontOf(block) ? MouthOf(block) : BlockTexture.FurnaceSide),
        _ => throw new ArgumentOutOfRangeException(nameof(block), block, "This block has no skin."),
    };

    /// <summary>The face with the latch of a chest or the mouth of a furnace; down for a block that is alike all around.</summary>
    public static BlockFace FrontOf(BlockId block) => block switch
    {
        BlockId.Chest or BlockId.Furnace or BlockId.LitFurnace => BlockFace.North,
        BlockId.ChestSouth or BlockId.FurnaceSouth or BlockId.LitFurnaceSouth => BlockFace.South,
        BlockId.ChestWest or BlockId.FurnaceWest or BlockId.LitFurnaceWest => BlockFace.West,
        BlockId.ChestEast or BlockId.FurnaceEast or BlockId.LitFurnaceEast => BlockFace.East,
        _ => BlockFace.Down,
    };

    private static BlockTexture MouthOf(BlockId furnace) =>
        furnace is >= BlockId.LitFurnace and <= BlockId.LitFurnaceEast ? BlockTexture.FurnaceFire : BlockTexture.FurnaceFront;

    private static BlockTexture Ends(BlockFace face, BlockTexture ends, BlockTexture sides) => ByHeight(face, ends, sides, ends);

    private static BlockTexture ByHeight(BlockFace face, BlockTexture top, BlockTexture sides, BlockTexture bottom) => face switch
    {
        BlockFace.Up => top,
        BlockFace.Down => bottom,
        _ => sides,
    };
}
