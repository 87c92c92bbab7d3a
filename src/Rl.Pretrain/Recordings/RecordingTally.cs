namespace Rl.Pretrain.Recordings;

/// <summary>Gathers the finished episodes of all threads and tells how far the recording is.</summary>
internal sealed class RecordingTally(int totalEpisodes, IProgress<RecordingProgress>? progress, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly RecordingManifestEntry?[] _entries = new RecordingManifestEntry?[totalEpisodes];
    private readonly long _started = clock.GetTimestamp();
    private int _episodes;
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

    public void Add(int episode, RecordingManifestEntry entry)
    {
        lock (_gate)
        {
            _entries[episode] = entry;
            _episodes++;
            _steps += entry.Steps;
            _nullSteps += entry.NullSteps;
            _returns += entry.Return;
            var elapsed = clock.GetElapsedTime(_started);
            progress?.Report(new RecordingProgress(
                _episodes,
                totalEpisodes,
                _steps,
                _nullSteps,
                _returns / _episodes,
                _steps / Math.Max(elapsed.TotalSeconds, 1e-9),
                elapsed,
                elapsed / _episodes * (totalEpisodes - _episodes)));
        }
    }
}
