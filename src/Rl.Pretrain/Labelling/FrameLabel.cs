using Rl.Env.Actions;

namespace Rl.Pretrain.Labelling;

/// <summary>What an inverse dynamics model says was done on a frame.</summary>
/// <param name="Action">The likeliest action, each button and each direction of the camera by itself.</param>
/// <param name="ButtonsLogProb">Sum of the twenty buttons' log-probabilities, in nats: 0 is certain.</param>
/// <param name="CameraLogProb">Sum of both directions' log-probabilities, in nats.</param>
public readonly record struct FrameLabel(FactoredAction Action, float ButtonsLogProb, float CameraLogProb);
