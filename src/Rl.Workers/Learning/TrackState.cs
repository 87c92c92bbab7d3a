using MessagePack;

namespace Rl.Workers.Learning;

/// <summary>Where a serial run's checkpoint left off in one environment's fragments.</summary>
[MessagePackObject]
public sealed record TrackState
{
    /// <summary>The worker.</summary>
    [Key(0)]
    public int Worker { get; init; }

    /// <summary>Its environment.</summary>
    [Key(1)]
    public int Environment { get; init; }

    /// <summary>The environment's incarnation.</summary>
    [Key(2)]
    public ulong Incarnation { get; init; }

    /// <summary>The sequence number that comes next.</summary>
    [Key(3)]
    public long Next { get; init; }

    /// <summary>The prior's memory to the bit; empty for none.</summary>
    [Key(4)]
    public byte[] Memory { get; init; } = [];
}
