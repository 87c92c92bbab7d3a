namespace Rl.Env.World;

/// <summary>What is worn or held in one place.</summary>
/// <param name="Type">Id of the item; <c>none</c> for nothing.</param>
/// <param name="Damage">Uses already spent.</param>
/// <param name="MaxDamage">Uses of a new one, 0 for what does not wear.</param>
public readonly record struct EquippedItem(string Type, int Damage, int MaxDamage);
