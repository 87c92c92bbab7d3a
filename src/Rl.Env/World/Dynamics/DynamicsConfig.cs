namespace Rl.Env.World.Dynamics;

/// <summary>
/// How blocks move by themselves, in blocks and ticks of 50 ms; the defaults are Minecraft 1.16.5. Marks: Mh from memory with high
/// confidence.
/// </summary>
public sealed record DynamicsConfig
{
    /// <summary>The meadow's blocks, which recorded games depend on: they stay where they are.</summary>
    public static DynamicsConfig Meadow { get; } = new() { BlocksMove = false };

    /// <summary>False leaves every block where it is: nothing falls, pops off, decays or flows.</summary>
    public bool BlocksMove { get; init; } = true;

    /// <summary>Ticks from the loss of its ground to a loose block's fall. Mh</summary>
    public int FallDelayTicks { get; init; } = 2;

    /// <summary>Acceleration of a falling block, blocks per tick². Mh</summary>
    public double FallGravity { get; init; } = 0.04;

    /// <summary>Share of speed that a falling block keeps per tick. Mh</summary>
    public double FallDrag { get; init; } = 0.98;

    /// <summary>Width and height of a falling block. Mh</summary>
    public double FallSize { get; init; } = 0.98;

    /// <summary>Steps through leaves within which a trunk keeps a leaf alive. Mh</summary>
    public int LeafReach { get; init; } = 6;

    /// <summary>Cells of 4096 that a random tick visits per tick. Mh</summary>
    public int RandomTicks { get; init; } = 3;

    /// <summary>Ticks that water takes for a step. Mh</summary>
    public int WaterStepTicks { get; init; } = 5;

    /// <summary>Ticks that lava takes for a step. Mh</summary>
    public int LavaStepTicks { get; init; } = 30;

    /// <summary>Checks that every figure can be played.</summary>
    public DynamicsConfig Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(FallDelayTicks);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(FallGravity);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LeafReach);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(LeafReach, LeafDecay.MaximumReach);
        ArgumentOutOfRangeException.ThrowIfNegative(RandomTicks);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(WaterStepTicks);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LavaStepTicks);
        return this;
    }
}
