using static TorchSharp.torch;

namespace Rl.Models;

/// <summary>Running mean and variance of returns; a value head predicts returns in these units, so that its scale never changes.</summary>
/// <remarks>The statistics are exponential averages with a debiasing term, the reference's formula. They are part of the checkpoint.</remarks>
public sealed class ValueNormalizer
{
    private const double SmallestDebias = 1e-5;
    private const double SmallestVariance = 1e-2;

    private readonly Tensor _mean;
    private readonly Tensor _meanSquare;
    private readonly Tensor _debias;

    /// <param name="mean"><c>[1] float32</c>, running mean; all three stay the policy's.</param>
    /// <param name="meanSquare"><c>[1] float32</c>, running mean of squares.</param>
    /// <param name="debias"><c>[] float32</c>, running mean of ones.</param>
    internal ValueNormalizer(Tensor mean, Tensor meanSquare, Tensor debias)
    {
        _mean = mean;
        _meanSquare = meanSquare;
        _debias = debias;
    }

    /// <summary>The share of the old statistics that one update keeps.</summary>
    public double Beta { get; set; } = 0.99999;

    /// <summary>Mean and standard deviation of returns as seen so far; 0 and 0.1 before the first update.</summary>
    public (double Mean, double StandardDeviation) Statistics
    {
        get
        {
            var debias = Math.Max(_debias.item<float>(), SmallestDebias);
            var mean = _mean.item<float>() / debias;
            var variance = Math.Max((_meanSquare.item<float>() / debias) - (mean * mean), SmallestVariance);

            return (mean, Math.Sqrt(variance));
        }
    }

    /// <summary>Takes a batch of returns into the statistics; call it before normalising the same batch.</summary>
    /// <param name="targets">Returns, of any shape.</param>
    public void Update(Tensor targets)
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        var batch = targets.detach().to_type(ScalarType.Float32);
        _mean.MultiplyBy(Beta).add_(batch.mean().Times(1 - Beta));
        _meanSquare.MultiplyBy(Beta).add_(batch.square().mean().Times(1 - Beta));
        _debias.MultiplyBy(Beta).Increase(1 - Beta);
    }

    /// <summary>Returns in the head's units. The caller owns the result.</summary>
    public Tensor Normalize(Tensor returns)
    {
        var (mean, deviation) = Statistics;
        using var centred = returns.Plus(-mean);

        return centred.DividedBy(deviation);
    }

    /// <summary>The head's raw output as returns. The caller owns the result.</summary>
    public Tensor Denormalize(Tensor raw)
    {
        var (mean, deviation) = Statistics;
        using var scaled = raw.Times(deviation);

        return scaled.Plus(mean);
    }
}
