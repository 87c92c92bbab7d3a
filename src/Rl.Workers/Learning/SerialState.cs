using MessagePack;
using Rl.Workers.Acting;
using Rl.Workers.Protocol;

namespace Rl.Workers.Learning;

/// <summary>What a serial run's checkpoint holds besides the learner: the actors, and full fragments that wait to be learnt from.</summary>
[MessagePackObject]
public sealed record SerialState
{
    /// <summary>Every actor, by worker.</summary>
    [Key(0)]
    public IReadOnlyList<ActorState> Actors { get; init; } = [];

    /// <summary>Headers of the waiting fragments, in order.</summary>
    [Key(1)]
    public IReadOnlyList<FragmentHeader> Headers { get; init; } = [];

    /// <summary>Bodies of the waiting fragments, in order.</summary>
    [Key(2)]
    public IReadOnlyList<byte[]> Bodies { get; init; } = [];

    /// <summary>The worker whose turn it is.</summary>
    [Key(3)]
    public int Turn { get; init; }
}
