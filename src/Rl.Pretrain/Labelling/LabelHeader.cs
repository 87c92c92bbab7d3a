namespace Rl.Pretrain.Labelling;

/// <summary>What a shard of labels says about itself.</summary>
public sealed record LabelHeader
{
    /// <summary>The format that this version writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Format of the shard.</summary>
    public int FormatVersion { get; init; } = CurrentFormat;

    /// <summary>What was labelled: the episode's shard or the video, relative to its folder.</summary>
    public required string Source { get; init; }

    /// <summary>SHA-256 of the episode's shard; for a video null, for it is not read twice.</summary>
    public string? SourceSha256 { get; init; }

    /// <summary>Length of the labelled file in bytes.</summary>
    public required long SourceBytes { get; init; }

    /// <summary>Labelled frames: all that there are.</summary>
    public required int Frames { get; init; }

    /// <summary>Hash of the model that told them.</summary>
    public required string Model { get; init; }

    /// <summary>Frames of the model's window.</summary>
    public required int Window { get; init; }

    /// <summary>Frames between windows.</summary>
    public required int Stride { get; init; }

    /// <summary>True if labels were drawn by their chances, false if they are the likeliest.</summary>
    public bool Draws { get; init; }

    /// <summary>Who told them: the model, and how it was asked.</summary>
    public string Author() => Draws ? $"{Model} drawing" : Model;

    /// <summary>SHA-256 of the columns that follow.</summary>
    public required string ColumnsSha256 { get; init; }
}
