namespace Rl.Env.World.Animals;

/// <summary>
/// How animals live, in blocks and ticks of 50 ms; the defaults are Minecraft 1.16.5 unless called ours. Marks as in the facts they were
/// taken from: V read in a source, Mh, Mm, Ml from memory with high, medium, low confidence.
/// </summary>
public sealed record AnimalConfig
{
    /// <summary>Share of chunks that hold a group. Mh</summary>
    public double GroupChance { get; init; } = 0.1;

    /// <summary>Animals of a group, if all find room. Mh</summary>
    public int GroupSize { get; init; } = 4;

    /// <summary>Places that are tried for each animal of a group. Mh</summary>
    public int GroupTries { get; init; } = 4;

    /// <summary>Two places tried one after the other lie less than this apart, along each axis. Mh</summary>
    public int GroupSpread { get; init; } = 5;

    /// <summary>Least sky light, 0 to 15, of a place where an animal appears. Mh</summary>
    public int GroupLight { get; init; } = 9;

    /// <summary>
    /// A chunk's group appears when the player first comes within so many chunks. Ours, at most 6: farther blocks may be unknown.
    /// </summary>
    public int GroupDistanceChunks { get; init; } = 6;

    /// <summary>Animals farther from the player than this along either axis stand still in time. Ours, at most 96.</summary>
    public double ActiveDistance { get; init; } = 80;

    /// <summary>Animals farther from the player than this begin no walk and look at nothing. Mh</summary>
    public double AwakeDistance { get; init; } = 32;

    /// <summary>A standing animal begins a walk in one of so many ticks. Mh</summary>
    public int StrollTicks { get; init; } = 120;

    /// <summary>The same while it swims. Ours</summary>
    public int SwimTicks { get; init; } = 20;

    /// <summary>Farthest goal of a walk along each axis. Mh</summary>
    public int StrollDistance { get; init; } = 10;

    /// <summary>Most levels that a walk's goal lies above or below. Mh</summary>
    public int StrollLevels { get; init; } = 7;

    /// <summary>Places of which a walk takes the best. Mh</summary>
    public int StrollTries { get; init; } = 10;

    /// <summary>A walk that takes longer is given up. Ours</summary>
    public int StrollLimitTicks { get; init; } = 240;

    /// <summary>A walk ends this near to its goal. Ours</summary>
    public double Arrival { get; init; } = 0.6;

    /// <summary>Ticks without progress after which a walk is given up. Ours</summary>
    public int StuckTicks { get; init; } = 12;

    /// <summary>A standing animal looks about in one of so many ticks. Mh</summary>
    public int LookTicks { get; init; } = 50;

    /// <summary>Distance from which an animal may watch the player. Mh</summary>
    public double WatchDistance { get; init; } = 6;

    /// <summary>How long a look lasts at least; at most twice as long. Mh</summary>
    public int LookDurationTicks { get; init; } = 20;

    /// <summary>Fastest turn of a walking body, degrees per tick. Ours</summary>
    public double TurnDegrees { get; init; } = 30;

    /// <summary>Fastest turn of a head, degrees per tick. Mh</summary>
    public double HeadTurnDegrees { get; init; } = 10;

    /// <summary>Farthest that a head turns from the body, in degrees. Mm</summary>
    public double HeadReachDegrees { get; init; } = 60;

    /// <summary>How long a hit is remembered. Mh</summary>
    public int PanicTicks { get; init; } = 100;

    /// <summary>Farthest goal of a flight along each axis. Mm</summary>
    public int PanicDistance { get; init; } = 8;

    /// <summary>Deepest fall that a walking animal risks. Mh</summary>
    public int SafeDrop { get; init; } = 3;

    /// <summary>Speed of a knock-back. Mh</summary>
    public double KnockBack { get; init; } = 0.4;

    /// <summary>Speed that the player's body pushes with, per tick. Mh</summary>
    public double Push { get; init; } = 0.05;

    /// <summary>Share of ticks in which a swimming animal paddles upwards. Mh</summary>
    public double PaddleShare { get; init; } = 0.8;

    /// <summary>Share of its falling speed that a fluttering animal keeps per tick. Mh</summary>
    public double FlutterDrag { get; init; } = 0.6;

    /// <summary>Share of speed kept per tick in lava. V</summary>
    public double LavaDrag { get; init; } = 0.5;

    /// <summary>Speed by which a body in lava sinks, added per tick. V</summary>
    public double LavaSink { get; init; } = 0.02;

    /// <summary>Ticks of the red flash after a hurt, in which only the excess of a bigger one counts. Mh</summary>
    public int HurtTicks { get; init; } = 10;

    /// <summary>Ticks for which a dead body is still seen. Mh</summary>
    public int DeathTicks { get; init; } = 20;

    /// <summary>Full breath. Mh</summary>
    public int MaximumAir { get; init; } = 300;

    /// <summary>Ticks between two damages of a drowning animal. Mh</summary>
    public int DrowningTicks { get; init; } = 20;

    /// <summary>Damage of drowning, in half hearts. Mh</summary>
    public float DrowningDamage { get; init; } = 2;

    /// <summary>Damage of lava, in half hearts. Mh</summary>
    public float LavaDamage { get; init; } = 4;

    /// <summary>Ticks for which an animal burns after lava. Mh</summary>
    public int BurningTicks { get; init; } = 300;

    /// <summary>Ticks between two damages of a burning animal, 1 half heart each. Mh</summary>
    public int BurningDamageTicks { get; init; } = 20;

    /// <summary>Damage of a block around the head, in half hearts. Mh</summary>
    public float SuffocationDamage { get; init; } = 1;

    /// <summary>Least ticks between two eggs; most are twice as many. Mh</summary>
    public int EggTicks { get; init; } = 6000;

    /// <summary>Checks that every figure can be lived by.</summary>
    public AnimalConfig Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(GroupDistanceChunks);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(GroupDistanceChunks, 6);
        ArgumentOutOfRangeException.ThrowIfNegative(ActiveDistance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ActiveDistance, 96.0);
        ArgumentOutOfRangeException.ThrowIfNegative(StrollDistance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(StrollDistance, 14);
        ArgumentOutOfRangeException.ThrowIfNegative(PanicDistance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(PanicDistance, 14);
        ArgumentOutOfRangeException.ThrowIfNegative(GroupSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(GroupSize, 64);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(GroupSpread);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(GroupSpread, 16);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(StrollTicks);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(SwimTicks);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LookTicks);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(EggTicks);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(BurningDamageTicks);
        return this;
    }
}
