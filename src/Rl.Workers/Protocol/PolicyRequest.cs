using MessagePack;

namespace Rl.Workers.Protocol;

/// <summary>A worker asks for the newest policy, and for every newer one as it appears.</summary>
[MessagePackObject]
public sealed record PolicyRequest
{
    /// <summary>Which worker.</summary>
    [Key(0)]
    public int Worker { get; init; }

    /// <summary>The incarnation it said hello with.</summary>
    [Key(1)]
    public ulong Incarnation { get; init; }

    /// <summary>The version it has; −1 if none.</summary>
    [Key(2)]
    public long Have { get; init; } = -1;
}
