namespace Rl.Experiments.Reports.Charts;

/// <summary>What an axis shows.</summary>
/// <param name="Label">The quantity, with its unit where it has one.</param>
/// <param name="IsShare">Values are shares of 1 and labelled in per cent.</param>
/// <param name="Low">Where the axis begins at the latest; null goes by the values.</param>
/// <param name="High">Where it ends at the earliest; null goes by the values.</param>
public sealed record ChartAxis(string Label, bool IsShare = false, double? Low = null, double? High = null);
