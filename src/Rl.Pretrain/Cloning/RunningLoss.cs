namespace Rl.Pretrain.Cloning;

/// <summary>The loss as a training tells it: a mean of which each update forgets a twentieth.</summary>
internal static class RunningLoss
{
    private const double Kept = 0.95;

    /// <summary>The mean after one more update.</summary>
    /// <param name="mean">The mean before it; not a number before the first.</param>
    /// <param name="loss">The update's loss.</param>
    public static double After(double mean, double loss) => double.IsNaN(mean) ? loss : (Kept * mean) + ((1 - Kept) * loss);
}
