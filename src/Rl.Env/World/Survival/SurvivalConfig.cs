namespace Rl.Env.World.Survival;

/// <summary>Health, hunger and breath; the defaults are Minecraft 1.16.5 on hard. Health and food in half symbols, time in ticks.</summary>
public sealed record SurvivalConfig
{
    /// <summary>Full health.</summary>
    public float MaximumHealth { get; init; } = 20;

    /// <summary>Full stomach.</summary>
    public int MaximumFood { get; init; } = 20;

    /// <summary>Saturation at the start.</summary>
    public float StartSaturation { get; init; } = 5;

    /// <summary>Full breath.</summary>
    public int MaximumAir { get; init; } = 300;

    /// <summary>Breath regained per tick out of water.</summary>
    public int AirRefill { get; init; } = 4;

    /// <summary>Ticks between two damages of a drowning player.</summary>
    public int DrowningTicks { get; init; } = 20;

    /// <summary>Damage of drowning.</summary>
    public float DrowningDamage { get; init; } = 2;

    /// <summary>Blocks of a fall that do no harm.</summary>
    public double SafeFall { get; init; } = 3;

    /// <summary>Food above which the player may sprint.</summary>
    public int SprintFood { get; init; } = 6;

    /// <summary>Food from which health comes back slowly.</summary>
    public int SlowRegenerationFood { get; init; } = 18;

    /// <summary>Ticks between two half hearts regained or starved away.</summary>
    public int SlowTicks { get; init; } = 80;

    /// <summary>Ticks between two healings with a full stomach.</summary>
    public int FastTicks { get; init; } = 10;

    /// <summary>Most saturation that one fast healing spends.</summary>
    public float FastSaturation { get; init; } = 6;

    /// <summary>Exhaustion of one half heart regained.</summary>
    public float HealingExhaustion { get; init; } = 6;

    /// <summary>Exhaustion that costs one point of saturation or food.</summary>
    public float ExhaustionLimit { get; init; } = 4;

    /// <summary>Exhaustion of a block's way in a sprint.</summary>
    public float SprintExhaustion { get; init; } = 0.1f;

    /// <summary>Exhaustion of a block's way in water.</summary>
    public float SwimExhaustion { get; init; } = 0.01f;

    /// <summary>Exhaustion of a jump.</summary>
    public float JumpExhaustion { get; init; } = 0.05f;

    /// <summary>Exhaustion of a jump in a sprint.</summary>
    public float SprintJumpExhaustion { get; init; } = 0.2f;

    /// <summary>Exhaustion of a block broken.</summary>
    public float MiningExhaustion { get; init; } = 0.005f;

    /// <summary>Exhaustion of being hurt.</summary>
    public float HurtExhaustion { get; init; } = 0.1f;

    /// <summary>Ticks after a hurt in which only the excess of a bigger one counts.</summary>
    public int ImmunityTicks { get; init; } = 10;
}
