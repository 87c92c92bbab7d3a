using MessagePack;

namespace Rl.Workers.Protocol;

/// <summary>A worker reports for duty, with what it really built from the run's description.</summary>
[MessagePackObject]
public sealed record HelloRequest
{
    /// <summary><see cref="WireProtocol.Version"/> of the worker.</summary>
    [Key(0)]
    public int Protocol { get; init; } = WireProtocol.Version;

    /// <summary>Which worker.</summary>
    [Key(1)]
    public int Worker { get; init; }

    /// <summary>64 random bits, new at each start of the worker's process.</summary>
    [Key(2)]
    public ulong Incarnation { get; init; }

    /// <summary><see cref="Spaces.Hash"/> of what the worker built.</summary>
    [Key(3)]
    public ulong SpacesHash { get; init; }
}
