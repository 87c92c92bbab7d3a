namespace Rl.Pretrain.Filming;

/// <summary>A segment in the table of contents: a video and its lines.</summary>
public sealed record FilmedSegment
{
    /// <summary>Path below the recordings' folder without ending, parts divided by /.</summary>
    public required string Id { get; init; }

    /// <summary>Frames of the mp4 and lines of the jsonl.</summary>
    public required int Frames { get; init; }

    /// <summary>Length of the mp4.</summary>
    public required long VideoBytes { get; init; }

    /// <summary>SHA-256 of the mp4, in hexadecimal.</summary>
    public required string VideoSha256 { get; init; }

    /// <summary>Length of the jsonl.</summary>
    public required long ActionsBytes { get; init; }

    /// <summary>SHA-256 of the jsonl, in hexadecimal.</summary>
    public required string ActionsSha256 { get; init; }
}
