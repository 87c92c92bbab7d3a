using System.CommandLine;
using Rl.Experiments.Benchmarks;

namespace Rl.Experiments.Commands;

/// <summary><c>rl bench video</c>: what recording to videos and decoding them costs, in frames a second of one core.</summary>
public static class BenchVideoCommand
{
    /// <summary>The verb's options and action.</summary>
    public static Command Create()
    {
        var environment = new Option<string>("--env") { Description = "World in which the expert plays.", DefaultValueFactory = _ => "compact" };
        var frames = new Option<int>("--frames") { Description = "Frames of the video that is written and read.", DefaultValueFactory = _ => 2_000 };
        var json = CommonOptions.Json();
        var command = new Command("video", "Frames a second of encoding and decoding videos on one core.") { environment, frames, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var benchmark = new VideoBenchmark(parsed.GetRequiredValue(environment), Math.Max(1, parsed.GetValue(frames)));
            var result = await benchmark.RunAsync(line => Console.WriteLine("  " + line), cancellation).ConfigureAwait(false);
            BenchCommand.PrintJson(parsed.GetValue(json), result);

            return ExitCode.Done;
        });
        return command;
    }
}
