using System.CommandLine;
using System.Globalization;
using Rl.Experiments.Configuration;
using Rl.Models;

namespace Rl.Experiments.Commands;

/// <summary><c>rl model inspect</c> and <c>rl model forward</c>: checkpoints and published weights, looked at and run over given frames.</summary>
public static class ModelCommand
{
    /// <summary>The verb with its parts.</summary>
    public static Command Create() => new("model", "Look at policies, run them over given frames.") { Inspect(), Forward() };

    private static Command Inspect()
    {
        var policies = new PolicyOptions();
        var command = new Command("inspect", "Settings and tensors of a policy.");
        policies.AddTo(command);
        command.SetAction(parsed =>
        {
            using var policy = policies.Load(parsed);
            Console.WriteLine(ConfigLoader.Print(policy.Config));
            long total = 0;
            foreach (var (name, tensor) in policy.NamedTensors)
            {
                total += tensor.numel();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-72} [{string.Join(", ", tensor.shape)}]"));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{policy.NamedTensors.Count} tensors, {total:N0} elements"));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Forward()
    {
        var policies = new PolicyOptions();
        var frames = new Option<string>("--frames") { Description = "Frames as .npy: [batch, time, height, width, 3] uint8.", Required = true };
        var first = new Option<string?>("--first") { Description = "First flags as .npy: [batch, time] uint8; without them the first frame alone is one." };
        var output = new Option<string>("--out") { Description = "Folder for buttons.npy, camera.npy (log-probabilities) and value.npy.", Required = true };
        var chunks = new Option<string?>("--chunks") { Description = "Cuts of time, such as 7,1,20; the memory is carried from one to the next." };
        var mode = new Option<FirstMode>("--first-mode") { Description = "everyStep honours every first flag; reference looks at the first of each chunk only.", DefaultValueFactory = _ => FirstMode.EveryStep };
        var threads = new Option<int>("--threads") { Description = "Torch threads.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var command = new Command("forward", "Run a policy over given frames, so that a port can be checked against another.") { frames, first, output, chunks, mode, threads };
        policies.AddTo(command);
        command.SetAction(parsed =>
        {
            TorchRuntime.SetThreads(parsed.GetValue(threads));
            using var policy = policies.Load(parsed);
            var directory = parsed.GetRequiredValue(output);
            ModelForward.Run(policy, parsed.GetRequiredValue(frames), parsed.GetValue(first), directory, ParseChunks(parsed.GetValue(chunks)), parsed.GetValue(mode));
            Console.WriteLine($"wrote buttons.npy, camera.npy and value.npy to {directory}");
            return ExitCode.Done;
        });
        return command;
    }

    private static int[] ParseChunks(string? text)
    {
        if (text is null)
        {
            return [];
        }

        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        return parts.All(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length > 0)
            ? [.. parts.Select(part => int.Parse(part, CultureInfo.InvariantCulture))]
            : throw new UsageException($"--chunks takes lengths such as 7,1,20, not '{text}'.");
    }
}
