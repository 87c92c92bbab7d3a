using Rl.Env;
using Rl.Env.Bridge;
using Rl.Models;
using Rl.Workers.Evaluation;
using Rl.Workers.Runs;

namespace Rl.Experiments;

/// <summary>Runs evaluations with a status line, and leaves their tables in a folder.</summary>
/// <param name="bridge">How games behind the bridge are started or reached.</param>
/// <param name="clock">Tells the time.</param>
public sealed class Evaluations(BridgeConfig bridge, TimeProvider clock)
{
    /// <summary>Plays a policy in evaluation's worlds.</summary>
    /// <param name="name">What the policy is called on the status line.</param>
    /// <param name="environment">The world's name in the catalog.</param>
    /// <param name="config">Episodes, task, threads.</param>
    /// <param name="policy">Plays; stays the caller's.</param>
    /// <param name="cancellation">Ends the evaluation.</param>
    public async Task<EvaluationResult> RunAsync(string name, string environment, EvaluationConfig config, VptPolicy policy, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var size = new FrameSize(policy.Config.FrameHeight, policy.Config.FrameWidth);
        var line = StatusLine.Console();
        var evaluator = new Evaluator(config, () => EnvironmentCatalog.Create(environment, size, bridge), policy, clock);
        var progress = new Reporter<EvaluationProgress>(now => line.Show(
            $"evaluating {name}: {now.FinishedEpisodes}/{now.TotalEpisodes} episodes, {now.StepsPerSecond:N0} steps/s, mean return {now.MeanReturn:F3}"));
        var result = await evaluator.RunAsync(progress, cancellation).ConfigureAwait(false);
        line.End($"evaluating {name}: {result.Episodes.Count} episodes of {result.EpisodeSteps} steps, mean return {result.MeanReturn:F3}");
        return result;
    }

    /// <summary>Plays one episode at the game's native size into a video.</summary>
    /// <param name="environment">The world's name in the catalog.</param>
    /// <param name="config">Task and sampling.</param>
    /// <param name="policy">Plays on resized frames; stays the caller's.</param>
    /// <param name="worldSeed">The world.</param>
    /// <param name="path">The mp4 to write.</param>
    /// <param name="cancellation">Ends the episode.</param>
    public async Task<(EpisodeResult Episode, string Path)> FilmAsync(
        string environment, EvaluationConfig config, VptPolicy policy, long worldSeed, string path, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(config);
        using var player = new PolicyPlayer(policy, worlds: 1, config.Deterministic);
        var act = player.AsPlayer(FrameSize.Native, Evaluator.SamplingStreamOf(config.Seed, worldSeed));
        return await Films.ShootAsync(EnvironmentCatalog.Create(environment, FrameSize.Native, bridge), config.Task, worldSeed, act, path, cancellation).ConfigureAwait(false);
    }
}
