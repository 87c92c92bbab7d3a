using Rl.Env.Actions;
using Rl.Models;
using Rl.Pretrain.Recordings;

namespace Rl.Pretrain.Labelling;

/// <summary>Labels play whose actions are known, and compares.</summary>
public static class LabelCheck
{
    /// <summary>Measures a model on episodes that it has not learned from, by its likeliest answers.</summary>
    public static async Task<LabelMetrics> MeasureAsync(
        InverseDynamicsModel model, LabellerConfig config, IReadOnlyList<RecordedEpisode> episodes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(episodes);
        var labeller = new Labeller(model, config with { Draws = false });
        var tally = new LabelTally();
        foreach (var episode in episodes)
        {
            var frames = new EpisodeFrames(episode);
            await using var _ = frames.ConfigureAwait(false);
            var labels = await labeller.LabelAsync(frames, null, cancellation).ConfigureAwait(false);
            for (var step = 0; step < labels.Count; step++)
            {
                tally.Add(FactoredAction.From(episode.Action(step)), labels[step].Action);
            }
        }

        return tally.ToMetrics();
    }
}
