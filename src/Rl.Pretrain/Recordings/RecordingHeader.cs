using System.Text.Json.Serialization;

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

    /// <summary>How the frames lie in the file; a header that does not say is of raw ones.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public FrameEncoding Encoding { get; init; }

    /// <summary>Bytes of all packed chunks and of the table of their lengths; 0 for raw frames, whose bytes follow from their number.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long PackedBytes { get; init; }

    /// <summary>The video that the frames come from, as the store's builder was told its name; null where they were never one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Source { get; init; }

    /// <summary>Frames at the video's end that no action belongs to; they are not stored.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int FramesLeftOver { get; init; }

    /// <summary>Actions at the end that no frame belongs to; they are not stored.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int ActionsLeftOver { get; init; }

    /// <summary>Bytes of the list of gains after the columns.</summary>
    public required int GainsBytes { get; init; }

    /// <summary>A header that names where an episode comes from, before anything is known of its steps.</summary>
    internal static RecordingHeader Of(int episode, long worldSeed, string environment, string expert) => new()
    {
        Episode = episode,
        WorldSeed = worldSeed,
        Environment = environment,
        Expert = expert,
        FrameHeight = 0,
        FrameWidth = 0,
        Steps = 0,
        SpacesHash = "",
        GainsBytes = 0,
    };
}
