using Rl.Pretrain.Contractor;
using Rl.Pretrain.Filming;
using Rl.Pretrain.Recordings;
using Rl.Pretrain.Video;

namespace Rl.Pretrain.Auditing;

/// <summary>
/// Looks at every segment of recordings in the contractors' format: both files there, every line readable, every frame decodable, as many of the one
/// as of the other; and, where there is a table of contents, nothing but what it lists, with its hashes. It does not stop at a fault.
/// </summary>
/// <param name="threads">Videos decoded at the same time.</param>
/// <param name="video">How videos are read.</param>
public sealed class RecordingsAudit(int threads, VideoReaderConfig video)
{
    private const int ChunkFrames = 8;

    // Every picture once: a frame belongs to a line by its number.
    private readonly VideoReaderConfig _video = video with { FramesPerSecond = null, FrameSize = null };

    /// <summary>Audits recordings.</summary>
    /// <param name="path">A folder, or an index.</param>
    /// <param name="options">How lines become actions.</param>
    /// <param name="progress">Told after every segment.</param>
    /// <param name="cancellation">Ends the audit.</param>
    /// <exception cref="FileNotFoundException">There is no such folder or file.</exception>
    /// <exception cref="DamagedDataException">The index or the table of contents cannot be read, so that nobody knows what ought to be there.</exception>
    /// <exception cref="FfmpegMissingException">ffmpeg is not installed.</exception>
    public async Task<AuditReport> RunAsync(string path, ContractorOptions options, IProgress<AuditProgress>? progress, CancellationToken cancellation)
    {
        var folder = ContractorFolder.Open(path, options);
        var manifest = Directory.Exists(path) && FilmingManifest.Exists(path) ? FilmingManifest.Read(path) : null;
        var listed = manifest?.Episodes.SelectMany(episode => episode.Segments).ToList();
        if (folder.Ids.Count == 0 && listed is null)
        {
            throw new DirectoryNotFoundException($"There is no recording in '{path}': no mp4, no jsonl, no manifest. Is it the right folder?");
        }

        var tally = new AuditTally("recordings", folder.Ids.Count, progress);
        CheckContents(manifest, folder, tally);
        var byId = listed?.GroupBy(segment => segment.Id).ToDictionary(group => group.Key, group => group.First());
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        await Parallel.ForEachAsync(folder.Ids, parallel, async (id, token) =>
        {
            var entry = byId?.GetValueOrDefault(id);
            if (byId is not null && entry is null)
            {
                tally.Add(id, $"is not listed in {FilmingManifest.FileName}.");
            }

            tally.Finish(await CheckAsync(folder, id, entry, tally, token).ConfigureAwait(false));
        }).ConfigureAwait(false);
        return tally.ToReport();
    }

    private static void CheckContents(FilmingManifest? manifest, ContractorFolder folder, AuditTally tally)
    {
        if (manifest is null)
        {
            return;
        }

        var found = folder.Ids.ToHashSet();
        foreach (var episode in manifest.Episodes)
        {
            foreach (var segment in episode.Segments.Where(segment => !found.Contains(segment.Id)))
            {
                tally.Add(segment.Id, $"is listed in {FilmingManifest.FileName}, but neither its mp4 nor its jsonl is there.");
            }

            var frames = episode.Segments.Sum(segment => segment.Frames);
            if (frames != episode.Steps)
            {
                tally.Add(FilmingManifest.FileName, $"says that episode {episode.Episode} has {episode.Steps} steps, and its segments {frames} frames.");
            }
        }

        var steps = manifest.Episodes.Sum(episode => (long)episode.Steps);
        if (steps != manifest.Steps)
        {
            tally.Add(FilmingManifest.FileName, $"says that there are {manifest.Steps} steps, and its episodes have {steps}.");
        }
    }

    /// <summary>Checks a segment whose files, or one of them, are there.</summary>
    /// <returns>Frames that could be decoded.</returns>
    private async Task<long> CheckAsync(ContractorFolder folder, string id, FilmedSegment? entry, AuditTally tally, CancellationToken cancellation)
    {
        var (videoPath, actionsPath) = folder.FilesOf(id);
        if (entry is not null)
        {
            CheckHash(id, videoPath, entry.VideoSha256, tally);
            CheckHash(id, actionsPath, entry.ActionsSha256, tally);
        }

        var skips = new SegmentTally();
        var segment = folder.ReadSegment(id, skips);
        foreach (var skip in skips.Skipped)
        {
            tally.Add(id, skip.Detail);
        }

        var (frames, isWhole) = File.Exists(videoPath) && new FileInfo(videoPath).Length > 0
            ? await DecodeAsync(id, videoPath, tally, cancellation).ConfigureAwait(false)
            : (0, false);
        if (segment is not null && isWhole && frames != segment.Lines)
        {
            tally.Add(id, $"has {frames} frames and {segment.Lines} lines.");
        }

        if (entry is not null && segment is not null && segment.Lines != entry.Frames)
        {
            tally.Add(id, $"has {segment.Lines} lines, and {FilmingManifest.FileName} lists {entry.Frames}.");
        }

        return frames;
    }

    private static void CheckHash(string id, string path, string expected, AuditTally tally)
    {
        if (File.Exists(path) && ShardLayout.Sha256Of(path) is var found && found != expected)
        {
            tally.Add(id, $"'{path}' has SHA-256 {found}, expected {expected}.");
        }
    }

    private async Task<(long Frames, bool IsWhole)> DecodeAsync(string id, string path, AuditTally tally, CancellationToken cancellation)
    {
        var frames = 0L;
        try
        {
            var reader = await VideoReader.OpenAsync(path, _video, cancellation).ConfigureAwait(false);
            await using var _ = reader.ConfigureAwait(false);
            var chunk = new byte[ChunkFrames * reader.FrameSize.ByteCount];
            for (var count = -1; count != 0; frames = reader.FramesRead)
            {
                count = await reader.ReadAsync(chunk, cancellation).ConfigureAwait(false);
            }

            return (frames, true);
        }
        catch (DamagedDataException error)
        {
            tally.Add(id, error.Message);
            return (frames, false);
        }
    }
}
