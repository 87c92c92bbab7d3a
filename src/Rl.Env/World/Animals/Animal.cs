using Rl.Env.World.Physics;

namespace Rl.Env.World.Animals;

/// <summary>One animal: body, mind, health, and the stream of chance that nobody else draws from. Times are ticks of 50 ms.</summary>
internal struct Animal
{
    public AnimalKind Kind;
    public Body Body;

    /// <summary>Its random stream, derived from the world seed, the chunk it appeared in and its place in the group.</summary>
    public (ulong S0, ulong S1, ulong S2, ulong S3) Random;

    /// <summary>Where the body points; it walks that way.</summary>
    public Heading Heading;

    /// <summary>Where the head points.</summary>
    public Heading Head;

    /// <summary>Sine of the head's pitch, upwards positive.</summary>
    public double HeadRise;

    public AnimalGoal Goal;

    /// <summary>Ticks after which the goal is given up.</summary>
    public int GoalTicks;

    /// <summary>Where it walks to.</summary>
    public double GoalX;
    public double GoalZ;

    /// <summary>Where it looks, if that is its goal.</summary>
    public Heading Look;
    public double LookRise;

    /// <summary>Ticks for which it hardly got anywhere while walking.</summary>
    public int StuckTicks;

    /// <summary>Ticks of panic left, and the place it runs from.</summary>
    public int PanicTicks;
    public double ThreatX;
    public double ThreatZ;

    /// <summary>Half hearts.</summary>
    public float Health;

    /// <summary>The newest full hurt; while its ticks run, only the excess of a bigger one counts.</summary>
    public float LastHurt;
    public int HurtTicks;

    /// <summary>Ticks since its death, 0 while it lives.</summary>
    public int DyingTicks;
    public double FallDistance;

    /// <summary>Breath; below 0 it is drowning.</summary>
    public int Air;
    public int BurningTicks;

    /// <summary>Ticks to the next egg.</summary>
    public int EggTicks;
    public bool InWater;
    public bool InLava;

    /// <summary>How far the legs have come, in the original's unit of one and a half ticks of a brisk walk; only for show.</summary>
    public float WalkPhase;

    /// <summary>How far the legs swing, 0 to 1; only for show.</summary>
    public float WalkAmount;

    /// <summary>How far the wings are spread, 0 to 1, and ticks of flutter; only for show.</summary>
    public float WingSpread;
    public int FlutterTicks;

    public readonly bool IsDead => Health <= 0;
}
