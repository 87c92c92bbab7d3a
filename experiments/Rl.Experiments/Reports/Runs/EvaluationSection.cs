using System.Globalization;
using Rl.Env.Tasks;
using Rl.Experiments.Reports.Charts;
using Rl.Workers.Evaluation;

namespace Rl.Experiments.Reports.Runs;

/// <summary>How stages were judged: the ladder with Wilson's intervals, returns, and whether one stage can be told from another.</summary>
public static class EvaluationSection
{
    /// <summary>The ladder and the returns of all stages.</summary>
    public static ReportSection Of(IReadOnlyList<StageEvaluation> stages)
    {
        ArgumentNullException.ThrowIfNull(stages);
        if (stages.Count == 0)
        {
            return new ReportSection("Evaluation", []);
        }

        List<TableColumn> columns = [new("rung"), .. stages.SelectMany(stage => new TableColumn[] { new($"{stage.Name}: episodes", true), new("rate (95 %)", true) })];
        var rows = Ladder.Rungs.Select(rung => (string[])[rung.Key, .. stages.SelectMany(stage => RungCells(stage.Result, rung.Key))]);
        return new ReportSection("Evaluation",
        [
            Returns(stages),
            new ChartFigure(LadderChart.Of([.. stages.Select(stage => (stage.Name, stage.Result))])),
            new ChartFigure(new IntervalChart(
                "Mean return (95 %, bootstrap over worlds)",
                new ChartAxis("mean return of an episode"),
                [""],
                [.. stages.Select(stage => new IntervalRow(stage.Name, [new IntervalMark(stage.Result.MeanReturn, stage.Result.ReturnInterval.Low, stage.Result.ReturnInterval.High)]))])),
            new ReportTable(columns, [.. rows]),
        ]);
    }

    /// <summary>Whether the second stage can be told from the first, said plainly, with the differences and how many worlds it would take.</summary>
    public static ReportSection Compare(StageEvaluation first, StageEvaluation second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var title = $"{second.Name} against {first.Name}";
        EvalComparison comparison;
        try
        {
            comparison = EvalComparison.Between(first.Result, second.Result);
        }
        catch (ArgumentException different)
        {
            return new ReportSection(title, [new Verdict(VerdictKind.Open, $"{second.Name} cannot be compared with {first.Name}: {different.Message}")]);
        }

        var rungs = ShownRungs(comparison);
        IReadOnlyList<(string Name, MeanDifference Difference)> all =
            [("mean return", comparison.Return), .. rungs.Select(rung => ($"{rung.Key}: reached", comparison.Rungs[rung.Key]))];
        TableColumn[] columns =
            [new(""), new(first.Name, true), new(second.Name, true), new("difference", true), new("95 %", true), new("verdict"), new("worlds to tell", true), new("worlds for 80 %", true)];
        return new ReportSection(title,
        [
            Judge(first.Name, second.Name, "mean return", comparison.Return, comparison.Count),
            new ChartFigure(new IntervalChart(
                $"Differences {second.Name} − {first.Name} (95 %)",
                new ChartAxis("difference of the share of episodes", IsShare: true),
                [""],
                [.. rungs.Select(rung => new IntervalRow(rung.Key, [Mark(comparison.Rungs[rung.Key])]))])),
            new ReportTable(columns, [.. all.Select(row => Row(row.Name, row.Difference))]),
            new Paragraph(
                $"Differences are {second.Name} − {first.Name}, paired by world over {comparison.Count} worlds, with 95 % intervals by bootstrap. "
                + "Worlds to tell: the number at which the interval would just exclude 0 if difference and spread stayed as observed; at the number for 80 % an evaluation made anew would exclude 0 four times in five."),
        ]);
    }

    /// <summary>The sentence for a difference.</summary>
    public static Verdict Judge(string first, string second, string figure, MeanDifference difference, int worlds)
    {
        ArgumentNullException.ThrowIfNull(difference);
        var interval = $"{Signed(difference.Difference)} (95 % {Signed(difference.Interval.Low)} to {Signed(difference.Interval.High)}, {worlds} worlds)";
        if (difference.IsDistinguishable)
        {
            return difference.Difference > 0
                ? new Verdict(VerdictKind.Better, $"{second} improved on {first}: {figure} {interval}.")
                : new Verdict(VerdictKind.Worse, $"{second} is worse than {first}: {figure} {interval}.");
        }

        var needed = difference.WorldsToExcludeZero is { } count && count > worlds ? $" If the difference stayed as it is, {ReportNumbers.Grouped(count)} worlds would tell." : "";
        return new Verdict(VerdictKind.Open, $"{second} did not improve on {first}: {figure} {interval}; the interval includes 0.{needed}");
    }

    private static ReportTable Returns(IReadOnlyList<StageEvaluation> stages) => new(
        [new("stage"), new("episodes", true), new("worlds", true), new("steps an episode", true), new("mean return", true), new("95 %", true)],
        [.. stages.Select(stage => (string[])
        [
            stage.Name, ReportNumbers.Grouped(stage.Result.Episodes.Count), ReportNumbers.Grouped(stage.Result.Worlds), ReportNumbers.Grouped(stage.Result.EpisodeSteps), Fixed(stage.Result.MeanReturn),
            $"{Fixed(stage.Result.ReturnInterval.Low)} to {Fixed(stage.Result.ReturnInterval.High)}",
        ])]);

    private static string[] RungCells(EvaluationResult result, string rung)
    {
        var (k, interval) = (result.Successes(rung), result.RateInterval(rung));
        return [$"{k}/{result.Episodes.Count}", $"{ReportNumbers.Percent((double)k / result.Episodes.Count)} ({ReportNumbers.Percent(interval.Low)} to {ReportNumbers.Percent(interval.High)})"];
    }

    private static string[] Row(string name, MeanDifference difference) =>
    [
        name, Fixed(difference.First), Fixed(difference.Second), Signed(difference.Difference), $"{Signed(difference.Interval.Low)} to {Signed(difference.Interval.High)}",
        !difference.IsDistinguishable ? "did not improve: includes 0" : difference.Difference > 0 ? "improved" : "worse",
        difference.WorldsToExcludeZero is { } count ? ReportNumbers.Grouped(count) : "–", difference.WorldsForPower is { } powered ? ReportNumbers.Grouped(powered) : "–",
    ];

    /// <summary>Every rung up to the highest that either reached, and the next.</summary>
    private static LadderRung[] ShownRungs(EvalComparison comparison)
    {
        var highest = Ladder.Rungs.Select((rung, index) => comparison.Rungs[rung.Key] is { First: > 0 } or { Second: > 0 } ? index : -1).Max();
        return [.. Ladder.Rungs.Take(highest + 2)];
    }

    private static IntervalMark Mark(MeanDifference difference) => new(difference.Difference, difference.Interval.Low, difference.Interval.High);

    private static string Fixed(double value) => value.ToString("F3", CultureInfo.InvariantCulture);

    private static string Signed(double value) => value.ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture);
}
