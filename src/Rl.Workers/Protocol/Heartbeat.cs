using MessagePack;

namespace Rl.Workers.Protocol;

/// <summary>A worker's sign of life. That it arrives shows that the process lives; that <see cref="Steps"/> grows, that it works.</summary>
[MessagePackObject]
public sealed record Heartbeat
{
    /// <summary>Which worker.</summary>
    [Key(0)]
    public int Worker { get; init; }

    /// <summary>The incarnation it said hello with.</summary>
    [Key(1)]
    public ulong Incarnation { get; init; }

    /// <summary>Slots filled in this life.</summary>
    [Key(2)]
    public long Steps { get; init; }

    /// <summary>True while the worker waits for the learner to take a fragment; then no steps are expected of it.</summary>
    [Key(3)]
    public bool Waiting { get; init; }

    /// <summary>Environment faults and timeouts in this life.</summary>
    [Key(4)]
    public long Timeouts { get; init; }

    /// <summary>Open fragments thrown away in this life.</summary>
    [Key(5)]
    public long FragmentsDiscarded { get; init; }

    /// <summary>Mean number of frames in one call of the policy.</summary>
    [Key(6)]
    public double InferenceBatch { get; init; }

    /// <summary>What the newest of the faults said; empty before the first.</summary>
    [Key(7)]
    public string LastFault { get; init; } = "";

    /// <summary>What the time of this life went into.</summary>
    [Key(8)]
    public WorkerSeconds Seconds { get; init; }
}
