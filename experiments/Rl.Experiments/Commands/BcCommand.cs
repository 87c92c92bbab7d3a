using System.CommandLine;
using Rl.Experiments.Configuration;
using Rl.Models;
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
        var minutes = new Option<double?>("--minutes") { Description = "Time after which training ends." };
        var seed = new Option<ulong?>("--seed") { Description = "Seed of the weights and of the order of episodes." };
        var (preset, config, set, print) = (CommonOptions.Preset(), CommonOptions.Config(), CommonOptions.Set(), CommonOptions.PrintConfig());
        var train = new Command("train", "Clone a recorded player into a policy.") { data, labels, directory, model, init, epochs, minutes, seed, preset, config, set, print };
        train.SetAction((parsed, cancellation) =>
        {
            var experiment = ExperimentConfig.Load(parsed.GetValue(preset), parsed.GetValue(config), parsed.GetValue(set) ?? []);
            var settings = experiment.Cloning;
            settings = settings with
            {
                Epochs = parsed.GetValue(epochs) ?? settings.Epochs,
                TimeLimit = parsed.GetValue(minutes) is { } limit ? TimeSpan.FromMinutes(limit) : settings.TimeLimit,
                Seed = parsed.GetValue(seed) ?? settings.Seed,
            };
            if (parsed.GetValue(print))
            {
                Console.WriteLine(ConfigLoader.Print(settings));
                return Task.FromResult(ExitCode.Done);
            }

            var recording = RecordingStore.Open(parsed.GetRequiredValue(data));
            recording = parsed.GetValue(labels) is { } told ? recording.WithLabels(told) : recording;
            if (parsed.GetValue(init) is not null && parsed.GetValue(model) is not null)
            {
                throw new UsageException("Give --init or --model: a policy to go on from brings its own sizes.");
            }

            using var start = parsed.GetValue(init) is { } source ? ModelSource.Parse(source).LoadPolicy() : null;
            var policy = start?.Config ?? PolicyConfig.ByName(parsed.GetValue(model) ?? experiment.Model);
            var folder = parsed.GetRequiredValue(directory);
            new PriorMaker(Console.Out, TimeProvider.System).Clone(settings.Validated(), policy, recording, folder, cancellation, start);
            RunConfig.Write(folder, experiment with { Cloning = settings });
            return Task.FromResult(ExitCode.Done);
        });
        return new Command("bc", "Behavioural cloning.") { train };
    }
}
