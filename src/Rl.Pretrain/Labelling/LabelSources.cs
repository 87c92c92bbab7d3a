using Rl.Env;
using Rl.Env.Frames;
using Rl.Pretrain.Contractor;
using Rl.Pretrain.Recordings;
using Rl.Pretrain.Video;

namespace Rl.Pretrain.Labelling;

/// <summary>Lists what there is to be labelled.</summary>
public static class LabelSources
{
    private static readonly string[] VideoExtensions = [".mp4", ".mkv", ".webm", ".mov", ".avi"];

    /// <summary>The episodes of a recording, in order.</summary>
    public static IReadOnlyList<LabelTask> OfRecording(RecordingStore recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        return
        [
            .. recording.Manifest.Episodes.Select((entry, i) => new LabelTask(
                Path.GetFileNameWithoutExtension(entry.File), entry.File, entry.Bytes, entry.Sha256, _ => Task.FromResult<IFrameSource>(new EpisodeFrames(recording.Episodes[i])))),
        ];
    }

    /// <summary>The videos in a folder and all below it, in an order that does not depend on the machine.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="size">Size to which frames are brought: the model's.</param>
    /// <param name="cursor">Drawn into windows of videos that have a contractor's jsonl beside them, which shows them without; null draws none.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder, or no video in it.</exception>
    public static IReadOnlyList<LabelTask> OfVideos(string directory, FrameSize size, CursorImage? cursor = null)
    {
        var videos = Directory.Exists(directory)
            ? Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
                .Where(path => VideoExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
                .Select(path => Path.GetRelativePath(directory, path))
                .Order(StringComparer.Ordinal)
                .ToList()
            : [];
        if (videos.Count == 0)
        {
            throw new DirectoryNotFoundException($"There is no video in '{directory}' ({string.Join(", ", VideoExtensions)}). Is it the right folder?");
        }

        return
        [
            .. videos.Select(video => new LabelTask(
                Path.ChangeExtension(video, null),
                video,
                new FileInfo(Path.Combine(directory, video)).Length,
                null,
                cancellation => OpenAsync(Path.Combine(directory, video), size, cursor, cancellation))),
        ];
    }

    private static Task<IFrameSource> OpenAsync(string video, FrameSize size, CursorImage? cursor, CancellationToken cancellation)
    {
        var actions = Path.ChangeExtension(video, ".jsonl");
        return cursor is not null && File.Exists(actions)
            ? VideoFrames.OpenAsync(video, new VideoReaderConfig { FrameSize = size, FramesPerSecond = null, Edit = RecordedCursor.Over([.. ContractorRecording.Read(actions)], cursor) }, cancellation)
            : VideoFrames.OpenAsync(video, new VideoReaderConfig { FrameSize = size }, cancellation);
    }
}
