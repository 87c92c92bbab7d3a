namespace Rl.Env.World.Survival;

/// <summary>What takes the player's health.</summary>
public enum DamageCause : byte
{
    /// <summary>Nothing did.</summary>
    None,

    /// <summary>A fall of more than three blocks.</summary>
    Fall,

    /// <summary>Lava around the body.</summary>
    Lava,

    /// <summary>Flames that lava left on the body.</summary>
    Fire,

    /// <summary>Water around the head for longer than the breath lasts.</summary>
    Drowning,

    /// <summary>An empty stomach.</summary>
    Starvation,

    /// <summary>A block around the head.</summary>
    Suffocation,

    /// <summary>A cactus.</summary>
    Cactus,
}
