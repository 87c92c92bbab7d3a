using Rl.Pretrain.Video;

namespace Rl.Pretrain.Recordings;

/// <summary>What was done in a video.</summary>
/// <param name="Steps">One action a frame, in order; row t belongs to frame t.</param>
/// <param name="Edit">Changes native frames before they are resized, as a cursor is drawn in; null changes nothing.</param>
public sealed record EpisodeActions(IReadOnlyList<FrameAction> Steps, FrameEdit? Edit = null);
