using System.CommandLine;
using System.Text.Json;
using Rl.Experiments.Configuration;
using Rl.Models;
using Rl.Pretrain.Labelling;
using Rl.Pretrain.Recordings;

namespace Rl.Experiments.Commands;

/// <summary><c>rl bc train</c>: behavioural cloning of a recording.</summary>
public static class BcCommand
{
    /// <summary>The verb with its parts.</summary>
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "Folder of the recording.", Required = true };
        var labels = new Option<string?>("--labels") { Description = "Folder of labels (rl idm label) that stand in the place of the recorded actions." };
        var directory = new Option<string>("--out") { Description = "Folder of the policy's checkpoint.", Required = true };
        var model = new Option<string?>("--model") { Description = "Size of the policy: nano, 1x, 2x, 3x." };
        var init = new Option<string?>("--init") { Description = $"Policy to go on from, whose sizes are taken: {PolicyOptions.SourceHelp}." };
        var epochs = new Option<double?>("--epochs") { Description = "How often every kept frame is seen." };
        var updates = new Option<int?>("--updates") { Description = "Updates after which training ends; without --epochs exactly so many, whatever the amount of data." };
        var steps = new Option<long?>("--max-steps") { Description = "Recorded steps that are learned from; 1,200 are a minute of play." };
        var episodes = new Option<int?>("--max-episodes") { Description = "Recorded episodes that are learned from." };
        var rollouts = new Option<int?>("--rollout-interval") { Description = "Updates between trials of the policy in its world; the best one is kept beside the last." };
        var environment = new Option<string?>("--env") { Description = "World of the trials (default: the recording's)." };
        var allowMismatch = new Option<bool>("--allow-mismatch") { Description = "Go on from published weights (--init) even if tensors are unknown or missing; they are named." };
        var resume = new Option<bool>("--resume") { Description = "Go on from the state that an interrupted cloning saved (saveInterval)." };
        var json = CommonOptions.Json();
        var minutes = new Option<double?>("--minutes") { Description = "Time after which training ends." };
        var seed = new Option<ulong?>("--seed") { Description = "Seed of the weights and of the order of episodes." };
        var (preset, config, set, print) = (CommonOptions.Preset(), CommonOptions.Config(), CommonOptions.Set(), CommonOptions.PrintConfig());
        var train = new Command("train", "Clone a recorded player into a policy.")
        {
            data, labels, directory, model, init, allowMismatch, epochs, updates, minutes, steps, episodes, rollouts, environment, seed, resume, json, preset, config, set, print,
        };
        train.SetAction(async (parsed, cancellation) =>
        {
            var experiment = ExperimentConfig.Load(parsed.GetValue(preset), parsed.GetValue(config), parsed.GetValue(set) ?? []);
            var settings = experiment.Cloning;
            settings = settings with
            {
                Epochs = parsed.GetValue(epochs) ?? (parsed.GetValue(updates) is null ? settings.Epochs : 0),
                MaxUpdates = parsed.GetValue(updates) ?? settings.MaxUpdates,
                MaxSteps = parsed.GetValue(steps) ?? settings.MaxSteps,
                MaxEpisodes = parsed.GetValue(episodes) ?? settings.MaxEpisodes,
                RolloutInterval = parsed.GetValue(rollouts) ?? settings.RolloutInterval,
                TimeLimit = parsed.GetValue(minutes) is { } limit ? TimeSpan.FromMinutes(limit) : settings.TimeLimit,
                Seed = parsed.GetValue(seed) ?? settings.Seed,
            };
            if (parsed.GetValue(print))
            {
                Console.WriteLine(ConfigLoader.Print(settings));
                return ExitCode.Done;
            }

            settings = settings.Validated();
            var recording = RecordingStore.Open(parsed.GetRequiredValue(data));
            recording = parsed.GetValue(labels) is { } told ? recording.WithLabels(told) : recording;
            if (parsed.GetValue(init) is not null && parsed.GetValue(model) is not null)
            {
                throw new UsageException("Give --init or --model: a policy to go on from brings its own sizes.");
            }

            using var start = parsed.GetValue(init) is { } source ? PolicyOptions.Source(source, parsed.GetValue(allowMismatch)).LoadPolicy() : null;
            var policy = start?.Config ?? PolicyConfig.ByName(parsed.GetValue(model) ?? experiment.Model);
            var folder = parsed.GetRequiredValue(directory);
            var trials = Rollouts.Of(settings, parsed.GetValue(environment) ?? recording.Manifest.Environment, experiment.Training.Bridge, experiment.Evaluation, TimeProvider.System);
            var result = await new PriorMaker(Console.Out, TimeProvider.System)
                .CloneAsync(settings, policy, recording, folder, cancellation, start, trials, parsed.GetValue(resume)).ConfigureAwait(false);
            RunConfig.Write(folder, experiment with { Cloning = settings });
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(result, JsonSerializerOptions.Web));
            }

            return ExitCode.Done;
        });
        return new Command("bc", "Behavioural cloning.") { train, Eval() };
    }

    private static Command Eval()
    {
        var policies = new PolicyOptions();
        var data = new Option<string>("--data") { Description = "Folder of a recording with true labels that the policy has not learned from.", Required = true };
        var json = CommonOptions.Json();
        var threads = new Option<int>("--threads") { Description = "Torch threads.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var command = new Command("eval", "Compare what the policy would most likely do with what was done: F1 of every key, R² of the mouse, as rl idm eval.") { data, json, threads };
        policies.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            TorchRuntime.SetThreads(parsed.GetValue(threads));
            using var policy = policies.Load(parsed);
            LabelFigures.Print(PolicyCheck.Measure(policy, RecordingStore.Open(parsed.GetRequiredValue(data)).Episodes, cancellation), parsed.GetValue(json));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
