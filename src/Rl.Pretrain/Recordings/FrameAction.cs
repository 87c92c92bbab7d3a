using Rl.Env.Actions;

namespace Rl.Pretrain.Recordings;

/// <summary>What was done on one frame of a video.</summary>
/// <param name="Action">The joint action.</param>
/// <param name="IsNull">True if nothing was done; cloning leaves such frames out when it filters.</param>
/// <param name="IsEmitted">False if OpenAI's loader passes over the frame; it is stored all the same, since an IDM needs every frame.</param>
public readonly record struct FrameAction(JointAction Action, bool IsNull, bool IsEmitted);
