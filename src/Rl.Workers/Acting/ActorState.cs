using MessagePack;

namespace Rl.Workers.Acting;

/// <summary>A saved actor, as a serial run's checkpoint holds it.</summary>
[MessagePackObject]
public sealed record ActorState
{
    /// <summary>False if nothing was played yet.</summary>
    [Key(0)]
    public bool IsStarted { get; init; }

    /// <summary>Steps, timeouts, discarded fragments and inferences so far.</summary>
    [Key(1)]
    public IReadOnlyList<long> Counters { get; init; } = [];

    /// <summary>The policy's memory to the bit, <see cref="ExactMemory"/>.</summary>
    [Key(2)]
    public byte[] Memory { get; init; } = [];

    /// <summary>The environments in order.</summary>
    [Key(3)]
    public IReadOnlyList<ActedEnvironmentState> Environments { get; init; } = [];
}
