using Rl.Env.Seeds;

namespace Rl.Env.Experts;

/// <summary>How one lumberjack differs from another.</summary>
/// <param name="FastestBin">Largest camera motion he makes, in bins from the resting one: 4 is 5.8 degrees, 5 is 10.</param>
/// <param name="TurnsRight">The side to which he turns when he looks around.</param>
/// <param name="LongestPause">Most ticks for which he rests after a tree.</param>
/// <param name="SprintDistance">Blocks from a goal beyond which he sprints.</param>
/// <param name="StandOff">Blocks from a trunk at which he starts to fell it.</param>
/// <param name="Height">Highest log that he bothers to fell, in blocks above his feet; the rest of the tree stays in the air.</param>
public sealed record LumberjackStyle(int FastestBin, bool TurnsRight, int LongestPause, double SprintDistance, double StandOff, int Height)
{
    /// <summary>Draws a style.</summary>
    internal static LumberjackStyle Draw(SeededRandom random) => new(
        random.Next(4, 6),
        random.Next(2) == 0,
        random.Next(0, 7),
        4.0 + (random.NextDouble() * 3.0),
        1.7 + (random.NextDouble() * 0.5),
        random.Next(5) == 0 ? 4 : 2);
}
