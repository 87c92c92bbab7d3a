using Rl.Env;
using Rl.Env.Actions;
using Rl.Env.Tasks;
using Rl.Pretrain.Contractor;
using Rl.Pretrain.Filming;
using Rl.Pretrain.Recordings;

namespace Rl.Pretrain.Auditing;

/// <summary>Adds up recorded play without decoding a frame.</summary>
public static class PlayStatistics
{
    /// <summary>Adds up recordings in the contractors' format. What cannot be read is left out and named.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no recording.</exception>
    public static DataStatistics OfRecordings(string path, ContractorOptions options, CancellationToken cancellation)
    {
        var folder = ContractorFolder.Open(path, options);
        if (folder.Ids.Count == 0)
        {
            throw new DirectoryNotFoundException($"There is no recording in '{path}': no mp4, no jsonl, no manifest. Is it the right folder?");
        }

        var (tally, skips, segments) = (new StatisticsTally(), new SegmentTally(), 0);
        foreach (var segment in folder.ReadSegments(skips))
        {
            cancellation.ThrowIfCancellationRequested();
            segments++;
            foreach (var step in segment.ReadSteps())
            {
                var quantizer = CameraQuantizer.Default;
                var action = new FactoredAction(step.Buttons, (byte)quantizer.ToBin(step.PitchDegrees), (byte)quantizer.ToBin(step.YawDegrees));
                tally.Add(action, step.Unplayable, step.IsNull, step.IsEmitted, step.IsGuiOpen);
            }
        }

        var manifest = Directory.Exists(path) && FilmingManifest.Exists(path) ? FilmingManifest.Read(path) : null;
        var milestones = manifest is null ? null : Count(manifest.Episodes.Select(episode => episode.Milestones.Keys));
        return tally.ToStatistics("recordings", segments, knowsWindows: true, milestones, [.. skips.Skipped.Select(skip => new DataFault(skip.Id, skip.Detail))]);
    }

    /// <summary>Adds up a store.</summary>
    public static DataStatistics OfStore(RecordingStore store, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        var tally = new StatisticsTally();
        foreach (var episode in store.Episodes)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var step = 0; step < episode.Steps; step++)
            {
                tally.Add(FactoredAction.From(episode.Action(step)), UnplayableKeys.None, episode.IsNull(step), episode.IsEmitted(step), isGuiOpen: false);
            }
        }

        // A video does not tell what was obtained in it.
        var isOfVideos = store.Episodes.Any(episode => episode.Header.Source is not null);
        var milestones = isOfVideos ? null : Count(store.Episodes.Select(Reached));
        return tally.ToStatistics("store", store.Episodes.Count, knowsWindows: false, milestones, [.. (store.Manifest.Skipped ?? []).Select(skip => new DataFault(skip.Source, skip.Reason))]);
    }

    private static IEnumerable<string> Reached(RecordedEpisode episode)
    {
        var rewards = new ItemRewards();
        rewards.Collect([.. episode.Gains.Select(gain => new ItemGain(gain.Item, gain.Count))]);
        var obtained = rewards.Obtained.ToArray();
        return Ladder.Rungs.Where((_, rung) => obtained[rung] > 0).Select(rung => rung.Key);
    }

    private static Dictionary<string, int> Count(IEnumerable<IEnumerable<string>> reached)
    {
        var counts = Ladder.Rungs.ToDictionary(rung => rung.Key, _ => 0);
        foreach (var key in reached.SelectMany(keys => keys).Where(counts.ContainsKey))
        {
            counts[key]++;
        }

        return counts;
    }
}
