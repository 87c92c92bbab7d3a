namespace Rl.Env.World.Survival;

/// <summary>What eating one item does.</summary>
/// <param name="Points">Half drumsticks; 0 cannot be eaten.</param>
/// <param name="Saturation">Saturation that comes with them, in half drumsticks.</param>
/// <param name="HungerChance">Chance that it makes hungry for a while, 0 to 1.</param>
public readonly record struct Food(int Points, float Saturation, float HungerChance = 0f);
