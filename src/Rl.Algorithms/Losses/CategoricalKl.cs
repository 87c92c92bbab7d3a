using static TorchSharp.torch;

namespace Rl.Algorithms.Losses;

/// <summary>Kullback–Leibler divergences between categorical distributions given by log-probabilities.</summary>
public static class CategoricalKl
{
    /// <summary>
    /// KL(p‖q) = Σ p (log p − log q) over the last axis. The first argument is the distribution that the mean is taken under, so swapping
    /// the arguments gives the other direction. Gradients flow to both.
    /// </summary>
    /// <param name="logP"><c>[…, class] float32</c>.</param>
    /// <param name="logQ"><c>[…, class] float32</c>.</param>
    /// <returns><c>[…] float32</c>, the caller's.</returns>
    public static Tensor PerSlot(Tensor logP, Tensor logQ)
    {
        using var scope = NewDisposeScope();

        var divergence = (logP.exp() * (logP - logQ)).sum(-1);

        return divergence.MoveToOuterDisposeScope();
    }

    /// <summary>
    /// KL(p‖q) = Σ p log p − Σ p log q for a p that does not change, so that its Σ p log p is computed once and each use costs one product
    /// of the size of the class axis. Gradients flow to q only.
    /// </summary>
    /// <param name="probabilities"><c>[…, class] float32</c>; p.</param>
    /// <param name="negativeEntropy"><c>[…] float32</c>; Σ p log p.</param>
    /// <param name="logQ"><c>[…, class] float32</c>.</param>
    /// <returns><c>[…] float32</c>, the caller's.</returns>
    public static Tensor PerSlot(Tensor probabilities, Tensor negativeEntropy, Tensor logQ)
    {
        using var scope = NewDisposeScope();

        var divergence = negativeEntropy - (probabilities * logQ).sum(-1);

        return divergence.MoveToOuterDisposeScope();
    }
}
