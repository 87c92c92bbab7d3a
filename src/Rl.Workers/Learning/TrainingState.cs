using Rl.Workers.Protocol;

namespace Rl.Workers.Learning;

/// <summary>A run's counters, as state.json of a checkpoint holds them.</summary>
public sealed record TrainingState
{
    /// <summary>Completed iterations, which is also the policy's version; the phase between two iterations is always the same.</summary>
    public long Iteration { get; init; }

    /// <summary>Slots with an action that were learnt from.</summary>
    public long Frames { get; init; }

    /// <summary>Slots that arrived.</summary>
    public long Steps { get; init; }

    /// <summary>Seconds trained, over all sittings.</summary>
    public double Seconds { get; init; }

    /// <summary>Highest mean return at a checkpoint with a full window.</summary>
    public double? BestReturn { get; init; }

    /// <summary>How often each worker was taken on.</summary>
    public IReadOnlyList<int> Lives { get; init; } = [];

    /// <summary>Worker restarts over all sittings.</summary>
    public long Restarts { get; init; }

    /// <summary>Environment faults over all sittings.</summary>
    public long Timeouts { get; init; }

    /// <summary>Discarded fragments over all sittings.</summary>
    public long FragmentsDiscarded { get; init; }

    /// <summary>Fragments not learnt from.</summary>
    public IntakeCounters Intake { get; init; } = new();

    /// <summary>The last episodes.</summary>
    public IReadOnlyList<FinishedEpisode> Episodes { get; init; } = [];

    /// <summary>True if the checkpoint holds a prior.</summary>
    public bool HasPrior { get; init; }

    /// <summary>libtorch's threads; another number may change the last bits of sums.</summary>
    public int TorchThreads { get; init; }
}
