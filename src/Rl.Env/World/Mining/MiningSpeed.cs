using Rl.Env.World.Blocks;

namespace Rl.Env.World.Mining;

/// <summary>How fast a block gives way.</summary>
internal static class MiningSpeed
{
    private const float HarvestDivisor = 30f;
    private const float RuinDivisor = 100f;
    private const float HindranceFactor = 5f;

    /// <summary>Progress of one tick; the block breaks when the sum reaches 1. 0 for what cannot be broken.</summary>
    public static float ProgressPerTick(BlockProperties block, ItemProperties held, bool eyeInWater, bool onGround)
    {
        if (block.Hardness < 0)
        {
            return 0;
        }

        var speed = block.Tool != ToolKind.None && held.Tool == block.Tool ? held.Speed : 1f;
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
        block.MinimumTier == ToolTier.None || (held.Tool == block.Tool && held.HarvestTier >= block.MinimumTier);
}
