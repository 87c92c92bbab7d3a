using Rl.Env.Tasks;
using Rl.Experiments.Reports.Charts;

namespace Rl.Experiments.Reports.Runs;

/// <summary>Learning curves, of one run or of several over the same axes.</summary>
public static class CurveSection
{
    private const int MostRungs = 6;

    private static readonly ChartAxis Frames = new("frames learned from");

    /// <summary>The charts of one run.</summary>
    public static ReportSection Of(MetricTable metrics) => Of("Learning curves", [("", metrics)]);

    /// <summary>The charts of several runs. A chart of one curve a run shows the runs together; one of several curves is drawn for each run.</summary>
    /// <param name="title">The section's heading.</param>
    /// <param name="runs">The runs by name.</param>
    public static ReportSection Of(string title, IReadOnlyList<(string Name, MetricTable Metrics)> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var charts = CurvePlan.All.Take(1).SelectMany(plan => Charts(plan, runs))
            .Concat(runs.SelectMany(run => Milestones(run.Name, run.Metrics)))
            .Concat(CurvePlan.All.Skip(1).SelectMany(plan => Charts(plan, runs)));
        return new ReportSection(title, [.. charts.Select(chart => new ChartFigure(chart))]);
    }

    private static IEnumerable<LineChart> Charts(CurvePlan plan, IReadOnlyList<(string Name, MetricTable Metrics)> runs)
    {
        var groups = plan.Curves.Length == 1
            ? [(Title: plan.Title, Series: runs.Select(run => new LineSeries(run.Name.Length > 0 ? run.Name : plan.Curves[0].Name, run.Metrics.Curve(plan.Curves[0].Metric))))]
            : runs.Select(run => (Title: TitleOf(plan.Title, run.Name), Series: plan.Curves.Select(curve => new LineSeries(curve.Name, run.Metrics.Curve(curve.Metric)))));
        foreach (var (title, all) in groups)
        {
            var series = all.Where(one => one.Points.Count > 0).ToArray();
            if (series.Length > 0 && !(plan.IsLeftOutAtZero && series.All(one => one.Points.All(point => point.Y == 0))))
            {
                yield return new LineChart(title, Frames, new ChartAxis(plan.Label, plan.IsShare), series);
            }
        }
    }

    /// <summary>The highest rungs that training's episodes reached.</summary>
    private static IEnumerable<LineChart> Milestones(string run, MetricTable metrics)
    {
        var reached = Ladder.Rungs
            .Select(rung => new LineSeries(rung.Key, metrics.Curve($"milestones/{rung.Key}_rate")))
            .Where(series => series.Points.Any(point => point.Y > 0)).TakeLast(MostRungs).ToArray();
        if (reached.Length > 0)
        {
            yield return new LineChart(TitleOf("Milestones in training", run), Frames, new ChartAxis("share of the last episodes", IsShare: true, Low: 0), reached);
        }
    }

    private static string TitleOf(string title, string run) => run.Length > 0 ? $"{title}: {run}" : title;
}
