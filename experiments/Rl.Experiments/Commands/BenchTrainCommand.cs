using System.CommandLine;
using System.Globalization;
using Rl.Experiments.Benchmarks;
using Rl.Experiments.Configuration;
using Rl.Models;

namespace Rl.Experiments.Commands;

/// <summary><c>rl bench train</c>: where the time of fine-tuning goes, and how near the loop comes to what its parts allow.</summary>
public static class BenchTrainCommand
{
    /// <summary>The verb's options and action.</summary>
    public static Command Create()
    {
        var model = new Option<string?>("--model") { Description = "Size of the policy: nano, 1x, 2x, 3x." };
        var iterations = new Option<int>("--iterations") { Description = "Iterations that count, in either way.", DefaultValueFactory = _ => 6 };
        var warmUp = new Option<int>("--warm-up") { Description = "Iterations before them that do not.", DefaultValueFactory = _ => 2 };
        var (preset, config, set, json) = (CommonOptions.Preset(), CommonOptions.Config(), CommonOptions.Set(), CommonOptions.Json());
        var command = new Command("train", "Where the time of fine-tuning goes: each part alone on one thread, and in the loop.") { model, iterations, warmUp, preset, config, set, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var experiment = ExperimentConfig.Load(parsed.GetValue(preset), parsed.GetValue(config), parsed.GetValue(set) ?? []);
            var policy = PolicyConfig.ByName(parsed.GetValue(model) ?? experiment.Model) with { AuxiliaryValueHead = true };
            var training = experiment.Training with { Policy = policy };
            Console.WriteLine($"computes in {Precision.Describe(training.Compute, policy, training.Device)}");
            var result = await new LoopBenchmark(training, TimeProvider.System).RunAsync(parsed.GetValue(iterations), parsed.GetValue(warmUp), cancellation).ConfigureAwait(false);
            Console.WriteLine($"{result.FramesPerIteration} frames an iteration, {training.Workers} workers with {training.EnvironmentsPerWorker} environments each, {result.Cores} processors");
            Console.WriteLine($"{"",-16} {"alone, s",10} {"in the loop, s",15} {"share",7}");
            foreach (var stage in result.Stages)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stage.Stage,-16} {stage.Alone,10:F3} {stage.Together,15:F3} {stage.Share,7:P0}"));
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"the loop: {result.FramesPerSecond:F0} frames/s; its parts allow {result.Bound:F0} on {result.Cores} processors: {result.FramesPerSecond / result.Bound:P0}"));
            BenchCommand.PrintJson(parsed.GetValue(json), result);

            return ExitCode.Done;
        });
        return command;
    }
}
