using Rl.Pretrain.Recordings;

namespace Rl.Pretrain.Cloning;

/// <summary>The steps of an episode that are learned, in order: all, or those that are left when the player's rests are taken out.</summary>
internal sealed class EpisodeSteps
{
    private readonly int[] _steps;

    /// <param name="episode">The episode.</param>
    /// <param name="config">Says which rests are left out.</param>
    /// <param name="length">Steps of it that are used, from its beginning.</param>
    public EpisodeSteps(RecordedEpisode episode, CloningConfig config, int length)
    {
        Episode = episode;
        Length = length;

        // PARITY: the reference compares with a method object here and so never drops idle frames. The paper says it does. We follow the paper.
        _steps = config.FilterNulls ? Kept(episode, length, config.MinNullRun) : [.. Enumerable.Range(0, length)];
    }

    public RecordedEpisode Episode { get; }

    /// <summary>Steps before anything is left out.</summary>
    public int Length { get; }

    /// <summary>Kept steps.</summary>
    public int Count => _steps.Length;

    /// <summary>Index in the episode of the i-th kept step.</summary>
    public int this[int index] => _steps[index];

    /// <summary>The first episodes of a recording, as far as the limits of the settings go.</summary>
    public static List<EpisodeSteps> Limited(IEnumerable<RecordedEpisode> episodes, CloningConfig config) =>
    [
        .. StepLimit.Apply(config.MaxEpisodes == 0 ? episodes : episodes.Take(config.MaxEpisodes), config.MaxSteps)
            .Where(part => part.Steps > 0)
            .Select(part => new EpisodeSteps(part.Episode, config, part.Steps)),
    ];

    /// <summary>Whole episodes, whatever the limits of the settings.</summary>
    public static List<EpisodeSteps> Whole(IEnumerable<RecordedEpisode> episodes, CloningConfig config) =>
        [.. episodes.Select(episode => new EpisodeSteps(episode, config, episode.Steps))];

    /// <summary>Copies the frames of successive kept steps.</summary>
    public void CopyFrames(int first, Span<byte> frames) =>
        Episode.CopyFrames(_steps.AsSpan(first, frames.Length / Episode.FrameSize.ByteCount), frames);

    private static int[] Kept(RecordedEpisode episode, int length, int minNullRun)
    {
        var kept = new List<int>(length);
        for (var step = 0; step < length;)
        {
            var end = step;
            while (end < length && episode.IsNull(end))
            {
                end++;
            }

            var isRest = end - step >= minNullRun;
            end = Math.Max(end, step + 1);
            if (!isRest)
            {
                kept.AddRange(Enumerable.Range(step, end - step));
            }

            step = end;
        }

        return [.. kept];
    }
}
