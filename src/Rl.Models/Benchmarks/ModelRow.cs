namespace Rl.Models;

/// <summary>One figure of <see cref="ModelBenchmark"/>.</summary>
/// <param name="Figure"><c>forward</c> or <c>training</c>.</param>
/// <param name="Batch">Environments or sequences at once.</param>
/// <param name="Time">Frames of each.</param>
/// <param name="FramesPerSecond">Frames of all in a second.</param>
public sealed record ModelRow(string Figure, int Batch, int Time, double FramesPerSecond);
