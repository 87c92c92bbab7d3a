namespace Rl.Env.World;

/// <summary>How the player lives.</summary>
/// <param name="Life">Half hearts, 0 to 20.</param>
/// <param name="Food">Half drumsticks, 0 to 20.</param>
/// <param name="Saturation">Half drumsticks spent before those of <paramref name="Food"/>.</param>
/// <param name="Air">Breath, 0 to 300.</param>
/// <param name="IsAlive">False in the step of a death that ends the episode.</param>
public readonly record struct LifeStats(float Life, int Food, float Saturation, int Air, bool IsAlive);
