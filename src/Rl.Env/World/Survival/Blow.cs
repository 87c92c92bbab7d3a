namespace Rl.Env.World.Survival;

/// <summary>One hit of the player's.</summary>
/// <param name="Damage">Half hearts.</param>
/// <param name="IsCritical">True if he hit while falling, half as hard again.</param>
internal readonly record struct Blow(float Damage, bool IsCritical);
