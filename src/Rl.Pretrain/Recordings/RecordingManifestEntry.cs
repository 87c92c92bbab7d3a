using System.Text.Json.Serialization;

namespace Rl.Pretrain.Recordings;

/// <summary>One episode in a recording's table of contents.</summary>
public sealed record RecordingManifestEntry
{
    /// <summary>Name of the shard file, beside the manifest.</summary>
    public required string File { get; init; }

    /// <summary>Length of the shard file.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of the shard file, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The seed of the world that was played.</summary>
    public required long WorldSeed { get; init; }

    /// <summary>Recorded steps.</summary>
    public required int Steps { get; init; }

    /// <summary>Steps in which the player did nothing.</summary>
    public required int NullSteps { get; init; }

    /// <summary>Steps in which something else than the player's action was carried out.</summary>
    public required int PerturbedSteps { get; init; }

    /// <summary>Sum of the episode's rewards.</summary>
    public required double Return { get; init; }

    /// <summary>The video that the episode comes from; null where it was never one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Source { get; init; }

    /// <summary>Frames at the video's end that no action belongs to; they are not stored.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int FramesLeftOver { get; init; }

    /// <summary>Actions at the end that no frame belongs to; they are not stored.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int ActionsLeftOver { get; init; }

    /// <summary>Reads off a finished shard what the table of contents says about it.</summary>
    internal static RecordingManifestEntry Describe(string path, string file, RecordedEpisode episode)
    {
        var returned = 0.0;
        foreach (var reward in episode.Rewards)
        {
            returned += reward;
        }

        return new RecordingManifestEntry
        {
            File = file,
            Bytes = new FileInfo(path).Length,
            Sha256 = ShardLayout.Sha256Of(path),
            WorldSeed = episode.Header.WorldSeed,
            Steps = episode.Steps,
            NullSteps = Enumerable.Range(0, episode.Steps).Count(episode.IsNull),
            PerturbedSteps = Enumerable.Range(0, episode.Steps).Count(episode.IsPerturbed),
            Return = returned,
            Source = episode.Header.Source,
            FramesLeftOver = episode.Header.FramesLeftOver,
            ActionsLeftOver = episode.Header.ActionsLeftOver,
        };
    }
}
