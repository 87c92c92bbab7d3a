using static TorchSharp.torch;

namespace Rl.Algorithms.Losses;

/// <summary>
/// The term that holds the policy near the one it started from: ρ · KL(prior‖θ), summed over the button and the camera head. It takes the
/// entropy bonus's place (Baker et al. 2022, section 4.4 and appendix G); it is a loss, not a penalty on the reward.
/// </summary>
public static class PriorKl
{
    /// <summary>ρ at an iteration: a pure function, so that a resumed run needs no state for it.</summary>
    public static double Coefficient(PpoConfig config, long iteration)
    {
        return config.PriorKlCoefficient * Math.Pow(config.PriorKlDecay, iteration);
    }

    /// <summary>KL(kept‖θ) of each slot, summed over both heads. Gradients flow to θ only.</summary>
    /// <param name="kept">The frozen policy: the prior, or π_old; <c>[…]</c> slots.</param>
    /// <param name="buttonLogProbabilities"><c>[…, 8641] float32</c> under θ.</param>
    /// <param name="cameraLogProbabilities"><c>[…, 121] float32</c> under θ.</param>
    /// <returns><c>[…] float32</c>, the caller's.</returns>
    public static Tensor PerSlot(ActionDistribution kept, Tensor buttonLogProbabilities, Tensor cameraLogProbabilities)
    {
        using var scope = NewDisposeScope();

        var buttons = (kept.ButtonProbabilities() * buttonLogProbabilities).sum(-1);
        var camera = (kept.CameraProbabilities() * cameraLogProbabilities).sum(-1);
        var divergence = kept.NegativeEntropy - buttons - camera;

        return divergence.MoveToOuterDisposeScope();
    }
}
