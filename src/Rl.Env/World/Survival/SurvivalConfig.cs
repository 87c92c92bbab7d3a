namespace Rl.Env.World.Survival;

/// <summary>
/// Health, hunger and breath; the defaults are Minecraft 1.16.5 on hard. Health and food in half symbols, time in ticks of 50 ms. Marks: V
/// read in a source, Mh from memory with high confidence.
/// </summary>
public sealed record SurvivalConfig
{
    /// <summary>The meadow's player, whose life recorded games depend on: he does not eat.</summary>
    public static SurvivalConfig Meadow { get; } = new() { Eats = false };

    /// <summary>Full health. V</summary>
    public float MaximumHealth { get; init; } = 20;

    /// <summary>Full stomach. V</summary>
    public int MaximumFood { get; init; } = 20;

    /// <summary>Saturation at the start. Mh</summary>
    public float StartSaturation { get; init; } = 5;

    /// <summary>Full breath. Mh</summary>
    public int MaximumAir { get; init; } = 300;

    /// <summary>Breath regained per tick out of water. Mh</summary>
    public int AirRefill { get; init; } = 4;

    /// <summary>Ticks between two damages of a drowning player. Mh</summary>
    public int DrowningTicks { get; init; } = 20;

    /// <summary>Damage of drowning. Mh</summary>
    public float DrowningDamage { get; init; } = 2;

    /// <summary>Blocks of a fall that do no harm. Mh</summary>
    public double SafeFall { get; init; } = 3;

    /// <summary>Food above which the player may sprint. V</summary>
    public int SprintFood { get; init; } = 6;

    /// <summary>Food from which health comes back slowly. V</summary>
    public int SlowRegenerationFood { get; init; } = 18;

    /// <summary>Ticks between two half hearts regained or starved away. V</summary>
    public int SlowTicks { get; init; } = 80;

    /// <summary>Ticks between two healings with a full stomach. Mh</summary>
    public int FastTicks { get; init; } = 10;

    /// <summary>Most saturation that one fast healing spends. Mh</summary>
    public float FastSaturation { get; init; } = 6;

    /// <summary>Exhaustion of one half heart regained. V</summary>
    public float HealingExhaustion { get; init; } = 6;

    /// <summary>Exhaustion that costs one point of saturation or food. V</summary>
    public float ExhaustionLimit { get; init; } = 4;

    /// <summary>Exhaustion of a block's way in a sprint. V</summary>
    public float SprintExhaustion { get; init; } = 0.1f;

    /// <summary>Exhaustion of a block's way in water. V</summary>
    public float SwimExhaustion { get; init; } = 0.01f;

    /// <summary>Exhaustion of a jump. V</summary>
    public float JumpExhaustion { get; init; } = 0.05f;

    /// <summary>Exhaustion of a jump in a sprint. V</summary>
    public float SprintJumpExhaustion { get; init; } = 0.2f;

    /// <summary>Exhaustion of a block broken. V</summary>
    public float MiningExhaustion { get; init; } = 0.005f;

    /// <summary>Exhaustion of being hurt. V</summary>
    public float HurtExhaustion { get; init; } = 0.1f;

    /// <summary>Ticks after a hurt in which only the excess of a bigger one counts. Mh</summary>
    public int ImmunityTicks { get; init; } = 10;

    /// <summary>Exhaustion of a hit. V</summary>
    public float HittingExhaustion { get; init; } = 0.1f;

    /// <summary>Damage of lava, again and again as soon as a hurt is over. Mh</summary>
    public float LavaDamage { get; init; } = 4;

    /// <summary>Ticks for which the player burns after lava. Mh</summary>
    public int BurningTicks { get; init; } = 300;

    /// <summary>Ticks between two damages of a burning player. Mh</summary>
    public int BurningDamageTicks { get; init; } = 20;

    /// <summary>Damage of burning. Mh</summary>
    public float BurningDamage { get; init; } = 1;

    /// <summary>Damage of a block around the head, again and again as soon as a hurt is over. Mh</summary>
    public float SuffocationDamage { get; init; } = 1;

    /// <summary>Damage of a cactus, again and again as soon as a hurt is over. Mh</summary>
    public float CactusDamage { get; init; } = 1;

    /// <summary>Damage of an empty stomach. V</summary>
    public float StarvationDamage { get; init; } = 1;

    /// <summary>Health at which starving stops; 0 kills, as on hard. V</summary>
    public float StarvationFloor { get; init; }

    /// <summary>False leaves food uneaten.</summary>
    public bool Eats { get; init; } = true;

    /// <summary>Ticks for which use is held to eat. Mh</summary>
    public int EatingTicks { get; init; } = 32;

    /// <summary>Ticks for which bad food makes hungry. Mh</summary>
    public int HungerTicks { get; init; } = 600;

    /// <summary>Exhaustion per tick of that hunger. Mh</summary>
    public float HungerExhaustion { get; init; } = 0.005f;

    /// <summary>Checks that every figure can be played.</summary>
    public SurvivalConfig Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaximumHealth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(FastSaturation);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(BurningDamageTicks);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(EatingTicks);
        return this;
    }
}
