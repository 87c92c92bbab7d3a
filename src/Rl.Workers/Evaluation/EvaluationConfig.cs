using Rl.Env.Tasks;

namespace Rl.Workers.Evaluation;

/// <summary>Settings of <see cref="Evaluator"/>.</summary>
public sealed record EvaluationConfig
{
    /// <summary>What is played, and for how many steps.</summary>
    public TaskConfig Task { get; init; } = new();

    /// <summary>Episodes; the i-th is played in evaluation's i-th world.</summary>
    public int Episodes { get; init; } = 100;

    /// <summary>Seed of the sampled actions. Each world has its own stream, so results do not depend on batches and threads.</summary>
    public ulong Seed { get; init; }

    /// <summary>Takes the likeliest action of each head instead of sampling.</summary>
    public bool Deterministic { get; init; }

    /// <summary>Worlds that a thread plays side by side, as one batch of the policy.</summary>
    public int WorldsPerThread { get; init; } = 16;

    /// <summary>Threads; each has one torch thread.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public EvaluationConfig Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Episodes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(WorldsPerThread, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        return this with { Task = Task.Validated() };
    }
}
