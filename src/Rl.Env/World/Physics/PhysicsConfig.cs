namespace Rl.Env.World.Physics;

/// <summary>How bodies move, in blocks and ticks of 50 ms; the defaults are Minecraft 1.16.5.</summary>
public sealed record PhysicsConfig
{
    /// <summary>Width of the player's box.</summary>
    public double PlayerWidth { get; init; } = 0.6;

    /// <summary>Height of the player's box.</summary>
    public double PlayerHeight { get; init; } = 1.8;

    /// <summary>Eye above the feet.</summary>
    public double EyeHeight { get; init; } = 1.62;

    /// <summary>Fall acceleration, blocks per tick².</summary>
    public double Gravity { get; init; } = 0.08;

    /// <summary>Share of vertical speed kept per tick in air.</summary>
    public double VerticalDrag { get; init; } = 0.98;

    /// <summary>Share of horizontal speed kept per tick in air.</summary>
    public double HorizontalDrag { get; init; } = 0.91;

    /// <summary>Further share of horizontal speed kept per tick on the ground.</summary>
    public double Slipperiness { get; init; } = 0.6;

    /// <summary>Acceleration of a walk on the ground.</summary>
    public double WalkAcceleration { get; init; } = 0.1;

    /// <summary>Acceleration in air.</summary>
    public double AirAcceleration { get; init; } = 0.02;

    /// <summary>Sprint's factor on both accelerations.</summary>
    public double SprintFactor { get; init; } = 1.3;

    /// <summary>What one held movement key contributes along its axis.</summary>
    public double KeyInput { get; init; } = 0.98;

    /// <summary>Upward speed of a jump, blocks per tick.</summary>
    public double JumpVelocity { get; init; } = 0.42;

    /// <summary>Forward speed that a jump adds in a sprint.</summary>
    public double SprintJumpBoost { get; init; } = 0.2;

    /// <summary>Ticks between two jumps while the key is held.</summary>
    public int JumpRepeatTicks { get; init; } = 10;

    /// <summary>Ticks within which a second press of forward starts a sprint.</summary>
    public int DoubleTapTicks { get; init; } = 7;

    /// <summary>Speeds below this are cut to 0, blocks per tick and axis.</summary>
    public double VelocityCutOff { get; init; } = 0.003;

    /// <summary>Acceleration in water.</summary>
    public double WaterAcceleration { get; init; } = 0.02;

    /// <summary>Share of speed kept per tick in water.</summary>
    public double WaterDrag { get; init; } = 0.8;

    /// <summary>Speed by which a body in water sinks, added per tick.</summary>
    public double WaterSink { get; init; } = 0.005;

    /// <summary>Speed that holding jump in water adds per tick.</summary>
    public double SwimLift { get; init; } = 0.04;

    /// <summary>Depth of water from which jump swims rather than leaps off the bottom.</summary>
    public double SwimDepth { get; init; } = 0.4;

    /// <summary>Upward speed with which a swimmer climbs a bank.</summary>
    public double ClimbOutVelocity { get; init; } = 0.3;

    /// <summary>How much higher the bank may be.</summary>
    public double ClimbOutHeight { get; init; } = 0.6;

    /// <summary>Height of water's surface in its topmost cell.</summary>
    public double WaterSurface { get; init; } = 8.0 / 9.0;
}
