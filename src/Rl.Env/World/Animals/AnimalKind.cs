namespace Rl.Env.World.Animals;

/// <summary>A species; its figures stand in <see cref="AnimalTable"/>.</summary>
public enum AnimalKind : byte
{
    /// <summary>cow</summary>
    Cow,

    /// <summary>pig</summary>
    Pig,

    /// <summary>sheep</summary>
    Sheep,

    /// <summary>chicken</summary>
    Chicken,
}
