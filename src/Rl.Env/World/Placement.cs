using Rl.Env.World.Blocks;
using Rl.Env.World.Volume;

namespace Rl.Env.World;

/// <summary>Which facing of a block is placed: torches and ladders by the face they are put to, furnaces and chests towards the player.</summary>
internal static class Placement
{
    /// <summary>The block to place; air if it cannot be put to that face.</summary>
    /// <param name="block">The block in its first facing.</param>
    /// <param name="face">The face that was aimed at.</param>
    /// <param name="yaw">Where the player looks, in degrees within ±180.</param>
    public static BlockId Facing(BlockId block, BlockFace face, float yaw) => block switch
    {
        BlockId.Torch => face switch
        {
            BlockFace.Up => BlockId.Torch,
            BlockFace.North => BlockId.WallTorchNorth,
            BlockFace.South => BlockId.WallTorchSouth,
            BlockFace.West => BlockId.WallTorchWest,
            BlockFace.East => BlockId.WallTorchEast,
            _ => BlockId.Air,
        },
        BlockId.LadderNorth => face switch
        {
            BlockFace.North => BlockId.LadderNorth,
            BlockFace.South => BlockId.LadderSouth,
            BlockFace.West => BlockId.LadderWest,
            BlockFace.East => BlockId.LadderEast,
            _ => BlockId.Air,
        },
        BlockId.Furnace => TowardsPlayer(yaw, BlockId.Furnace, BlockId.FurnaceSouth, BlockId.FurnaceWest, BlockId.FurnaceEast),
        BlockId.Chest => TowardsPlayer(yaw, BlockId.Chest, BlockId.ChestSouth, BlockId.ChestWest, BlockId.ChestEast),
        _ => block,
    };

    private static BlockId TowardsPlayer(float yaw, BlockId north, BlockId south, BlockId west, BlockId east) => yaw switch
    {
        // He looks south, so that what faces him faces north.
        >= -45 and < 45 => north,
        >= 45 and < 135 => east,
        >= -135 and < -45 => west,
        _ => south,
    };
}
