using System.Diagnostics;
using Rl.Env;
using Rl.Env.Actions;
using Rl.Env.Bridge;

namespace Rl.Experiments.Benchmarks;

/// <summary>Measures steps through the bridge: the action to the server, the game's step, the frame back and resized.</summary>
/// <param name="config">The game; by itself the fake one costs next to nothing, so that what is left is the bridge.</param>
/// <param name="size">Size to which frames are resized.</param>
/// <param name="steps">Steps of each game that are measured, after a tenth as many to warm up.</param>
public sealed class TransportBenchmark(BridgeConfig config, FrameSize size, int steps)
{
    private const double MillisecondsPerSecond = 1000;

    /// <summary>Plays in so many games at the same time.</summary>
    public async Task<TransportRow> RunAsync(bool sharesMemory, int environments, CancellationToken cancellation)
    {
        var games = Enumerable.Range(0, environments)
            .Select(_ => new BridgeEnvironment(size, config with { SharedMemory = sharesMemory }, TimeProvider.System)).ToArray();
        try
        {
            await Task.WhenAll(games.Select((game, i) => game.ResetAsync(i, cancellation).AsTask())).ConfigureAwait(false);
            if (Array.Find(games, game => game.Game!.SharedMemory != sharesMemory) is not null)
            {
                throw new IOException("The server cannot reach this machine's shared memory; only the stream can be measured.");
            }

            await Task.WhenAll(games.Select(game => PlayAsync(game, Math.Max(1, steps / 10), null, cancellation))).ConfigureAwait(false);
            var times = games.Select(_ => new double[steps]).ToArray();
            var started = Stopwatch.GetTimestamp();
            await Task.WhenAll(games.Select((game, i) => PlayAsync(game, steps, times[i], cancellation))).ConfigureAwait(false);
            var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
            var sorted = times.SelectMany(time => time).Order().ToArray();
            return new TransportRow(
                sharesMemory ? "shared memory" : "stream", environments, environments * steps / elapsed, sorted[sorted.Length / 2], sorted[(int)(0.95 * (sorted.Length - 1))]);
        }
        finally
        {
            foreach (var game in games)
            {
                await game.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static async Task PlayAsync(BridgeEnvironment game, int count, double[]? milliseconds, CancellationToken cancellation)
    {
        await Task.Yield();
        for (var i = 0; i < count; i++)
        {
            var began = Stopwatch.GetTimestamp();
            var step = await game.StepAsync(new MinecraftAction(Buttons.Forward, 0, 3), cancellation).ConfigureAwait(false);
            if (milliseconds is not null)
            {
                milliseconds[i] = Stopwatch.GetElapsedTime(began).TotalSeconds * MillisecondsPerSecond;
            }

            if (step.Kind == StepKind.Last)
            {
                await game.ResetAsync(i, cancellation).ConfigureAwait(false);
            }
        }
    }
}
