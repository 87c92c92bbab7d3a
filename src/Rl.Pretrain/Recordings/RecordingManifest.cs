using System.Text.Json.Serialization;

namespace Rl.Pretrain.Recordings;

/// <summary>The table of contents of a recording; written last, so that a recording without one was interrupted.</summary>
public sealed record RecordingManifest
{
    /// <summary>Format of the recording.</summary>
    public int FormatVersion { get; init; } = RecordingHeader.CurrentFormat;

    /// <summary>Name of the environment: <c>meadow</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>Name of the player: <c>lumberjack</c>.</summary>
    public required string Expert { get; init; }

    /// <summary>Rows of a frame.</summary>
    public required int FrameHeight { get; init; }

    /// <summary>Columns of a frame.</summary>
    public required int FrameWidth { get; init; }

    /// <summary>Hash of the frame size and the action space.</summary>
    public required string SpacesHash { get; init; }

    /// <summary>Steps in all episodes.</summary>
    public required long Steps { get; init; }

    /// <summary>Steps in which the player did nothing.</summary>
    public required long NullSteps { get; init; }

    /// <summary>Steps in which something else than the player's action was carried out.</summary>
    public required long PerturbedSteps { get; init; }

    /// <summary>The episodes, in order.</summary>
    public required IReadOnlyList<RecordingManifestEntry> Episodes { get; init; }

    /// <summary>Episodes that were passed over because something was wrong with them; null if there were none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SkippedEpisode>? Skipped { get; init; }

    /// <summary>Hash of the model whose labels stand in the place of the player's actions; null where the actions are the player's own.</summary>
    [JsonIgnore]
    public string? LabelledBy { get; init; }

    /// <summary>A name that two recordings share only if all their shards, and who labelled them, are the same.</summary>
    public string Identity()
    {
        var text = string.Join('\n', Episodes.Select(episode => episode.Sha256)) + (LabelledBy is { } author ? $"\nlabelled by {author}" : "");
        return ShardLayout.ShortHash(text);
    }
}
