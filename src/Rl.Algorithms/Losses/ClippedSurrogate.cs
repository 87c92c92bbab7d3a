using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Algorithms.Losses;

/// <summary>The clipped surrogate objective (Schulman et al. 2017, PPO, eq. 7), as a loss to be made small.</summary>
public static class ClippedSurrogate
{
    /// <summary>−mean over valid slots of min(ratio · A, clip(ratio, 1 − ε, 1 + ε) · A), with ratio = π_θ(a) / π_behaviour(a).</summary>
    /// <param name="logProbabilities"><c>[batch, time] float32</c>; of the taken actions under θ, with gradient.</param>
    /// <param name="behaviour"><c>[batch, time] float32</c>; of the same actions under the policy that took them.</param>
    /// <param name="advantages"><c>[batch, time] float32</c>.</param>
    /// <param name="valid"><c>[batch, time] bool</c>.</param>
    /// <param name="ratioClip">ε.</param>
    /// <returns><c>[] float32</c>, the caller's.</returns>
    public static Tensor Loss(Tensor logProbabilities, Tensor behaviour, Tensor advantages, Tensor valid, double ratioClip)
    {
        using var scope = NewDisposeScope();

        // An invalid slot gets ratio 1 and no path to θ: otherwise an overflow there would reach the gradient as 0 · ∞.
        var logRatio = where(valid, logProbabilities - behaviour, zeros_like(behaviour));
        var ratio = logRatio.exp();
        var clipped = ratio.Within(1 - ratioClip, 1 + ratioClip);
        var loss = MaskedMean.Of(-minimum(ratio * advantages, clipped * advantages), valid);

        return loss.MoveToOuterDisposeScope();
    }
}
