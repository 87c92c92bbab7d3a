namespace Rl.Env.World.Animals;

/// <summary>What one species is like.</summary>
/// <param name="Name">Id without namespace, as Minecraft 1.16.5 names it.</param>
/// <param name="Width">Width of its box, in blocks.</param>
/// <param name="Height">Height of its box, in blocks.</param>
/// <param name="EyeHeight">Eye above the feet, in blocks.</param>
/// <param name="Health">Health at birth, in half hearts.</param>
/// <param name="Speed">The original's speed attribute; an animal on the ground gains its square per tick, in blocks per tick.</param>
/// <param name="PanicFactor">What panic multiplies the attribute by.</param>
/// <param name="GroupWeight">How often a group is of this species, against the weights of the others.</param>
/// <param name="Meat">The stack that it always leaves.</param>
/// <param name="Hide">The other stack that it may leave.</param>
/// <param name="Flutters">True if wings slow its fall and make it harmless.</param>
/// <param name="LaysEggs">True if it lays eggs.</param>
internal sealed record AnimalProperties(
    string Name,
    double Width,
    double Height,
    double EyeHeight,
    float Health,
    double Speed,
    double PanicFactor,
    int GroupWeight,
    AnimalLoot Meat,
    AnimalLoot Hide = default,
    bool Flutters = false,
    bool LaysEggs = false);
