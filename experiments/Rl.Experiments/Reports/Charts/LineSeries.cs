namespace Rl.Experiments.Reports.Charts;

/// <summary>A curve.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Points">Its points by rising X; what is not finite is left out.</param>
public sealed record LineSeries(string Name, IReadOnlyList<ChartPoint> Points);
