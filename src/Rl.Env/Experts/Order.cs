namespace Rl.Env.Experts;

/// <summary>Something to make: a recipe, and how often.</summary>
internal readonly record struct Order(Recipe Recipe, int Times);
