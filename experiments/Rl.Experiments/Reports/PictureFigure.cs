namespace Rl.Experiments.Reports;

/// <summary>A picture of pixels.</summary>
/// <param name="Caption">What is seen.</param>
/// <param name="MediaType">Such as <c>image/png</c>.</param>
/// <param name="Content">The file's bytes.</param>
public sealed record PictureFigure(string Caption, string MediaType, ReadOnlyMemory<byte> Content) : ReportBlock;
