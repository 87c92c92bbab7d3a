namespace Rl.Workers.Runs;

/// <summary>What tools that watch a run read from status.json.</summary>
public sealed record RunStatus
{
    /// <summary>starting, training, finished, interrupted or failed.</summary>
    public required string State { get; init; }

    /// <summary>Completed iterations.</summary>
    public long Iteration { get; init; }

    /// <summary>Slots with an action that were learnt from.</summary>
    public long Frames { get; init; }

    /// <summary>When this was written.</summary>
    public DateTimeOffset Updated { get; init; }

    /// <summary>Worker processes that live.</summary>
    public int WorkersAlive { get; init; }

    /// <summary>Worker processes restarted so far.</summary>
    public long WorkerRestarts { get; init; }

    /// <summary>Name of the newest folder in checkpoints/, if any.</summary>
    public string? LastCheckpoint { get; init; }

    /// <summary>Name of the checkpoint with the highest running mean return, if any.</summary>
    public string? BestCheckpoint { get; init; }

    /// <summary>Mean return of the last hundred episodes, if any ended.</summary>
    public double? MeanReturn { get; init; }

    /// <summary>Why the run ended, where that is not plain.</summary>
    public string? Message { get; init; }
}
