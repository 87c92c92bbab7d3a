namespace Rl.Experiments.Reports;

/// <summary>A video, shown within the page where it is short and linked otherwise.</summary>
/// <param name="Caption">What is seen.</param>
/// <param name="Path">The mp4 file.</param>
public sealed record FilmFigure(string Caption, string Path) : ReportBlock;
