using Rl.Env.World.Blocks;

namespace Rl.Env.World.Mining;

/// <summary>How fast a block gives way.</summary>
internal static class MiningSpeed
{
    /// <summary>Ticks that a block of hardness 1 takes a fitting tool of speed 1. V</summary>
    private const float HarvestDivisor = 30f;

    /// <summary>The same with a tool that gets nothing out of it. V</summary>
    private const float RuinDivisor = 100f;

    /// <summary>What water before the eyes slows work down by, and no ground under the feet once more. Mh</summary>
    private const float HindranceFactor = 5f;

    /// <summary>Speed of shears on foliage, and of shears and swords on cobwebs. V</summary>
    private const float CuttingSpeed = 15f;

    /// <summary>Progress of one tick; the block breaks when the sum reaches 1. 0 for what cannot be broken.</summary>
    public static float ProgressPerTick(BlockProperties block, ItemProperties held, bool eyeInWater, bool onGround)
    {
        if (block.Hardness < 0)
        {
            return 0;
        }

        var speed = Speed(block.Tool, held);
        if (eyeInWater)
        {
            speed /= HindranceFactor;
        }

        if (!onGround)
        {
            speed /= HindranceFactor;
        }

        return speed / block.Hardness / (CanHarvest(block, held) ? HarvestDivisor : RuinDivisor);
    }

    /// <summary>True if the block drops something when broken with the held item.</summary>
    public static bool CanHarvest(BlockProperties block, ItemProperties held) =>
        block.MinimumTier == ToolTier.None || (Fits(block.Tool, held.Tool) && held.HarvestTier >= block.MinimumTier);

    /// <summary>Shears take cobwebs as swords do.</summary>
    private static bool Fits(ToolKind tool, ToolKind held) => held == tool || (tool == ToolKind.Sword && held == ToolKind.Shears);

    /// <summary>
    /// Speed of the held item on blocks made for a tool. What is made for hoes is foliage, for swords cobwebs, for shears wool.
    /// </summary>
    private static float Speed(ToolKind tool, ItemProperties held) => (tool, held.Tool) switch
    {
        (ToolKind.None, _) => 1f,
        (ToolKind.Sword, ToolKind.Sword or ToolKind.Shears) => CuttingSpeed,
        (ToolKind.Hoe, ToolKind.Shears) => CuttingSpeed,
        (ToolKind.Hoe, ToolKind.Sword) => held.Speed,
        var (made, inHand) => made == inHand ? held.Speed : 1f,
    };
}
