namespace Rl.Experiments.Reports;

/// <summary>Plain text.</summary>
/// <param name="Text">Is shown as it is; nothing in it means anything to a writer.</param>
public sealed record Paragraph(string Text) : ReportBlock;
