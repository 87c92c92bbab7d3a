namespace Rl.Pretrain.Cloning;

/// <summary>A linear rise, then a linear fall to 0.</summary>
internal static class LearningRateSchedule
{
    /// <summary>The learning rate of update <paramref name="update"/> (from 0) of <paramref name="total"/>.</summary>
    public static double At(long update, long total, int warmup, double peak)
    {
        var rise = warmup == 0 ? 1 : Math.Min(1, (update + 1.0) / warmup);
        var fall = update < warmup ? 1 : (double)(total - update) / Math.Max(1, total - warmup);
        return peak * rise * Math.Clamp(fall, 0, 1);
    }

    /// <summary>Updates asked for: by epochs and by number, whichever ends first; at least one of the two is given.</summary>
    /// <param name="epochs">How often every step is learned; 0 leaves the end to <paramref name="maxUpdates"/>.</param>
    /// <param name="maxUpdates">Most updates; 0 is no limit.</param>
    /// <param name="steps">Steps of an epoch.</param>
    /// <param name="framesPerUpdate">Steps that an update learns from.</param>
    public static long Total(double epochs, long maxUpdates, long steps, long framesPerUpdate)
    {
        var byEpochs = epochs == 0 ? long.MaxValue : Math.Max(1, (long)Math.Round(epochs * steps / framesPerUpdate));
        return maxUpdates == 0 ? byEpochs : Math.Min(byEpochs, maxUpdates);
    }
}
