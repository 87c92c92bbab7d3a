using static TorchSharp.torch;

namespace Rl.Algorithms.Losses;

/// <summary>The value heads' regression, in the normalised space in which they predict.</summary>
public static class ValueLoss
{
    /// <summary>Mean squared error over valid slots (without the ½ that some write; the coefficient carries it).</summary>
    /// <param name="predicted"><c>[batch, time] float32</c>; a value head's raw output, with gradient.</param>
    /// <param name="normalizedTargets"><c>[batch, time] float32</c>; advantages + values, normalised.</param>
    /// <param name="valid"><c>[batch, time] bool</c>.</param>
    /// <returns><c>[] float32</c>, the caller's.</returns>
    public static Tensor Loss(Tensor predicted, Tensor normalizedTargets, Tensor valid)
    {
        using var scope = NewDisposeScope();

        var error = where(valid, predicted - normalizedTargets, zeros_like(predicted));
        var loss = MaskedMean.Of(error.square(), valid);

        return loss.MoveToOuterDisposeScope();
    }
}
