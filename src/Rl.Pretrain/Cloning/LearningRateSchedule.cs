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

    /// <summary>Updates there will have been at the end: those asked for, or those there is time for. The rate has fallen to 0 by then either way.</summary>
    /// <param name="update">Updates made.</param>
    /// <param name="total">Updates asked for.</param>
    /// <param name="secondsPerUpdate">What an update took of late.</param>
    /// <param name="secondsLeft">Time that is left for updates.</param>
    public static long End(long update, long total, double secondsPerUpdate, double secondsLeft) =>
        (long)Math.Min(total, update + Math.Max(0, Math.Floor(secondsLeft / Math.Max(1e-9, secondsPerUpdate))));
}
