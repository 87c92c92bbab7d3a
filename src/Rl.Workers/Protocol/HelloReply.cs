using MessagePack;

namespace Rl.Workers.Protocol;

/// <summary>The learner takes a worker on.</summary>
[MessagePackObject]
public sealed record HelloReply
{
    /// <summary>How often this worker was taken on before; its episodes are numbered apart from those of its earlier lives.</summary>
    [Key(0)]
    public int Life { get; init; }

    /// <summary>Completed iterations.</summary>
    [Key(1)]
    public long PolicyVersion { get; init; }
}
