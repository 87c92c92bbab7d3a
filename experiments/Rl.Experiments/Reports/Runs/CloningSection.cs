using System.Globalization;
using Rl.Pretrain.Cloning;

namespace Rl.Experiments.Reports.Runs;

/// <summary>How well a clone foretells held-out play.</summary>
public static class CloningSection
{
    /// <summary>The section; of no metrics, an empty one.</summary>
    public static ReportSection Of(CloningMetrics? metrics) => new("The clone on held-out play", metrics is null ? [] :
    [
        new ReportTable(
            [new("held-out frames", true), new("loss, nats", true), new("buttons right", true), new("camera right", true), new("while turning", true), new("attack: F1", true)],
            [[
                ReportNumbers.Grouped(metrics.Frames), Figure(metrics.Loss), ReportNumbers.Percent(metrics.ButtonAccuracy), ReportNumbers.Percent(metrics.CameraAccuracy),
                ReportNumbers.Percent(metrics.TurningAccuracy), Figure(metrics.AttackF1),
            ]]),
    ]);

    private static string Figure(double value) => value.ToString("F3", CultureInfo.InvariantCulture);
}
