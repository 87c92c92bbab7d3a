using System.CommandLine;
using System.Globalization;
using Rl.Experiments.Benchmarks;
using Rl.Experiments.Configuration;
using Rl.Models;
using Rl.Pretrain.Recordings;

namespace Rl.Experiments.Commands;

/// <summary><c>rl bench cloning</c>: frames a second of cloning, with the data in memory and from the store.</summary>
public static class BenchCloningCommand
{
    private const int Rounds = 5;

    /// <summary>The verb's options and action.</summary>
    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = "Folder of a recording (default: the preset's expert plays 16 short episodes into a temporary one)." };
        var model = new Option<string?>("--model") { Description = "Size of the policy: nano, 1x, 2x, 3x." };
        var threads = new Option<int>("--threads") { Description = "Torch threads.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var seconds = new Option<double>("--seconds") { Description = "Time for each of the two figures.", DefaultValueFactory = _ => 20 };
        var (preset, config, set, json) = (CommonOptions.Preset(), CommonOptions.Config(), CommonOptions.Set(), CommonOptions.Json());
        var command = new Command("cloning", "Frames a second of cloning, with the data in memory and from the store.") { data, model, threads, seconds, preset, config, set, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var experiment = ExperimentConfig.Load(parsed.GetValue(preset), parsed.GetValue(config), parsed.GetValue(set) ?? []);
            var settings = experiment.Cloning with { Threads = parsed.GetValue(threads) };
            var policy = PolicyConfig.ByName(parsed.GetValue(model) ?? experiment.Model);
            var time = TimeSpan.FromSeconds(parsed.GetValue(seconds));
            var result = parsed.GetValue(data) is { } folder
                ? new CloningBenchmark(settings, policy, RecordingStore.Open(folder), TimeProvider.System).Run(time, Rounds, cancellation)
                : await RecordAndRunAsync(experiment.Recording with { Episodes = 16, EpisodeSteps = 600, FramePixels = policy.FrameHeight }).ConfigureAwait(false);
            Console.WriteLine($"{settings.Threads} torch threads, warm-up left out");
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"cloning, {result.Streams} streams of {result.SequenceLength}: in memory {result.FromMemory:F0}, from the store {result.FromStore:F0} frames/s ({result.FromStore / result.FromMemory:P1}); of processor time {result.FromMemoryPerCpuSecond:F0}, {result.FromStorePerCpuSecond:F0} ({result.FromStorePerCpuSecond / result.FromMemoryPerCpuSecond:P1}); waiting for data {result.LoaderShare:P2} of {result.Updates} updates"));
            BenchCommand.PrintJson(parsed.GetValue(json), result);

            return ExitCode.Done;

            async Task<CloningBenchmarkResult> RecordAndRunAsync(RecordingConfig recording)
            {
                var temporary = Directory.CreateTempSubdirectory("rl-bench-");
                try
                {
                    var store = await new PriorMaker(Console.Out, TimeProvider.System)
                        .RecordAsync(recording, Path.Combine(temporary.FullName, "data"), cancellation).ConfigureAwait(false);
                    return new CloningBenchmark(settings, policy, store, TimeProvider.System).Run(time, Rounds, cancellation);
                }
                finally
                {
                    temporary.Delete(recursive: true);
                }
            }
        });
        return command;
    }
}
