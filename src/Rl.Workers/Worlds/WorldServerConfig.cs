using Rl.Env;
using Rl.Env.Tasks;

namespace Rl.Workers.Worlds;

/// <summary>Which world <see cref="WorldServer"/> serves; every player gets one of his own.</summary>
public sealed record WorldServerConfig
{
    /// <summary>The task that rewards items as the paper does and has no goal.</summary>
    public const string LadderTask = "ladder";

    /// <summary>One of <see cref="EnvironmentCatalog.Worlds"/>: games of other makers have a server of their own.</summary>
    public string Environment { get; init; } = "meadow";

    /// <summary>Size of the frames.</summary>
    public FrameSize FrameSize { get; init; } = FrameSize.Native;

    /// <summary>
    /// What is rewarded: <see cref="LadderTask"/>, or a rung's key, which also ends the episode with the first unit of it. Null rewards nothing.
    /// </summary>
    public string? Task { get; init; }

    /// <summary>Steps after which an episode is truncated; null for never.</summary>
    public int? Steps { get; init; }

    /// <summary>The most players in session at once.</summary>
    public int Players { get; init; } = 64;

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">One is out of range or names nothing.</exception>
    public WorldServerConfig Validated()
    {
        if (!EnvironmentCatalog.Worlds.Contains(Environment))
        {
            throw new ArgumentException($"There is no environment '{Environment}'. Known ones: {string.Join(", ", EnvironmentCatalog.Worlds)}.");
        }

        if (FrameSize is { Height: < 1 or > 4320 } or { Width: < 1 or > 7680 })
        {
            throw new ArgumentException($"FrameSize is {FrameSize}; expected 1x1 to 7680x4320.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(Players, 1);
        CreateTask().Validated();
        return this;
    }

    /// <summary>The task that episodes follow; without <see cref="Task"/> its rewards are not to be told.</summary>
    internal TaskConfig CreateTask() => new() { Goal = Task is LadderTask ? null : Task, EpisodeSteps = Steps ?? int.MaxValue };
}
