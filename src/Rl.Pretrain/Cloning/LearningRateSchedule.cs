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
}
