namespace Rl.Pretrain.Cloning;

/// <summary>Foretells, while training goes on, how many updates there will have been at the end: those asked for, or those there is time for.</summary>
/// <param name="total">Updates asked for.</param>
/// <param name="limit">Time there is for updates and for what comes after them.</param>
internal sealed class UpdateForecast(long total, TimeSpan limit)
{
    /// <summary>The first updates load and compile; their time says nothing about the others'.</summary>
    public const int UnsteadyUpdates = 20;

    /// <summary>Updates there is time for. Not whole numbers: without a limit there are more than a long can hold.</summary>
    private double _fitting = double.PositiveInfinity;

    /// <summary>What the learning rate's schedule has to reckon with.</summary>
    public long LastUpdate => (long)Math.Min(total, _fitting);

    /// <summary>True once the time that is left is needed for what comes after the updates.</summary>
    public bool IsTimeUp { get; private set; }

    /// <summary>Looks at the clock.</summary>
    /// <param name="update">Updates made in all.</param>
    /// <param name="made">Updates made since the clock started, fewer if others were made before an interruption.</param>
    /// <param name="elapsed">Time since the clock started.</param>
    /// <param name="afterwards">What the validation and the trial at the end will take.</param>
    public void Look(long update, long made, TimeSpan elapsed, TimeSpan afterwards)
    {
        var left = limit - elapsed - (made < UnsteadyUpdates ? TimeSpan.Zero : afterwards);
        IsTimeUp = left <= TimeSpan.Zero;
        if (made >= UnsteadyUpdates)
        {
            var perUpdate = Math.Max(1e-9, elapsed.TotalSeconds / made);
            _fitting = update + Math.Max(0, Math.Floor(left.TotalSeconds / perUpdate));
        }
    }

    /// <summary>Time until the end.</summary>
    /// <param name="update">Updates made in all.</param>
    /// <param name="rate">Updates a second.</param>
    /// <param name="elapsed">Time since the clock started.</param>
    public TimeSpan Remaining(long update, double rate, TimeSpan elapsed) =>
        TimeSpan.FromSeconds(Math.Min((total - update) / Math.Max(1e-9, rate), Math.Max(0, (limit - elapsed).TotalSeconds)));
}
