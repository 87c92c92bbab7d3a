using MessagePack;

namespace Rl.Workers.Protocol;

/// <summary>What became of a stream of fragments, said when it ends.</summary>
[MessagePackObject]
public sealed record FragmentsReply
{
    /// <summary>Fragments taken into the learner's queue.</summary>
    [Key(0)]
    public long Accepted { get; init; }
}
