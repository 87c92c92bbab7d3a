using System.CommandLine;
using System.Globalization;
using Rl.Env;
using Rl.Experiments.Benchmarks;
using Rl.Experiments.Configuration;

namespace Rl.Experiments.Commands;

/// <summary><c>rl bench transport</c>: steps a second through the bridge, and how long one takes.</summary>
public static class BenchTransportCommand
{
    /// <summary>The verb's options and action.</summary>
    public static Command Create()
    {
        var game = new Option<string>("--env") { Description = $"Game behind the bridge: {string.Join(", ", EnvironmentCatalog.Games)}.", DefaultValueFactory = _ => "fake" };
        var steps = new Option<int>("--steps") { Description = "Steps of each game, after a tenth as many to warm up.", DefaultValueFactory = _ => 5_000 };
        var counts = new Option<int[]>("--games") { Description = "Games that play at the same time; may be given many times.", DefaultValueFactory = _ => [1, 2], AllowMultipleArgumentsPerToken = true };
        var pixels = new Option<int>("--frame-size") { Description = "Frames are resized to so many pixels a side; 0 leaves them at 640x360.", DefaultValueFactory = _ => 0 };
        var (config, set, json) = (CommonOptions.Config(), CommonOptions.Set(), CommonOptions.Json());
        var command = new Command("transport", "Steps a second through the bridge, by shared memory and by the stream.") { game, steps, counts, pixels, config, set, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var name = parsed.GetRequiredValue(game);
            if (!EnvironmentCatalog.Games.Contains(name))
            {
                throw new UsageException($"'{name}' is no game behind the bridge; games are {string.Join(", ", EnvironmentCatalog.Games)}.");
            }

            var bridge = ExperimentConfig.Load(null, parsed.GetValue(config), parsed.GetValue(set) ?? []).Training.Bridge with { Game = name };
            var size = parsed.GetValue(pixels) is > 0 and var side ? FrameSize.Square(side) : FrameSize.Native;
            var benchmark = new TransportBenchmark(bridge, size, Math.Max(1, parsed.GetValue(steps)));
            Console.WriteLine($"'{name}' through the bridge, frames resized to {size}, warm-up and resets left out");
            Console.WriteLine($"{"frames by",-14} {"games",5} {"steps/s",9} {"p50, ms",9} {"p95, ms",9}");
            var rows = new List<TransportRow>();
            foreach (var count in parsed.GetRequiredValue(counts))
            {
                foreach (var sharesMemory in new[] { true, false })
                {
                    var row = await benchmark.RunAsync(sharesMemory, Math.Max(1, count), cancellation).ConfigureAwait(false);
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Way,-14} {row.Environments,5} {row.StepsPerSecond,9:N0} {row.P50,9:F3} {row.P95,9:F3}"));
                    rows.Add(row);
                }
            }

            BenchCommand.PrintJson(parsed.GetValue(json), rows);

            return ExitCode.Done;
        });
        return command;
    }
}
