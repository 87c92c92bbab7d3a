namespace Rl.Pretrain.Cloning;

/// <summary>How well a policy foretells the player on held-out episodes.</summary>
/// <param name="Loss">Mean of −log p(buttons) − log p(camera), in nats.</param>
/// <param name="ButtonAccuracy">Share of frames whose likeliest buttons are the player's.</param>
/// <param name="CameraAccuracy">Share of frames whose likeliest camera motion is the player's.</param>
/// <param name="TurningAccuracy">The same among frames in which the player turned: a resting camera is easy to foretell.</param>
/// <param name="AttackF1">Harmonic mean of precision and recall of the attack button.</param>
/// <param name="Frames">Frames looked at.</param>
public sealed record CloningMetrics(double Loss, double ButtonAccuracy, double CameraAccuracy, double TurningAccuracy, double AttackF1, long Frames);
