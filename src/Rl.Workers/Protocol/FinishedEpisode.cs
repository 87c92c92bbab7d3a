using MessagePack;

namespace Rl.Workers.Protocol;

/// <summary>An episode whose Last slot lies in a fragment.</summary>
[MessagePackObject]
public sealed record FinishedEpisode
{
    /// <summary>The world it was played in.</summary>
    [Key(0)]
    public long WorldSeed { get; init; }

    /// <summary>Undiscounted sum of its rewards.</summary>
    [Key(1)]
    public double Return { get; init; }

    /// <summary>Actions taken in it.</summary>
    [Key(2)]
    public int Length { get; init; }

    /// <summary>Rungs of the ladder reached in it, by their keys.</summary>
    [Key(3)]
    public IReadOnlyList<string> Milestones { get; init; } = [];
}
