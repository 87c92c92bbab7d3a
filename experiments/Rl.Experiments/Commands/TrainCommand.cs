using System.CommandLine;
using System.Globalization;
using Rl.Experiments.Configuration;
using Rl.Workers;
using Rl.Workers.Runs;

namespace Rl.Experiments.Commands;

/// <summary><c>rl train</c>: the main job, distributed fine-tuning; with <c>--init clone</c> the prior is made first.</summary>
public static class TrainCommand
{
    private const string None = "none";

    /// <summary>The verb's options and action.</summary>
    public static Command Create()
    {
        var (preset, config, set, print) = (CommonOptions.Preset(), CommonOptions.Config(), CommonOptions.Set(), CommonOptions.PrintConfig());
        var (runs, environment) = (CommonOptions.Runs(), CommonOptions.Environment());
        var id = new Option<string?>("--run-id") { Description = "The run's name (default: preset and time)." };
        var resume = new Option<bool>("--resume") { Description = "Go on with the run of this id from its last checkpoint." };
        var force = new Option<bool>("--force") { Description = "Overwrite the run of this id." };
        var serial = new Option<bool>("--serial") { Description = "One process, one thread, no clocks: repeatable to the bit." };
        var init = new Option<string?>("--init") { Description = $"Start: 'clone' (record the expert and clone it first), 'none' (random weights), or {PolicyOptions.SourceHelp}." };
        var prior = new Option<string?>("--prior") { Description = $"Frozen prior: by default the start itself, 'none', or {PolicyOptions.SourceHelp}." };
        var seed = new Option<ulong?>("--seed") { Description = "Seed of the run." };
        var workers = new Option<int?>("--workers") { Description = "Worker processes." };
        var iterations = new Option<long?>("--iterations") { Description = "Iterations to make." };
        var frames = new Option<long?>("--frames") { Description = "Frames to learn from." };
        var minutes = new Option<double?>("--minutes") { Description = "Minutes to train." };
        var external = new Option<bool>("--external-workers") { Description = "Start no workers: they come from elsewhere (rl worker --learner …)." };
        var noEvaluation = new Option<bool>("--no-eval") { Description = "Leave out the evaluation and the video at the end." };
        var command = new Command("train", "Fine-tune a policy by PPG with a KL penalty to a frozen prior.")
        {
            preset, config, set, print, runs, id, resume, force, serial, init, prior, environment, seed, workers, iterations, frames, minutes, external, noEvaluation,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var isResumed = parsed.GetValue(resume);
            if (isResumed && parsed.GetValue(id) is null)
            {
                throw new UsageException("--resume needs --run-id: which run goes on? See: ./rl runs list");
            }

            var named = ExperimentConfig.PresetFor(parsed.GetValue(preset), parsed.GetValue(environment));
            var name = parsed.GetValue(id) ?? DefaultId(named);
            var root = parsed.GetRequiredValue(runs);
            var loaded = isResumed
                ? RunConfig.Read(Path.Combine(root, name))
                : ExperimentConfig.Load(named, parsed.GetValue(config), parsed.GetValue(set) ?? []);
            var training = loaded.Training;
            var settings = (loaded with
            {
                Training = training with
                {
                    Environment = parsed.GetValue(environment) ?? training.Environment,
                    Seed = parsed.GetValue(seed) ?? training.Seed,
                    Workers = parsed.GetValue(workers) ?? training.Workers,
                    Iterations = parsed.GetValue(iterations) ?? training.Iterations,
                    Frames = parsed.GetValue(frames) ?? training.Frames,
                    Minutes = parsed.GetValue(minutes) ?? training.Minutes,
                    Init = parsed.GetValue(init) ?? training.Init,
                    Prior = parsed.GetValue(prior) ?? training.Prior,
                },
                Recording = loaded.Recording with { Environment = parsed.GetValue(environment) ?? loaded.Recording.Environment },
            }).Validated();
            if (parsed.GetValue(print))
            {
                Console.WriteLine(ConfigLoader.Print(settings));
                return ExitCode.Done;
            }

            var reuse = isResumed ? RunReuse.Resume : parsed.GetValue(force) ? RunReuse.Force : RunReuse.Refuse;
            using var folder = RunFolder.Open(root, name, reuse);
            Console.WriteLine($"run {name} in {folder.Path}");
            folder.WriteConfig(ConfigLoader.Print(loaded), RunConfig.Resolve(settings));
            var experiment = new TrainingExperiment(settings, folder, TimeProvider.System);
            var outcome = await experiment.TrainAsync(
                parsed.GetValue(serial) ? TrainingManner.Serial : parsed.GetValue(external) ? TrainingManner.ExternalWorkers : TrainingManner.OwnWorkers,
                cancellation).ConfigureAwait(false);
            if (outcome == RunOutcome.Interrupted)
            {
                await Console.Error.WriteLineAsync($"interrupted; a checkpoint was saved. Go on with: ./rl train --run-id {name} --resume").ConfigureAwait(false);
                return ExitCode.Interrupted;
            }

            if (!parsed.GetValue(noEvaluation))
            {
                await experiment.JudgeAsync(cancellation).ConfigureAwait(false);
            }

            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>True if a start or a prior is to be left out.</summary>
    public static bool IsNone(string? policy) => policy is null or None;

    private static string DefaultId(string? preset) =>
        $"{preset ?? "train"}-{TimeProvider.System.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}";
}
