using System.Text.Json;

namespace Rl.Pretrain.Filming;

/// <summary>An episode in the table of contents; also a file of its own beside its segments, which says that they are finished.</summary>
public sealed record FilmedEpisode
{
    /// <summary>Number of the episode, from 0.</summary>
    public required int Episode { get; init; }

    /// <summary>Hash of all settings that decide what the files hold: a rerun with others does not take them for its own.</summary>
    public required string Settings { get; init; }

    /// <summary>The seed of the world that was played.</summary>
    public required long WorldSeed { get; init; }

    /// <summary>Temper and habits of the player, as he describes himself; null if he has none.</summary>
    public JsonElement? Persona { get; init; }

    /// <summary>Steps: frames of all segments together.</summary>
    public required int Steps { get; init; }

    /// <summary>Steps in which nothing was done.</summary>
    public required int NullSteps { get; init; }

    /// <summary>Sum of the rewards.</summary>
    public required double Return { get; init; }

    /// <summary>For each rung of the ladder that was reached, the step that brought its first unit, counted from 1.</summary>
    public required IReadOnlyDictionary<string, int> Milestones { get; init; }

    /// <summary>The segments, in order.</summary>
    public required IReadOnlyList<FilmedSegment> Segments { get; init; }
}
