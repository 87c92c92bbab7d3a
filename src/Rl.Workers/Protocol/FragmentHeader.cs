using MessagePack;

namespace Rl.Workers.Protocol;

/// <summary>What is small and structured about a fragment; it travels as MessagePack before the raw body.</summary>
[MessagePackObject]
public sealed record FragmentHeader
{
    /// <summary><see cref="WireProtocol.Version"/> of the sender.</summary>
    [Key(0)]
    public int Protocol { get; init; } = WireProtocol.Version;

    /// <summary>Which worker played.</summary>
    [Key(1)]
    public int Worker { get; init; }

    /// <summary>Which of the worker's environments.</summary>
    [Key(2)]
    public int Environment { get; init; }

    /// <summary>64 bits that are new each time this environment is started; sequence numbers count within it.</summary>
    [Key(3)]
    public ulong Incarnation { get; init; }

    /// <summary>The episode at slot 0, counted from 0 within a worker's life.</summary>
    [Key(4)]
    public long Episode { get; init; }

    /// <summary>0 for an incarnation's first fragment, then one more each; shows duplicates and gaps.</summary>
    [Key(5)]
    public long Sequence { get; init; }

    /// <summary>The world at slot 0.</summary>
    [Key(6)]
    public long WorldSeed { get; init; }

    /// <summary><see cref="Spaces.Hash"/> of the sender.</summary>
    [Key(7)]
    public ulong SpacesHash { get; init; }

    /// <summary>Episodes that ended within the fragment, in order.</summary>
    [Key(8)]
    public IReadOnlyList<FinishedEpisode> FinishedEpisodes { get; init; } = [];
}
