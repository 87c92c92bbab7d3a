using Rl.Env;
using Rl.Env.Tasks;

namespace Rl.Workers.Evaluation;

/// <summary>Plays single episodes to be watched.</summary>
public static class EpisodePlayer
{
    /// <summary>Plays one episode, and shows every frame to a viewer.</summary>
    /// <param name="environment">The world, rendered at the size to be shown; stays the caller's.</param>
    /// <param name="worldSeed">The world to play in.</param>
    /// <param name="player">Decides.</param>
    /// <param name="show">Gets every frame, the last one too; a video's writer fits.</param>
    /// <param name="cancellation">Ends the episode.</param>
    public static async Task<EpisodeResult> PlayAsync(
        TaskEnvironment environment,
        long worldSeed,
        Player player,
        Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> show,
        CancellationToken cancellation)
    {
        var step = await environment.ResetAsync(worldSeed, cancellation).ConfigureAwait(false);
        await show(step.Frame, cancellation).ConfigureAwait(false);
        while (step.Kind != StepKind.Last)
        {
            cancellation.ThrowIfCancellationRequested();
            var action = player(step.Frame.Span, step.Kind == StepKind.First);
            step = await environment.StepAsync(action, cancellation).ConfigureAwait(false);
            await show(step.Frame, cancellation).ConfigureAwait(false);
        }

        return new EpisodeResult(worldSeed, environment.Return, environment.StepsTaken, environment.Obtained.ToArray())
        {
            FirstSteps = environment.FirstSteps.ToArray(),
        };
    }
}
