namespace Rl.Pretrain.Recordings;

/// <summary>The beginning of a recording: so many steps of it, from its first episode on.</summary>
internal static class StepLimit
{
    /// <summary>Cuts episodes off where the steps are used up; of those after it nothing is left.</summary>
    /// <param name="episodes">In the order in which they are used.</param>
    /// <param name="maxSteps">Steps that are used; 0 uses all.</param>
    /// <returns>Every episode with the steps of it that are used, which may be none.</returns>
    public static IEnumerable<(RecordedEpisode Episode, int Steps)> Apply(IEnumerable<RecordedEpisode> episodes, long maxSteps)
    {
        var left = maxSteps == 0 ? long.MaxValue : maxSteps;
        foreach (var episode in episodes)
        {
            var steps = (int)Math.Min(left, episode.Steps);
            left -= steps;
            yield return (episode, steps);
        }
    }
}
