using Rl.Env;
using Rl.Env.Experts;
using Rl.Env.Tasks;
using Rl.Env.World;
using Rl.Experiments.Configuration;
using Rl.Pretrain.Recordings;

namespace Rl.Experiments;

/// <summary>The scripted players, each put into a world it can play.</summary>
public static class Experts
{
    /// <summary>Makes a world with an expert in it.</summary>
    /// <param name="environment">The world's name in the catalog.</param>
    /// <param name="expert">The player's name.</param>
    /// <param name="size">Size of the frames.</param>
    /// <param name="task">What is rewarded, and for how long is played.</param>
    /// <exception cref="UsageException">There is no such expert, or it cannot play that world.</exception>
    public static ExpertPlay Open(string environment, string expert, FrameSize size, TaskConfig task)
    {
        if (expert != "lumberjack")
        {
            throw new UsageException($"There is no expert '{expert}'. Known ones: lumberjack.");
        }

        if (EnvironmentCatalog.Create(environment, size) is not MeadowWorld world)
        {
            throw new UsageException($"The lumberjack cannot play '{environment}'; it plays the embedded worlds: {string.Join(", ", EnvironmentCatalog.Names)}.");
        }

        var lumberjack = new Lumberjack(world);
        return new ExpertPlay(new TaskEnvironment(world, task), lumberjack.Reset, lumberjack.Act);
    }
}
