namespace Rl.Experiments.Reports;

/// <summary>A report, whatever it is written as. Put together from sections, of one run or of several.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Summary">What a reader takes away who reads no further.</param>
/// <param name="Sections">The sections, in order; those without parts are left out by the writers.</param>
public sealed record ReportDocument(string Title, IReadOnlyList<ReportBlock> Summary, IReadOnlyList<ReportSection> Sections);
