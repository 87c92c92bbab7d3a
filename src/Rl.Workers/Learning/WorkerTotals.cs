using Rl.Workers.Protocol;

namespace Rl.Workers.Learning;

/// <summary>How the workers do in this sitting.</summary>
internal readonly record struct WorkerTotals
{
    public int Alive { get; init; }

    public long Restarts { get; init; }

    public long Timeouts { get; init; }

    public long FragmentsDiscarded { get; init; }

    public double InferenceBatch { get; init; }

    public int QueueDepth { get; init; }

    /// <summary>What the workers' time went into, of all of them together.</summary>
    public WorkerSeconds Seconds { get; init; }

    /// <summary>How often each worker was taken on, over all sittings.</summary>
    public IReadOnlyList<int>? Lives { get; init; }
}
