namespace Rl.Experiments.Reports.Charts;

/// <summary>A point of a curve.</summary>
/// <param name="X">Where.</param>
/// <param name="Y">How much.</param>
/// <param name="Low">Lower end of the value's interval, if it has one.</param>
/// <param name="High">Upper end.</param>
public readonly record struct ChartPoint(double X, double Y, double? Low = null, double? High = null)
{
    /// <summary>True if all of it can be drawn.</summary>
    public bool IsFinite => double.IsFinite(X) && double.IsFinite(Y) && double.IsFinite(Low ?? 0) && double.IsFinite(High ?? 0);
}
