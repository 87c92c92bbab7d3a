namespace Rl.Pretrain.Recordings;

/// <summary>What stands at the start of a shard, as JSON: all that is needed to read the episode in it.</summary>
public sealed record RecordingHeader
{
    /// <summary>The format this code writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Format of the shard.</summary>
    public int FormatVersion { get; init; } = CurrentFormat;

    /// <summary>Position of the episode in the recording.</summary>
    public required int Episode { get; init; }

    /// <summary>Rows of a frame.</summary>
    public required int FrameHeight { get; init; }

    /// <summary>Columns of a frame.</summary>
    public required int FrameWidth { get; init; }

    /// <summary>Recorded steps: frames, and the action taken on each.</summary>
    public required int Steps { get; init; }

    /// <summary>The seed of the world that was played.</summary>
    public required long WorldSeed { get; init; }

    /// <summary>Name of the environment: <c>meadow</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>Name of the player: <c>lumberjack</c>.</summary>
    public required string Expert { get; init; }

    /// <summary>Hash of the frame size and the action space; recordings of other spaces do not mix.</summary>
    public required string SpacesHash { get; init; }

    /// <summary>Bytes of the list of gains after the columns.</summary>
    public required int GainsBytes { get; init; }
}
