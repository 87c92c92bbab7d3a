using Rl.Env.Tasks;

namespace Rl.Workers.Evaluation;

/// <summary>How one evaluation episode went.</summary>
/// <param name="WorldSeed">The world it was played in.</param>
/// <param name="Return">Sum of its rewards.</param>
/// <param name="Steps">Actions taken.</param>
/// <param name="Obtained">Units obtained for every rung of <see cref="Ladder.Rungs"/>, in order, beyond the rewarded quantity too.</param>
public sealed record EpisodeResult(long WorldSeed, double Return, int Steps, IReadOnlyList<long> Obtained)
{
    /// <summary>The step that brought each rung's first unit, 0 where none did; empty where it was not noted.</summary>
    public IReadOnlyList<int> FirstSteps { get; init; } = [];

    /// <summary>True if the rung was reached: a unit of it obtained at least once.</summary>
    public bool Reached(string rung) => Obtained[Ladder.IndexOf(rung)] > 0;

    /// <summary>What the rung's units are worth, up to the rewarded quantity: at most 1 for logs.</summary>
    public double CappedReward(string rung)
    {
        var index = Ladder.IndexOf(rung);
        return Math.Min(Obtained[index], Ladder.Rungs[index].Quantity) * Ladder.Rungs[index].RewardEach;
    }
}
