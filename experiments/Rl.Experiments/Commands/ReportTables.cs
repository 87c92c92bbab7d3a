using System.Globalization;
using Rl.Env.Tasks;
using Rl.Workers.Evaluation;

namespace Rl.Experiments.Commands;

/// <summary>Evaluation results as tables for people.</summary>
public static class ReportTables
{
    /// <summary>One result: the return, then every rung that was reached, and the lowest that was not.</summary>
    public static void Print(TextWriter output, EvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(result);
        var interval = result.ReturnInterval;
        output.WriteLine(Line($"episodes {result.Episodes.Count} in {result.Worlds} worlds, {result.EpisodeSteps} steps each; mean return {result.MeanReturn:F3} (95 % {interval.Low:F3} to {interval.High:F3})"));
        if (result.Faults.Count > 0)
        {
            output.WriteLine(Line($"{result.Faults.Count} times a game failed, and its episode was played anew; the last: {result.Faults[^1]}"));
        }

        output.WriteLine($"{"rung",-18} {"reached",9} {"rate",7}   95 % (Wilson)      capped reward");
        foreach (var rung in ShownRungs(key => result.Successes(key) > 0))
        {
            var k = result.Successes(rung.Key);
            var rate = result.RateInterval(rung.Key);
            output.WriteLine(Line(
                $"{rung.Key,-18} {$"{k}/{result.Episodes.Count}",9} {(double)k / result.Episodes.Count,7:P1}   {rate.Low,6:P1} to {rate.High,6:P1}   {result.MeanCappedReward(rung.Key),8:F3}"));
        }
    }

    /// <summary>Two results side by side, with the differences' intervals.</summary>
    public static void Print(TextWriter output, EvalComparison comparison, string first, string second)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(comparison);
        output.WriteLine($"{"",-31} {first,10} {second,10} {"difference",11}   {$"95 %, paired by world ({comparison.Count})",-28} {"worlds to tell",14} {"for 80 %",9}");
        PrintRow(output, "mean return", comparison.Return);
        foreach (var rung in ShownRungs(key => comparison.Rungs[key] is { First: > 0 } or { Second: > 0 }))
        {
            PrintRow(output, $"{rung.Key}: capped reward", comparison.CappedRewards[rung.Key]);
            PrintRow(output, $"{rung.Key}: reached", comparison.Rungs[rung.Key]);
        }

        if (comparison.Return is { RatioInterval: { } ratio } mean)
        {
            output.WriteLine(Line($"mean return, {second} / {first}: {mean.Second / mean.First:F3}, 95 % {ratio.Low:F3} to {ratio.High:F3}"));
        }

        output.WriteLine("* the interval excludes 0. Worlds to tell: how many a side it would take for that if difference and spread stayed as observed;");
        output.WriteLine("  for 80 %: how many for an evaluation made anew to exclude 0 four times in five.");
    }

    private static IEnumerable<LadderRung> ShownRungs(Func<string, bool> isReached)
    {
        var highest = Ladder.Rungs.Select((rung, index) => (rung, index)).Where(entry => isReached(entry.rung.Key)).Select(entry => entry.index).DefaultIfEmpty(-1).Max();
        return Ladder.Rungs.Take(highest + 2);
    }

    private static void PrintRow(TextWriter output, string name, MeanDifference difference)
    {
        var interval = Line($"{difference.Interval.Low:+0.000;-0.000;0.000} to {difference.Interval.High:+0.000;-0.000;0.000}{(difference.IsDistinguishable ? "  *" : "")}");
        output.WriteLine(Line(
            $"{name,-31} {difference.First,10:F3} {difference.Second,10:F3} {difference.Difference,11:+0.000;-0.000;0.000}   {interval,-28} {Count(difference.WorldsToExcludeZero),14} {Count(difference.WorldsForPower),9}"));
    }

    private static string Count(long? worlds) => worlds is { } count ? Line($"{count:N0}") : "-";

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
