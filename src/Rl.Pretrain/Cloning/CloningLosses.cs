namespace Rl.Pretrain.Cloning;

/// <summary>What one update found before it changed the policy.</summary>
/// <param name="Loss">Mean of −log p(buttons) − log p(camera), unweighted, in nats.</param>
/// <param name="OriginalKl">Mean of KL(start‖policy) over both heads, in nats; null where it is not asked for.</param>
public readonly record struct CloningLosses(double Loss, double? OriginalKl);
