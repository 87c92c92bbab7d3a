namespace Rl.Env.World.Physics;

/// <summary>
/// How bodies move, in blocks and ticks of 50 ms; the defaults are Minecraft 1.16.5. Marks: V read in a source, Mh from memory with high
/// confidence.
/// </summary>
public sealed record PhysicsConfig
{
    /// <summary>The meadow's player, whose movements recorded games depend on: he does not sneak.</summary>
    public static PhysicsConfig Meadow { get; } = new() { Sneaks = false };

    /// <summary>Width of the player's box. V</summary>
    public double PlayerWidth { get; init; } = 0.6;

    /// <summary>Height of the box of a player who stands. V</summary>
    public double PlayerHeight { get; init; } = 1.8;

    /// <summary>Eye above the feet of a player who stands. Mh</summary>
    public double EyeHeight { get; init; } = 1.62;

    /// <summary>Fall acceleration, blocks per tick². V</summary>
    public double Gravity { get; init; } = 0.08;

    /// <summary>Share of vertical speed kept per tick in air. V</summary>
    public double VerticalDrag { get; init; } = 0.98;

    /// <summary>Share of horizontal speed kept per tick in air. V</summary>
    public double HorizontalDrag { get; init; } = 0.91;

    /// <summary>Further share of horizontal speed kept per tick on the ground. V</summary>
    public double Slipperiness { get; init; } = 0.6;

    /// <summary>Acceleration of a walk on the ground. V</summary>
    public double WalkAcceleration { get; init; } = 0.1;

    /// <summary>Acceleration in air. V</summary>
    public double AirAcceleration { get; init; } = 0.02;

    /// <summary>Sprint's factor on both accelerations. V</summary>
    public double SprintFactor { get; init; } = 1.3;

    /// <summary>What one held movement key contributes along its axis. V</summary>
    public double KeyInput { get; init; } = 0.98;

    /// <summary>Upward speed of a jump, blocks per tick. V</summary>
    public double JumpVelocity { get; init; } = 0.42;

    /// <summary>Forward speed that a jump adds in a sprint. V</summary>
    public double SprintJumpBoost { get; init; } = 0.2;

    /// <summary>Ticks between two jumps while the key is held. V</summary>
    public int JumpRepeatTicks { get; init; } = 10;

    /// <summary>Ticks within which a second press of forward starts a sprint. Mh</summary>
    public int DoubleTapTicks { get; init; } = 7;

    /// <summary>Speeds below this are cut to 0, blocks per tick and axis. V</summary>
    public double VelocityCutOff { get; init; } = 0.003;

    /// <summary>Acceleration in water. V</summary>
    public double WaterAcceleration { get; init; } = 0.02;

    /// <summary>Share of speed kept per tick in water. V</summary>
    public double WaterDrag { get; init; } = 0.8;

    /// <summary>Speed by which a body in water sinks, added per tick. V</summary>
    public double WaterSink { get; init; } = 0.005;

    /// <summary>Speed that holding jump in water or lava adds per tick. V</summary>
    public double SwimLift { get; init; } = 0.04;

    /// <summary>Depth of water or lava from which jump swims rather than leaps off the bottom. Mh</summary>
    public double SwimDepth { get; init; } = 0.4;

    /// <summary>Upward speed with which a swimmer climbs a bank. V</summary>
    public double ClimbOutVelocity { get; init; } = 0.3;

    /// <summary>How much higher the bank may be. V</summary>
    public double ClimbOutHeight { get; init; } = 0.6;

    /// <summary>Height of the surface of water or lava in its topmost cell. Mh</summary>
    public double WaterSurface { get; init; } = 8.0 / 9.0;

    /// <summary>Acceleration in lava. V</summary>
    public double LavaAcceleration { get; init; } = 0.02;

    /// <summary>Share of speed kept per tick in lava. V</summary>
    public double LavaDrag { get; init; } = 0.5;

    /// <summary>Speed by which a body in lava sinks, added per tick. V</summary>
    public double LavaSink { get; init; } = 0.02;

    /// <summary>Share of a fall that every tick in lava leaves of it. Mh</summary>
    public double LavaFallShare { get; init; } = 0.5;

    /// <summary>False leaves the sneak key without effect on the body.</summary>
    public bool Sneaks { get; init; } = true;

    /// <summary>Height of the box of a player who sneaks. Mh</summary>
    public double SneakHeight { get; init; } = 1.5;

    /// <summary>Eye above the feet of a player who sneaks. Mh</summary>
    public double SneakEyeHeight { get; init; } = 1.27;

    /// <summary>Share of the way to its new height that the eye goes per tick. Mh</summary>
    public double EyeEase { get; init; } = 0.5;

    /// <summary>What sneaking leaves of the movement keys. V</summary>
    public double SneakFactor { get; init; } = 0.3;

    /// <summary>Speed that sneaking in water takes off per tick. Mh</summary>
    public double SneakSink { get; init; } = 0.04;

    /// <summary>Steps in which a sneaking player's motion is shortened at an edge. V</summary>
    public double EdgeStep { get; init; } = 0.05;

    /// <summary>Depth below the feet in which there must be something for a sneaking player to go on. Mh</summary>
    public double EdgeDrop { get; init; } = 0.6;

    /// <summary>What eating leaves of the movement keys. Mh</summary>
    public double UseFactor { get; init; } = 0.2;

    /// <summary>What must be left of the forward key for a sprint to start. Mh</summary>
    public double SprintInput { get; init; } = 0.8;

    /// <summary><see cref="Slipperiness"/> of ice. V</summary>
    public double IceSlipperiness { get; init; } = 0.98;

    /// <summary>Upward speed on a ladder. Mh</summary>
    public double ClimbVelocity { get; init; } = 0.2;

    /// <summary>Fastest motion down and sideways on a ladder. Mh</summary>
    public double LadderSpeed { get; init; } = 0.15;

    /// <summary>What a cobweb leaves of motion sideways. Mh</summary>
    public double WebFactor { get; init; } = 0.25;

    /// <summary>What a cobweb leaves of motion up and down. Mh</summary>
    public double WebVerticalFactor { get; init; } = 0.05;

    /// <summary>Checks that every figure can be played.</summary>
    public PhysicsConfig Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(PlayerWidth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(SneakHeight);
        ArgumentOutOfRangeException.ThrowIfLessThan(PlayerHeight, SneakHeight);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(EdgeStep);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(IceSlipperiness);
        return this;
    }
}
