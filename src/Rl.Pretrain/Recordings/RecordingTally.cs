namespace Rl.Pretrain.Recordings;

/// <summary>Gathers the finished episodes of all threads and tells how far the recording is.</summary>
internal sealed class RecordingTally(int totalEpisodes, IProgress<RecordingProgress>? progress, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly RecordingManifestEntry?[] _entries = new RecordingManifestEntry?[totalEpisodes];
    private readonly long _started = clock.GetTimestamp();
    private readonly SkippedEpisode?[] _skippedEpisodes = new SkippedEpisode?[totalEpisodes];
    private int _episodes;
    private int _skipped;
    private long _steps;
    private long _nullSteps;
    private double _returns;

    /// <summary>The finished episodes in order.</summary>
    public IReadOnlyList<RecordingManifestEntry> Entries
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries.OfType<RecordingManifestEntry>()];
            }
        }
    }

    /// <summary>The episodes that were passed over, in order.</summary>
    public IReadOnlyList<SkippedEpisode> Skipped
    {
        get
        {
            lock (_gate)
            {
                return [.. _skippedEpisodes.OfType<SkippedEpisode>()];
            }
        }
    }

    public void Skip(int episode, SkippedEpisode skipped)
    {
        lock (_gate)
        {
            _skippedEpisodes[episode] = skipped;
            _skipped++;
            Report();
        }
    }

    public void Add(int episode, RecordingManifestEntry entry)
    {
        lock (_gate)
        {
            _entries[episode] = entry;
            Count(entry.Steps, entry.NullSteps, entry.Return);
        }
    }

    /// <summary>Counts an episode that has its place in another table of contents.</summary>
    public void Count(int steps, int nullSteps, double returned)
    {
        lock (_gate)
        {
            _episodes++;
            _steps += steps;
            _nullSteps += nullSteps;
            _returns += returned;
            Report();
        }
    }

    private void Report()
    {
        var elapsed = clock.GetElapsedTime(_started);
        var over = _episodes + _skipped;
        progress?.Report(new RecordingProgress(
            _episodes,
            totalEpisodes,
            _steps,
            _nullSteps,
            _returns / Math.Max(_episodes, 1),
            _steps / Math.Max(elapsed.TotalSeconds, 1e-9),
            elapsed,
            elapsed / over * (totalEpisodes - over),
            _skipped));
    }
}
