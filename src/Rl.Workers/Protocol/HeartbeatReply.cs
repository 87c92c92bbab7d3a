using MessagePack;

namespace Rl.Workers.Protocol;

/// <summary>The learner heard a worker's heartbeat.</summary>
[MessagePackObject]
public sealed record HeartbeatReply
{
    /// <summary>The run is over: the worker exits with code 0.</summary>
    [Key(0)]
    public bool Stop { get; init; }
}
