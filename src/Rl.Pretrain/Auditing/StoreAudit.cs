using Rl.Pretrain.Recordings;

namespace Rl.Pretrain.Auditing;

/// <summary>Looks at every shard of a store: its hash, its header, its columns, every frame. It does not stop at a fault.</summary>
/// <param name="threads">Shards read at the same time.</param>
public sealed class StoreAudit(int threads)
{
    private const int ChunkFrames = 64;

    /// <summary>Audits a store.</summary>
    /// <param name="directory">The store's folder.</param>
    /// <param name="progress">Told after every shard.</param>
    /// <param name="cancellation">Ends the audit.</param>
    /// <exception cref="DirectoryNotFoundException">There is no store.</exception>
    /// <exception cref="DamagedDataException">The table of contents cannot be read, so that nobody knows what ought to be there.</exception>
    public AuditReport Run(string directory, IProgress<AuditProgress>? progress, CancellationToken cancellation)
    {
        var manifest = RecordingStore.ReadManifest(directory);
        var tally = new AuditTally("store", manifest.Episodes.Count, progress);
        CheckContents(directory, manifest, tally);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, manifest.Episodes.Count, options, index => tally.Finish(Check(directory, manifest, index, tally, cancellation)));
        return tally.ToReport();
    }

    private static void CheckContents(string directory, RecordingManifest manifest, AuditTally tally)
    {
        var listed = manifest.Episodes.Select(entry => entry.File).ToHashSet();
        foreach (var file in Directory.EnumerateFiles(directory, "*.shard").Select(path => Path.GetFileName(path)).Where(file => !listed.Contains(file)))
        {
            tally.Add(file, $"is not listed in {ShardLayout.ManifestFile}.");
        }

        var steps = manifest.Episodes.Sum(entry => (long)entry.Steps);
        if (steps != manifest.Steps)
        {
            tally.Add(ShardLayout.ManifestFile, $"says that there are {manifest.Steps} steps, and its episodes have {steps}.");
        }
    }

    private static long Check(string directory, RecordingManifest manifest, int index, AuditTally tally, CancellationToken cancellation)
    {
        var entry = manifest.Episodes[index];
        var frames = 0L;
        try
        {
            // Opened first: a name that leads out of the folder is refused there, before anything is read by it.
            var episode = RecordingStore.OpenShard(directory, manifest, index);
            var path = Path.Combine(directory, entry.File);
            if (ShardLayout.Sha256Of(path) is var found && found != entry.Sha256)
            {
                tally.Add(entry.File, $"has SHA-256 {found}, expected {entry.Sha256}.");
            }

            var buffer = new byte[ChunkFrames * episode.FrameSize.ByteCount];
            while (frames < episode.Steps)
            {
                cancellation.ThrowIfCancellationRequested();
                var count = (int)Math.Min(ChunkFrames, episode.Steps - frames);
                episode.CopyFrames((int)frames, buffer.AsSpan(0, count * episode.FrameSize.ByteCount));
                frames += count;
            }
        }
        catch (DamagedDataException error)
        {
            tally.Add(entry.File, error.Message);
        }

        return frames;
    }
}
