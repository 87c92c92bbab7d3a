namespace Rl.Env.Experts;

/// <summary>One move of a route.</summary>
/// <param name="Move">How.</param>
/// <param name="To">The cell whose floor the feet come to stand on.</param>
internal readonly record struct Leg(Move Move, Cell To);
