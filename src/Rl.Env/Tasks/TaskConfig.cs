namespace Rl.Env.Tasks;

/// <summary>What an agent is to do, for how long, and what counts.</summary>
public sealed record TaskConfig
{
    /// <summary>Steps of an episode; then it is truncated. 12,000 are ten minutes of game time.</summary>
    public int EpisodeSteps { get; init; } = 12_000;

    /// <summary>Keys of the rewarded rungs; empty means the whole ladder.</summary>
    public IReadOnlyList<string> Rewarded { get; init; } = [];

    /// <summary>
    /// Key of the rung that the task is about: the first unit of it ends the episode as a success. Null lets every episode last its time.
    /// </summary>
    public string? Goal { get; init; }

    /// <summary>The rungs this task rewards, lowest first.</summary>
    public IReadOnlyList<LadderRung> RewardedRungs() =>
        Rewarded.Count == 0 ? Ladder.Rungs : [.. Rewarded.Select(Ladder.IndexOf).Order().Select(index => Ladder.Rungs[index])];

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">A setting is out of range or names no rung.</exception>
    public TaskConfig Validated()
    {
        if (EpisodeSteps < 1)
        {
            throw new ArgumentException($"EpisodeSteps is {EpisodeSteps}; expected at least 1.");
        }

        foreach (var key in Rewarded)
        {
            Ladder.IndexOf(key);
        }

        if (Goal is { } goal)
        {
            Ladder.IndexOf(goal);
        }

        return this;
    }
}
