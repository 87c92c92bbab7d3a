using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Algorithms.Losses;

/// <summary>The mean over the slots that count.</summary>
public static class MaskedMean
{
    /// <summary>
    /// The mean of <paramref name="perSlot"/> where <paramref name="valid"/> is true, as if the other slots were absent: what stands in
    /// them, NaN included, changes neither the mean nor its gradient. 0 where no slot is valid.
    /// </summary>
    /// <param name="perSlot"><c>[batch, time] float32</c>, or any shape.</param>
    /// <param name="valid">The same shape, bool.</param>
    /// <returns><c>[] float32</c>, the caller's.</returns>
    public static Tensor Of(Tensor perSlot, Tensor valid)
    {
        using var scope = NewDisposeScope();

        var sum = where(valid, perSlot, zeros_like(perSlot)).sum();
        var mean = sum / valid.sum().to(sum.dtype).AtLeast(1);

        return mean.MoveToOuterDisposeScope();
    }
}
