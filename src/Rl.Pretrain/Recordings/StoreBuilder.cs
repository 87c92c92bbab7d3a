using Rl.Pretrain.Video;

namespace Rl.Pretrain.Recordings;

/* StoreBuilder must
 * - decode no video twice: a shard that is finished is kept when the builder is started again
 * - leave out an episode that is damaged or missing, and say so in the store; but stop where the next one would fare no better
 *   (no ffmpeg, a full disk)
 * - give the same shards for any number of threads
 */

/// <summary>
/// Makes a recording out of videos and what was done in them: every frame is decoded and resized once, and training reads the store from then on.
/// An interrupted build goes on where it stopped. One builder at a time works in a folder.
/// </summary>
/// <param name="config">Size of the frames, and how they are stored.</param>
/// <param name="clock">Tells the time for progress reports.</param>
public sealed class StoreBuilder(StoreBuilderConfig config, TimeProvider clock)
{
    /// <summary>Frames that are decoded at a time.</summary>
    private const int ChunkFrames = 16;

    private readonly StoreBuilderConfig _config = config.Validated();

    /// <summary>Builds the store, or goes on building it.</summary>
    /// <param name="directory">The store's folder.</param>
    /// <param name="episodes">The videos; the same ones in the same order when a build is gone on with.</param>
    /// <param name="progress">Told after every episode.</param>
    /// <param name="cancellation">Ends the build; finished shards stay.</param>
    /// <exception cref="IOException">The folder holds a finished store, or shards of another one; or the disk is full.</exception>
    /// <exception cref="DamagedDataException">Not one of the episodes can be used.</exception>
    /// <exception cref="FfmpegMissingException">ffmpeg is not installed.</exception>
    public async Task<RecordingStore> BuildAsync(
        string directory, IReadOnlyList<StoreEpisode> episodes, IProgress<RecordingProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(episodes);
        if (RecordingStore.Exists(directory))
        {
            throw new IOException($"'{directory}' holds a finished recording already. Choose another folder, or delete that one.");
        }

        Directory.CreateDirectory(directory);
        var tally = new RecordingTally(episodes.Count, progress, clock);
        var options = new ParallelOptions { MaxDegreeOfParallelism = _config.Threads, CancellationToken = cancellation };
        await Parallel.ForAsync(0, episodes.Count, options, (i, token) => AddAsync(directory, episodes[i], i, tally, token)).ConfigureAwait(false);
        if (tally.Entries.Count == 0)
        {
            var first = tally.Skipped.Count > 0 ? $" The first: {tally.Skipped[0].Source}: {tally.Skipped[0].Reason}" : "";
            throw new DamagedDataException($"None of {episodes.Count} episodes could be stored in '{directory}'.{first}");
        }

        RecordingStore.WriteManifest(directory, Describe(tally));
        return RecordingStore.Open(directory);
    }

    private async ValueTask AddAsync(string directory, StoreEpisode episode, int index, RecordingTally tally, CancellationToken cancellation)
    {
        if (Finished(directory, episode, index) is { } entry)
        {
            tally.Add(index, entry);
            return;
        }

        try
        {
            tally.Add(index, await StoreAsync(directory, episode, index, cancellation).ConfigureAwait(false));
        }
        catch (Exception error) when (error is DamagedDataException or FileNotFoundException or DirectoryNotFoundException)
        {
            tally.Skip(index, new SkippedEpisode(episode.Source, error.Message));
        }
    }

    /// <summary>The entry of a shard that an earlier build has finished; null if there is none, or if it is damaged and has to be made again.</summary>
    private RecordingManifestEntry? Finished(string directory, StoreEpisode episode, int index)
    {
        var path = Path.Combine(directory, ShardLayout.ShardFile(index));
        if (!File.Exists(path))
        {
            return null;
        }

        RecordedEpisode shard;
        try
        {
            shard = RecordedEpisode.Open(path);
        }
        catch (DamagedDataException)
        {
            return null;
        }

        if (shard.Header.Source != episode.Source || shard.FrameSize != _config.FrameSize || shard.Header.Encoding != _config.Encoding)
        {
            throw new IOException(
                $"'{path}' holds '{shard.Header.Source}' at {shard.FrameSize}, {shard.Header.Encoding}; expected '{episode.Source}' at {_config.FrameSize}, {_config.Encoding}. "
                + "Is it of another store? Choose another folder, or delete that one.");
        }

        return RecordingManifestEntry.Describe(path, Path.GetFileName(path), shard);
    }

    private async Task<RecordingManifestEntry> StoreAsync(string directory, StoreEpisode episode, int index, CancellationToken cancellation)
    {
        var actions = await episode.LoadActionsAsync(cancellation).ConfigureAwait(false);
        var settings = _config.Video with
        {
            FrameSize = _config.FrameSize,
            Edit = actions.Edit,
            FramesPerSecond = actions.IsByPicture ? null : _config.Video.FramesPerSecond,
        };
        var reader = await VideoReader.OpenAsync(episode.VideoPath, settings, cancellation).ConfigureAwait(false);
        await using var _ = reader.ConfigureAwait(false);
        using var shard = new ShardWriter(directory, index, _config.FrameSize, _config.Encoding);
        var bytes = _config.FrameSize.ByteCount;
        var frames = new byte[ChunkFrames * bytes];
        for (var count = -1; count != 0;)
        {
            count = await reader.ReadAsync(frames, cancellation).ConfigureAwait(false);
            for (var row = 0; row < count && shard.Steps < actions.Steps.Count; row++)
            {
                shard.Append(frames.AsSpan(row * bytes, bytes), actions.Steps[shard.Steps]);
            }
        }

        if (shard.Steps == 0)
        {
            throw new DamagedDataException($"'{episode.Source}' has no actions to its {reader.FramesRead} frames.");
        }

        return shard.Complete(RecordingHeader.Of(index, worldSeed: 0, _config.Environment, _config.Player) with
        {
            Source = episode.Source,
            FramesLeftOver = (int)(reader.FramesRead - shard.Steps),
            ActionsLeftOver = actions.Steps.Count - shard.Steps,
        });
    }

    private RecordingManifest Describe(RecordingTally tally) => new()
    {
        Environment = _config.Environment,
        Expert = _config.Player,
        FrameHeight = _config.FramePixels,
        FrameWidth = _config.FramePixels,
        SpacesHash = ShardLayout.SpacesHash(_config.FrameSize),
        Steps = tally.Entries.Sum(episode => (long)episode.Steps),
        NullSteps = tally.Entries.Sum(episode => (long)episode.NullSteps),
        PerturbedSteps = 0,
        Episodes = tally.Entries,
        Skipped = tally.Skipped.Count == 0 ? null : tally.Skipped,
    };
}
