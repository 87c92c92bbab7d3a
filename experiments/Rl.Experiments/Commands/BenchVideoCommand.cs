using System.CommandLine;
using System.Text.Json;
using Rl.Experiments.Benchmarks;

namespace Rl.Experiments.Commands;

/// <summary><c>rl bench video</c>: what recording to videos and decoding them costs, in frames a second of one core.</summary>
public static class BenchVideoCommand
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

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
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(result, Json));
            }

            return ExitCode.Done;
        });
        return command;
    }
}
