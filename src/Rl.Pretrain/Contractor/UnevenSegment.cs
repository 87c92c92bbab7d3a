namespace Rl.Pretrain.Contractor;

/// <summary>A segment whose files are not equally long: what one has more than the other is left out.</summary>
/// <param name="Id">The segment.</param>
/// <param name="Frames">Frames of the video.</param>
/// <param name="Lines">Lines of the jsonl.</param>
public sealed record UnevenSegment(string Id, long Frames, int Lines);
