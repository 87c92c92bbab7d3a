namespace Rl.Experiments.Reports;

/// <summary>Text to be copied, such as a command or settings.</summary>
/// <param name="Text">The text, whose line breaks stay.</param>
/// <param name="Summary">Where given, the listing is folded away under these words.</param>
public sealed record Listing(string Text, string? Summary = null) : ReportBlock;
