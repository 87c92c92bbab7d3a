namespace Rl.Workers.Supervision;

/// <summary>How worker processes are watched.</summary>
public sealed record SupervisorConfig
{
    /// <summary>How often one worker is restarted before it is given up.</summary>
    public int MaxRestarts { get; init; } = 10;

    /// <summary>Wait before a worker's first restart; it doubles with each further one.</summary>
    public double BackoffSeconds { get; init; } = 0.5;

    /// <summary>The longest wait before a restart.</summary>
    public double MaxBackoffSeconds { get; init; } = 30;

    /// <summary>A worker that shows no progress for so long counts as hung and is killed; its start-up counts too.</summary>
    public double ProgressTimeoutSeconds { get; init; } = 120;

    /// <summary>How long workers may take to exit by themselves at the end before they are killed.</summary>
    public double ShutdownSeconds { get; init; } = 10;

    /// <summary>Returns this if every number makes sense, and throws otherwise.</summary>
    public SupervisorConfig Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(MaxRestarts);
        ArgumentOutOfRangeException.ThrowIfNegative(BackoffSeconds);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBackoffSeconds, BackoffSeconds);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ProgressTimeoutSeconds);
        ArgumentOutOfRangeException.ThrowIfNegative(ShutdownSeconds);
        return this;
    }
}
