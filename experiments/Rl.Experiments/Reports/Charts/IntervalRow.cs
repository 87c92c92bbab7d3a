namespace Rl.Experiments.Reports.Charts;

/// <summary>A row of an <see cref="IntervalChart"/> or <see cref="BarChart"/>.</summary>
/// <param name="Label">What stands left of it.</param>
/// <param name="Marks">One value a series, in the series' order; null where a series has none.</param>
public sealed record IntervalRow(string Label, IReadOnlyList<IntervalMark?> Marks);
