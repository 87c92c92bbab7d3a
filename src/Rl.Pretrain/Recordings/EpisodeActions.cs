using Rl.Pretrain.Video;

namespace Rl.Pretrain.Recordings;

/// <summary>What was done in a video.</summary>
/// <param name="Steps">One action a frame, in order; row t belongs to frame t.</param>
/// <param name="Edit">Changes native frames before they are resized, as a cursor is drawn in; null changes nothing.</param>
/// <param name="IsByPicture">
/// True if row t belongs to the video's picture t whatever its timestamp, as in contractors' recordings; false if to the tick t of the game's clock.
/// </param>
public sealed record EpisodeActions(IReadOnlyList<FrameAction> Steps, FrameEdit? Edit = null, bool IsByPicture = false);
