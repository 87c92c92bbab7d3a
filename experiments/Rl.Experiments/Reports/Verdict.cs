namespace Rl.Experiments.Reports;

/// <summary>A sentence that a hurried reader has to see.</summary>
/// <param name="Kind">What it comes to; told by words too, never by colour alone.</param>
/// <param name="Text">The sentence.</param>
public sealed record Verdict(VerdictKind Kind, string Text) : ReportBlock;
