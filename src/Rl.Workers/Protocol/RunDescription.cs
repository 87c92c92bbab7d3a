using MessagePack;

namespace Rl.Workers.Protocol;

/// <summary>All that a worker needs to play for a run; nothing of it stands on its command line.</summary>
[MessagePackObject]
public sealed record RunDescription
{
    /// <summary>The run's settings as JSON.</summary>
    [Key(0)]
    public string ConfigJson { get; init; } = "";
}
