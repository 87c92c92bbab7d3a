using MessagePack;
using Rl.Workers.Protocol;

namespace Rl.Workers.Acting;

/// <summary>One environment of a saved actor. Its world is not saved: the seed and the actions lead to it again.</summary>
[MessagePackObject]
public sealed record ActedEnvironmentState
{
    /// <summary>Episodes begun.</summary>
    [Key(0)]
    public long Episode { get; init; }

    /// <summary>The episode's world.</summary>
    [Key(1)]
    public long WorldSeed { get; init; }

    /// <summary>Button classes of the actions since the reset.</summary>
    [Key(2)]
    public ushort[] Buttons { get; init; } = [];

    /// <summary>Camera classes of the actions since the reset.</summary>
    [Key(3)]
    public byte[] Camera { get; init; } = [];

    /// <summary>The four words of the generator that draws actions.</summary>
    [Key(4)]
    public ulong[] Random { get; init; } = [];

    /// <summary>The environment's incarnation.</summary>
    [Key(5)]
    public ulong Incarnation { get; init; }

    /// <summary>How many incarnations there were.</summary>
    [Key(6)]
    public int Incarnations { get; init; }

    /// <summary>Number of the open fragment.</summary>
    [Key(7)]
    public long Sequence { get; init; }

    /// <summary>Slots filled in the open fragment.</summary>
    [Key(8)]
    public int Filled { get; init; }

    /// <summary>The open fragment's header.</summary>
    [Key(9)]
    public FragmentHeader Header { get; init; } = new();

    /// <summary>The open fragment's body; empty if no slot is filled.</summary>
    [Key(10)]
    public byte[] Body { get; init; } = [];

    /// <summary>Episodes that ended in the open fragment.</summary>
    [Key(11)]
    public IReadOnlyList<FinishedEpisode> Finished { get; init; } = [];
}
