using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Rl.Env;
using Rl.Env.Actions;
using Rl.Env.Seeds;

namespace Rl.Experiments.Commands;

/// <summary>
/// <c>rl bench world</c>: whole environment steps (physics, items, rendering) a second on one core. Warm-up is left out; a reset every 1,200
/// steps is counted; there is no frame skip.
/// </summary>
public static class BenchWorldCommand
{
    private const int EpisodeSteps = 1200;
    private static readonly FrameSize[] Sizes = [FrameSize.Square(64), FrameSize.Square(128), FrameSize.Native];

    /// <summary>The verb's options and action.</summary>
    public static Command Create()
    {
        var environment = new Option<string>("--env") { Description = "World to step.", DefaultValueFactory = _ => "meadow" };
        var seconds = new Option<double>("--seconds") { Description = "Time measured for each frame size.", DefaultValueFactory = _ => 8 };
        var json = CommonOptions.Json();
        var command = new Command("world", "Steps a second of the embedded world on one core.") { environment, seconds, json };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(environment), parsed.GetValue(seconds), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string name, double seconds, bool json, CancellationToken cancellation)
    {
        Console.WriteLine($"world '{name}', one thread, reset every {EpisodeSteps} steps counted, warm-up left out, no frame skip");
        var rates = new Dictionary<string, double>();
        var (resetMilliseconds, allocated) = (0.0, 0.0);
        foreach (var size in Sizes)
        {
            var environment = EnvironmentCatalog.Create(name, size);
            await using (environment.ConfigureAwait(false))
            {
                await PlayAsync(environment, 0, TimeSpan.FromSeconds(Math.Min(2, seconds)), cancellation).ConfigureAwait(false);
                rates[size.ToString()] = await PlayAsync(environment, 1, TimeSpan.FromSeconds(seconds), cancellation).ConfigureAwait(false);
                if (size == Sizes[0])
                {
                    resetMilliseconds = await MedianResetAsync(environment, cancellation).ConfigureAwait(false);
                    allocated = await AllocatedPerStepAsync(environment, cancellation).ConfigureAwait(false);
                }
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {size,-8} {rates[size.ToString()],9:N0} steps/s"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  fresh world {resetMilliseconds:F1} ms (median), {allocated:F1} bytes allocated a step"));
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { steps_per_second = rates, reset_ms = resetMilliseconds, allocated_bytes_per_step = allocated }));
        }

        return ExitCode.Done;
    }

    private static async Task<double> PlayAsync(IEnvironment environment, long firstSeed, TimeSpan time, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        long steps = 0;
        for (var seed = firstSeed; clock.Elapsed < time; seed += 2)
        {
            await environment.ResetAsync(seed, cancellation).ConfigureAwait(false);
            var player = new Wanderer((ulong)seed);
            for (var step = 0; step < EpisodeSteps && clock.Elapsed < time; step++, steps++)
            {
                await environment.StepAsync(player.Next(), cancellation).ConfigureAwait(false);
            }
        }

        return steps / clock.Elapsed.TotalSeconds;
    }

    private static async Task<double> MedianResetAsync(IEnvironment environment, CancellationToken cancellation)
    {
        var times = new List<double>();
        for (var seed = 100; seed < 131; seed++)
        {
            var start = Stopwatch.GetTimestamp();
            await environment.ResetAsync(seed, cancellation).ConfigureAwait(false);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return times[times.Count / 2];
    }

    private static async Task<double> AllocatedPerStepAsync(IEnvironment environment, CancellationToken cancellation)
    {
        const int steps = 1000;
        var player = new Wanderer(3);
        await environment.ResetAsync(3, cancellation).ConfigureAwait(false);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 0; step < steps; step++)
        {
            await environment.StepAsync(player.Next(), cancellation).ConfigureAwait(false);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)steps;
    }

    /// <summary>Walks, sprints, jumps, looks around and now and then attacks: a moving camera over changing ground.</summary>
    private sealed class Wanderer(ulong seed)
    {
        private readonly SeededRandom _random = new(seed);
        private Buttons _buttons = Buttons.Forward;
        private int _turn;
        private int _left;

        public MinecraftAction Next()
        {
            if (_left-- <= 0)
            {
                _left = _random.Next(5, 40);
                _turn = _random.Next(5) - 2;
                _buttons = Buttons.Forward | Buttons.Jump;
                _buttons |= _random.Next(2) == 0 ? Buttons.Sprint : Buttons.None;
                _buttons |= _random.Next(4) == 0 ? Buttons.Attack : Buttons.None;
            }

            var pitch = (_random.Next(3) - 1) * 0.615394;
            return new MinecraftAction(_buttons, pitch, _turn * 1.609499);
        }
    }
}
