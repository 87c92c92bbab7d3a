namespace Rl.Experiments.Reports;

/// <summary>A column of a <see cref="ReportTable"/>.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="IsNumber">Numbers stand at the right, so that their digits line up.</param>
public sealed record TableColumn(string Title, bool IsNumber = false);
