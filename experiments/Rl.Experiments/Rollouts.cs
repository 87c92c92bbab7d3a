using Rl.Env;
using Rl.Env.Bridge;
using Rl.Env.Seeds;
using Rl.Env.Tasks;
using Rl.Experiments.Configuration;
using Rl.Models;
using Rl.Pretrain.Cloning;
using Rl.Workers.Evaluation;

namespace Rl.Experiments;

/// <summary>Tries a policy out while it is being cloned: as the evaluation judges it, but in worlds of their own.</summary>
/// <param name="environment">The world's name in the catalog.</param>
/// <param name="bridge">How games behind the bridge are started or reached.</param>
/// <param name="evaluation">Task, sampling, threads.</param>
/// <param name="episodes">Episodes of a trial, each in another world; all trials play in the same ones.</param>
/// <param name="clock">Tells the time for the status line.</param>
public sealed class Rollouts(string environment, BridgeConfig bridge, EvaluationConfig evaluation, int episodes, TimeProvider clock)
{
    private readonly EvaluationConfig _config = evaluation with { Episodes = episodes, EpisodesPerWorld = 1, FirstWorld = SeedRule.SelectionBase };

    /// <summary>The trials that cloning settings ask for; null if they ask for none.</summary>
    /// <exception cref="UsageException">There is no world of that name here.</exception>
    public static Rollouts? Of(CloningConfig cloning, string environment, BridgeConfig bridge, EvaluationConfig evaluation, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(cloning);
        if (cloning.RolloutInterval == 0)
        {
            return null;
        }

        return EnvironmentCatalog.Names.Contains(environment)
            ? new Rollouts(environment, bridge, evaluation, cloning.RolloutEpisodes, clock)
            : throw new UsageException(
                $"The policy is to be tried out every {cloning.RolloutInterval} updates, but '{environment}' cannot be played here. Give --env, one of {string.Join(", ", EnvironmentCatalog.Names)}, or set rolloutInterval to 0.");
    }

    /// <summary>Plays the episodes of one trial; equal policies get equal scores.</summary>
    public async Task<RolloutScore> PlayAsync(VptPolicy policy, CancellationToken cancellation)
    {
        var result = await new Evaluations(bridge, clock).RunAsync("the clone", environment, _config, policy, cancellation).ConfigureAwait(false);
        return new RolloutScore(
            result.Episodes.Count,
            result.MeanReturn,
            Ladder.Rungs.ToDictionary(rung => rung.Key, rung => (double)result.Successes(rung.Key) / result.Episodes.Count));
    }
}
