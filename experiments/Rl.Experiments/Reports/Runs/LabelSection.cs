using System.Globalization;
using Rl.Experiments.Reports.Charts;
using Rl.Pretrain.Labelling;

namespace Rl.Experiments.Reports.Runs;

/// <summary>How well an inverse dynamics model tells what was done: F1 of every key, R² of the mouse.</summary>
public static class LabelSection
{
    /// <summary>The section; of no metrics, an empty one.</summary>
    public static ReportSection Of(LabelMetrics? metrics)
    {
        if (metrics is null)
        {
            return new ReportSection("Labels of held-out play", []);
        }

        var used = metrics.Keys.Where(key => key.Pressed + key.Told > 0).ToArray();
        List<ReportBlock> blocks =
        [
            new ReportTable(
                [new("held-out frames", true), new("key F1", true), new("key accuracy", true), new("mouse R²", true), new("pitch R²", true), new("yaw R²", true)],
                [[ReportNumbers.Grouped(metrics.Frames), Figure(metrics.MicroF1), Figure(metrics.KeyAccuracy), Figure(metrics.MouseR2), Figure(metrics.PitchR2), Figure(metrics.YawR2)]]),
        ];
        if (used.Length > 0)
        {
            blocks.Add(new ChartFigure(new BarChart(
                "F1 of each key", new ChartAxis("F1", Low: 0, High: 1), [""], [.. used.Select(key => new IntervalRow(key.Key, [key.F1 is { } f1 ? new IntervalMark(f1) : null]))])));
        }

        if (metrics is { PitchR2: { } pitch, YawR2: { } yaw })
        {
            blocks.Add(new ChartFigure(new BarChart(
                "R² of the mouse", new ChartAxis("R²", High: 1), [""], [new IntervalRow("pitch", [new IntervalMark(pitch)]), new IntervalRow("yaw", [new IntervalMark(yaw)])])));
        }

        blocks.Add(new ReportTable(
            [new("key"), new("F1", true), new("held, frames", true), new("told", true), new("right", true)],
            [.. used.Select(key => (string[])[key.Key, Figure(key.F1), ReportNumbers.Grouped(key.Pressed), ReportNumbers.Grouped(key.Told), ReportNumbers.Grouped(key.Right)])]));
        return new ReportSection("Labels of held-out play", blocks);
    }

    private static string Figure(double? value) => value is { } figure ? figure.ToString("0.000;-0.000;0.000", CultureInfo.InvariantCulture) : "–";
}
