using Rl.Env;
using Rl.Env.Actions;

namespace Rl.Tests.Workers;

/// <summary>Tells of each step, so that a test can act in the middle of a run.</summary>
internal sealed class SteppedEnvironment(IEnvironment inner, Action stepped) : IEnvironment
{
    public FrameSize FrameSize => inner.FrameSize;

    public ValueTask<EnvStep> ResetAsync(long seed, CancellationToken cancellation) => inner.ResetAsync(seed, cancellation);

    public ValueTask<EnvStep> StepAsync(MinecraftAction action, CancellationToken cancellation)
    {
        stepped();
        return inner.StepAsync(action, cancellation);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
