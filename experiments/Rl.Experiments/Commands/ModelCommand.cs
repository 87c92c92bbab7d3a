using System.CommandLine;
using System.Globalization;
using Rl.Experiments.Configuration;
using Rl.Models;
using TorchSharp;

namespace Rl.Experiments.Commands;

/// <summary>
/// <c>rl model inspect</c>, <c>forward</c> and <c>convert</c>: checkpoints and published weights, looked at, run over given frames, turned into
/// each other. A policy and an inverse dynamics model are told apart by what lies there.
/// </summary>
public static class ModelCommand
{
    /// <summary>The verb with its parts.</summary>
    public static Command Create() => new("model", "Look at models, run them over given frames, convert them.") { Inspect(), Forward(), Convert() };

    private static Command Inspect()
    {
        var policies = new PolicyOptions();
        var command = new Command("inspect", "Settings and tensors of a policy or an inverse dynamics model.");
        policies.AddTo(command);
        command.SetAction(parsed =>
        {
            var source = policies.SourceOf(parsed);
            if (source.ReadKind() == ModelKind.Policy)
            {
                using var policy = source.LoadPolicy();
                Print("policy", policy.Config, policy.NamedTensors);
                return ExitCode.Done;
            }

            using var model = source.LoadInverseDynamics();
            Print("inverse dynamics model", model.Config, model.NamedTensors);
            Console.WriteLine($"hash {InverseDynamicsCheckpoint.Hash(model)}");
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print<TConfig>(string kind, TConfig config, IReadOnlyList<(string Name, torch.Tensor Tensor)> tensors)
        where TConfig : notnull
    {
        Console.WriteLine(kind);
        Console.WriteLine(ConfigLoader.Print(config));
        foreach (var (name, tensor) in tensors)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-72} [{string.Join(", ", tensor.shape)}]"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tensors.Count} tensors, {tensors.Sum(named => named.Tensor.numel()):N0} elements"));
    }

    private static Command Convert()
    {
        const string Weights = ".weights";
        var policies = new PolicyOptions();
        var output = new Option<string>("--out")
        {
            Description = $"A folder, for a checkpoint of ours; or NAME{Weights}, for OpenAI's format, with NAME.model beside it.",
            Required = true,
        };
        var force = new Option<bool>("--force") { Description = "Overwrite what is there." };
        var command = new Command("convert", "Turn published files into a checkpoint's folder, or back; every tensor keeps its bytes.") { output, force };
        policies.AddTo(command);
        command.SetAction(parsed =>
        {
            var target = parsed.GetRequiredValue(output);
            var isPublished = Path.GetExtension(target) == Weights;
            string[] written = isPublished ? [target, Path.ChangeExtension(target, ".model")] : [target];
            if (!parsed.GetValue(force) && written.FirstOrDefault(Path.Exists) is { } there)
            {
                throw new UsageException($"'{there}' is there already. Give another --out, or --force.");
            }

            if (!isPublished && File.Exists(target))
            {
                throw new UsageException($"'{target}' is a file. Give --out a folder for a checkpoint, or NAME{Weights} for OpenAI's format.");
            }

            if (Path.GetDirectoryName(Path.GetFullPath(target)) is { } parent)
            {
                Directory.CreateDirectory(parent);
            }

            ModelConversion.Run(policies.SourceOf(parsed), target, isPublished, Console.Out);
            Console.WriteLine($"wrote {string.Join(" and ", written)}");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Forward()
    {
        var policies = new PolicyOptions();
        var frames = new Option<string>("--frames") { Description = "Frames as .npy: [batch, time, height, width, 3] uint8.", Required = true };
        var first = new Option<string?>("--first") { Description = "First flags as .npy: [batch, time] uint8; without them the first frame alone is one." };
        var output = new Option<string>("--out") { Description = "Folder for buttons.npy, camera.npy (log-probabilities) and, of a policy, value.npy.", Required = true };
        var chunks = new Option<string?>("--chunks") { Description = "Cuts of time, such as 7,1,20; the memory is carried from one to the next." };
        var mode = new Option<FirstMode>("--first-mode") { Description = "everyStep honours every first flag; reference looks at the first of each chunk only.", DefaultValueFactory = _ => FirstMode.EveryStep };
        var threads = new Option<int>("--threads") { Description = "Torch threads.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var command = new Command("forward", "Run a model over given frames, so that a port can be checked against another.") { frames, first, output, chunks, mode, threads };
        policies.AddTo(command);
        command.SetAction(parsed =>
        {
            TorchRuntime.SetThreads(parsed.GetValue(threads));
            var source = policies.SourceOf(parsed);
            var directory = parsed.GetRequiredValue(output);
            if (source.ReadKind() == ModelKind.InverseDynamics)
            {
                if (parsed.GetValue(first) is not null || parsed.GetValue(chunks) is not null)
                {
                    throw new UsageException("--first and --chunks are a policy's: an inverse dynamics model has no memory and sees all frames at once.");
                }

                using var model = source.LoadInverseDynamics();
                ModelForward.Run(model, parsed.GetRequiredValue(frames), directory);
                Console.WriteLine($"wrote buttons.npy and camera.npy to {directory}");
                return ExitCode.Done;
            }

            using var policy = source.LoadPolicy();
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
