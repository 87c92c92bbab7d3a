using Rl.Env.Seeds;
using Rl.Env.Tasks;
using Rl.Models;

namespace Rl.Workers.Evaluation;

/// <summary>Settings of <see cref="Evaluator"/>.</summary>
public sealed record EvaluationConfig
{
    /// <summary>What is played, and for how many steps.</summary>
    public TaskConfig Task { get; init; } = new();

    /// <summary>Episodes in all. The first <see cref="EpisodesPerWorld"/> are played in evaluation's first world, and so on.</summary>
    public int Episodes { get; init; } = 100;

    /// <summary>
    /// Episodes in each world, which differ in the actions that are drawn. What a policy does in a world is judged by their mean, so that more of
    /// them narrow every interval by what chance had in it, as more worlds do. Divides <see cref="Episodes"/>.
    /// </summary>
    public int EpisodesPerWorld { get; init; } = 1;

    /// <summary>Seed of the first world; the others follow. Evaluation's by default; <see cref="SeedRule.SelectionBase"/> is for choosing among policies.</summary>
    public long FirstWorld { get; init; } = SeedRule.EvaluationBase;

    /// <summary>Seed of the sampled actions. Each world has its own stream, so results do not depend on batches and threads.</summary>
    public ulong Seed { get; init; }

    /// <summary>Takes the likeliest action of each head instead of sampling.</summary>
    public bool Deterministic { get; init; }

    /// <summary>Worlds that a thread plays side by side, as one batch of the policy.</summary>
    public int WorldsPerThread { get; init; } = 16;

    /// <summary>Threads; each has one torch thread.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>What convolutions and linear layers compute in.</summary>
    public ComputePrecision Compute { get; init; }

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public EvaluationConfig Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Episodes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(EpisodesPerWorld, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(WorldsPerThread, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        if (FirstWorld < SeedRule.EvaluationBase)
        {
            throw new ArgumentException($"{nameof(FirstWorld)} is {FirstWorld}, expected at least {SeedRule.EvaluationBase}: worlds below are training's.");
        }

        if (Episodes % EpisodesPerWorld != 0)
        {
            throw new ArgumentException(
                $"{nameof(Episodes)} is {Episodes}, expected a multiple of {nameof(EpisodesPerWorld)}, {EpisodesPerWorld}: every world is played as often as the others.");
        }

        return this with { Task = Task.Validated() };
    }
}
