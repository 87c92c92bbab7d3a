namespace Rl.Env.World.Animals;

/// <summary>What an animal is about.</summary>
internal enum AnimalGoal : byte
{
    /// <summary>Nothing.</summary>
    Stand,

    /// <summary>Looks in some direction for a while.</summary>
    Look,

    /// <summary>Looks at the player for a while.</summary>
    Watch,

    /// <summary>Walks to a spot.</summary>
    Walk,
}
