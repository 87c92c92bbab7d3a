namespace Rl.Experiments.Reports;

/// <summary>A heading and what stands below it.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Blocks">The parts, in order.</param>
public sealed record ReportSection(string Title, IReadOnlyList<ReportBlock> Blocks);
