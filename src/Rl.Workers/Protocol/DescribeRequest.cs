using MessagePack;

namespace Rl.Workers.Protocol;

/// <summary>A worker's first words: it asks what the run is about.</summary>
[MessagePackObject]
public sealed record DescribeRequest
{
    /// <summary><see cref="WireProtocol.Version"/> of the worker.</summary>
    [Key(0)]
    public int Protocol { get; init; } = WireProtocol.Version;

    /// <summary>Which worker asks.</summary>
    [Key(1)]
    public int Worker { get; init; }
}
