using Rl.Env.Actions;

namespace Rl.Env;

/// <summary>
/// A world that answers actions with frames at 20 steps a second of game time. Not thread-safe: one worker owns one environment.
/// After a <see cref="StepKind.Last"/> step only <see cref="ResetAsync"/> may be called; a fault of the game is an
/// <see cref="EnvironmentFaultException"/>, never an invented step.
/// </summary>
public interface IEnvironment : IAsyncDisposable
{
    /// <summary>The size of every frame this environment answers with.</summary>
    FrameSize FrameSize { get; }

    /// <summary>Starts a new episode in the world of a seed.</summary>
    ValueTask<EnvStep> ResetAsync(long seed, CancellationToken cancellation);

    /// <summary>Applies one action for one tick of 50 ms and answers with the frame after it.</summary>
    ValueTask<EnvStep> StepAsync(MinecraftAction action, CancellationToken cancellation);
}
