using Rl.Env.Tasks;
using Rl.Workers.Evaluation;

namespace Rl.Experiments.Reports.Charts;

/// <summary>The ladder from bare hands to a diamond pickaxe: how often each rung was reached, with Wilson's intervals.</summary>
public static class LadderChart
{
    /// <summary>Draws every rung, for one evaluation or several side by side.</summary>
    /// <param name="evaluations">The evaluations by name, in the order of the legend.</param>
    public static IntervalChart Of(IReadOnlyList<(string Name, EvaluationResult Result)> evaluations) => new(
        "Episodes that reached each rung (95 %, Wilson)",
        new ChartAxis("share of episodes", IsShare: true, Low: 0, High: 1),
        [.. evaluations.Select(evaluation => evaluation.Name)],
        [.. Ladder.Rungs.Select(rung => new IntervalRow(rung.Key, [.. evaluations.Select(evaluation => Mark(evaluation.Result, rung.Key))]))]);

    private static IntervalMark Mark(EvaluationResult result, string rung)
    {
        var interval = result.RateInterval(rung);
        return new IntervalMark((double)result.Successes(rung) / result.Episodes.Count, interval.Low, interval.High);
    }
}
