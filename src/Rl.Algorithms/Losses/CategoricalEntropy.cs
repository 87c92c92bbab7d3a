using static TorchSharp.torch;

namespace Rl.Algorithms.Losses;

/// <summary>Entropy of categorical distributions given by log-probabilities.</summary>
public static class CategoricalEntropy
{
    /// <summary>−Σ p log p over the last axis, with gradient.</summary>
    /// <param name="logProbabilities"><c>[…, class] float32</c>.</param>
    /// <returns><c>[…] float32</c>, the caller's.</returns>
    public static Tensor PerSlot(Tensor logProbabilities)
    {
        using var scope = NewDisposeScope();

        var entropy = -(logProbabilities.exp() * logProbabilities).sum(-1);

        return entropy.MoveToOuterDisposeScope();
    }
}
