namespace Rl.Algorithms;

/// <summary>What one iteration's update did.</summary>
public sealed record LearnerReport
{
    /// <summary>Figures by the names in <see cref="MetricNames"/>; those of the wake are means over its valid slots.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>Slots that held an action.</summary>
    public required long ValidSlots { get; init; }

    /// <summary>Steps of the optimisers that were made.</summary>
    public required int Updates { get; init; }

    /// <summary>Steps that were not made, because a figure was not finite or the divergence too large.</summary>
    public required int SkippedUpdates { get; init; }

    /// <summary>Mean |log ratio| between learner and workers on the first mini-batch, before any step: near 0 where nothing lags.</summary>
    public required double InitialLogRatio { get; init; }

    /// <summary>So many updates in a row were skipped that the run should stop; the policy is as the last good update left it.</summary>
    public required bool Diverged { get; init; }
}
