namespace Rl.Experiments.Reports.Charts;

/// <summary>A value with its interval.</summary>
/// <param name="Value">The value.</param>
/// <param name="Low">Lower end of the interval; null draws none.</param>
/// <param name="High">Upper end.</param>
public sealed record IntervalMark(double Value, double? Low = null, double? High = null);
