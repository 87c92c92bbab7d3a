namespace Rl.Workers.Runs;

/// <summary>What the live line tells.</summary>
public sealed record Progress
{
    /// <summary>Completed iterations.</summary>
    public long Iteration { get; init; }

    /// <summary>Iterations the run is to make; 0 if it has no such limit.</summary>
    public long IterationLimit { get; init; }

    /// <summary>Environment steps received so far.</summary>
    public long Steps { get; init; }

    /// <summary>How much of the run is done, 0 to 1; null if nothing limits it.</summary>
    public double? Done { get; init; }

    /// <summary>Mean lag of the last iteration's slots, in versions.</summary>
    public double Lag { get; init; }

    /// <summary>Mean return of the last hundred episodes; null before the first ended.</summary>
    public double? MeanReturn { get; init; }

    /// <summary>KL to the prior in the last iteration; null without a prior.</summary>
    public double? KlToPrior { get; init; }

    /// <summary>The KL's coefficient now.</summary>
    public double KlCoefficient { get; init; }

    /// <summary>Workers that live.</summary>
    public int WorkersAlive { get; init; }

    /// <summary>Workers the run asks for.</summary>
    public int Workers { get; init; }

    /// <summary>Restarts so far.</summary>
    public long Restarts { get; init; }
}
