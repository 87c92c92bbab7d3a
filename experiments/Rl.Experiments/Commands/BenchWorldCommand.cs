using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Rl.Experiments.Benchmarks;

namespace Rl.Experiments.Commands;

/// <summary>
/// <c>rl bench world</c>: whole environment steps (physics, light, windows, rendering) a second on one core. Warm-up is left out; resets are
/// counted; there is no frame skip.
/// </summary>
public static class BenchWorldCommand
{
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
        var benchmark = new WorldBenchmark(name, TimeSpan.FromSeconds(seconds));
        Console.WriteLine($"world '{name}', one thread, {benchmark.Play}, resets counted, warm-up left out, no frame skip");
        var result = await benchmark.RunAsync(Report, cancellation).ConfigureAwait(false);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                steps_per_second = result.StepsPerSecond,
                window_steps_per_second = result.WindowStepsPerSecond,
                world_steps_per_second = result.WorldStepsPerSecond,
                reset_ms = result.ResetMilliseconds,
                allocated_bytes_per_step = result.AllocatedBytesPerStep,
                memory_mib_per_environment = result.MebibytesPerEnvironment,
                scaling = result.Scaling,
            }));
        }

        return ExitCode.Done;
    }

    private static void Report(string line) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {line}"));
}
