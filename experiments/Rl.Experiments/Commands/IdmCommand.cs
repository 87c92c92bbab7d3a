using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Rl.Env;
using Rl.Experiments.Configuration;
using Rl.Models;
using Rl.Pretrain.Cloning;
using Rl.Pretrain.InverseDynamics;
using Rl.Pretrain.Labelling;
using Rl.Pretrain.Recordings;
using Rl.Workers.Runs;

namespace Rl.Experiments.Commands;

/// <summary><c>rl idm train</c>, <c>label</c> and <c>eval</c>: the inverse dynamics model, which tells from a video what was done in it.</summary>
public static class IdmCommand
{
    /// <summary>The verb with its parts.</summary>
    public static Command Create() => new("idm", "The inverse dynamics model: train it, label videos with it, measure it.") { Train(), Label(), Eval() };

    private static Command Train()
    {
        var data = new Option<string>("--data") { Description = "Folder of the recording with true labels.", Required = true };
        var directory = new Option<string>("--out") { Description = "Folder of the model's checkpoint.", Required = true };
        var model = new Option<string?>("--model") { Description = "Size of the model: nano, 4x." };
        var epochs = new Option<double?>("--epochs") { Description = "How often every frame is seen." };
        var updates = new Option<int?>("--updates") { Description = "Updates after which training ends; without --epochs exactly so many, whatever the amount of data." };
        var minutes = new Option<double?>("--minutes") { Description = "Time after which training ends." };
        var steps = new Option<long?>("--max-steps") { Description = "Labelled steps that are learned from; 1,200 are a minute of play." };
        var seed = new Option<ulong?>("--seed") { Description = "Seed of the weights, the clips and the augmentation." };
        var resume = new Option<bool>("--resume") { Description = "Go on from the state that an interrupted training saved (saveInterval)." };
        var json = new Option<bool>("--json") { Description = "Print the result as one line of JSON at the end." };
        var (preset, config, set, print) = (CommonOptions.Preset(), CommonOptions.Config(), CommonOptions.Set(), CommonOptions.PrintConfig());
        var command = new Command("train", "Train an inverse dynamics model on recorded play.")
        {
            data, directory, model, epochs, updates, minutes, steps, seed, resume, json, preset, config, set, print,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var experiment = ExperimentConfig.Load(parsed.GetValue(preset), parsed.GetValue(config), parsed.GetValue(set) ?? []);
            var settings = experiment.InverseDynamics;
            settings = settings with
            {
                Epochs = parsed.GetValue(epochs) ?? (parsed.GetValue(updates) is null ? settings.Epochs : 0),
                MaxUpdates = parsed.GetValue(updates) ?? settings.MaxUpdates,
                TimeLimit = parsed.GetValue(minutes) is { } limit ? TimeSpan.FromMinutes(limit) : settings.TimeLimit,
                MaxSteps = parsed.GetValue(steps) ?? settings.MaxSteps,
                Seed = parsed.GetValue(seed) ?? settings.Seed,
            };
            if (parsed.GetValue(print))
            {
                Console.WriteLine(ConfigLoader.Print(settings));
                return ExitCode.Done;
            }

            var recording = RecordingStore.Open(parsed.GetRequiredValue(data));
            var size = InverseDynamicsConfig.ByName(parsed.GetValue(model) ?? experiment.LabelModel);
            using var trainer = new InverseDynamicsTrainer(settings.Validated(), size, recording, TimeProvider.System);
            var folder = parsed.GetRequiredValue(directory);
            Console.WriteLine($"computes in {Precision.Describe(settings.Compute, size, settings.Device)}");
            if (parsed.GetValue(resume))
            {
                trainer.LoadState(TrainingState.FolderOf(folder));
            }

            var line = StatusLine.Console();
            using var curve = new TrainingCurve(folder, trainer.Updates);
            var progress = new Reporter<InverseDynamicsProgress>(now =>
            {
                curve.Add(now);
                line.Show($"idm: update {now.Update}/{now.TotalUpdates}, loss {now.Loss:F3}{Validation(now)}, {now.FramesPerSecond:N0} frames/s, {StatusLine.Brief(now.Remaining)} left");
            });
            var result = await trainer.RunAsync(folder, progress, cancellation).ConfigureAwait(false);
            curve.Complete();
            RunConfig.Write(folder, experiment with { InverseDynamics = settings });
            line.End($"idm: {result.Updates} updates on {result.LabelledSteps:N0} labelled steps, {StatusLine.Brief(result.Elapsed)}");
            LabelFigures.Print(result.Validation, asJson: false);
            PrintJson(parsed.GetValue(json), result);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Label()
    {
        var idm = new Option<string>("--idm") { Description = $"The model: {PolicyOptions.SourceHelp}.", Required = true };
        var data = new Option<string?>("--data") { Description = "Folder of a recording whose episodes are labelled as if nobody knew the actions." };
        var videos = new Option<string?>("--videos") { Description = "Folder of videos; subfolders too. Where a contractor's jsonl lies beside one, its cursor is drawn in." };
        var cursor = CommonOptions.Cursor();
        var directory = new Option<string>("--out") { Description = "Folder of the labels: one shard an episode or video.", Required = true };
        var part = new Option<string>("--part") { Description = "Which share of the work, as I/N with I from 0: for job arrays.", DefaultValueFactory = _ => "0/1" };
        var json = new Option<bool>("--json") { Description = "Print the result as one line of JSON at the end." };
        var threads = new Option<int>("--threads") { Description = "Torch threads.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var (preset, config, set) = (CommonOptions.Preset(), CommonOptions.Config(), CommonOptions.Set());
        var command = new Command("label", "Label videos or a recording. Finished shards of the same model are skipped.")
        {
            idm, data, videos, cursor, directory, part, json, threads, preset, config, set,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (index, count) = ParsePart(parsed.GetRequiredValue(part));
            if (parsed.GetValue(data) is null == parsed.GetValue(videos) is null)
            {
                throw new UsageException("Give --data or --videos: a recording or a folder of videos.");
            }

            var settings = ExperimentConfig.Load(parsed.GetValue(preset), parsed.GetValue(config), parsed.GetValue(set) ?? []).Labelling;
            TorchRuntime.SetThreads(parsed.GetValue(threads));
            using var model = ModelSource.Parse(parsed.GetRequiredValue(idm)).LoadInverseDynamics().MovedTo(ModelDevice.Parse(settings.Device));
            model.ComputeType = Precision.Of(settings.Compute, model.Config, settings.Device);
            Console.WriteLine($"computes in {Precision.Describe(settings.Compute, model.Config, settings.Device)}");
            var tasks = parsed.GetValue(data) is { } recording
                ? LabelSources.OfRecording(RecordingStore.Open(recording))
                : LabelSources.OfVideos(parsed.GetValue(videos)!, new FrameSize(model.Config.FrameHeight, model.Config.FrameWidth), CommonOptions.CursorOf(parsed.GetValue(cursor)));
            var line = StatusLine.Console();
            var progress = new Reporter<LabelProgress>(now => line.Show(
                $"labels: {now.Tasks}/{now.TotalTasks}, {now.Frames:N0} frames, {now.FramesPerSecond:N0} frames/s, {(now.Remaining is { } left ? StatusLine.Brief(left) : "?")} left"));
            var result = await new LabelRun(model, settings, TimeProvider.System)
                .RunAsync(tasks, parsed.GetRequiredValue(directory), index, count, progress, cancellation).ConfigureAwait(false);
            line.End(
                $"labels: {result.Labelled} labelled, {result.Found} found finished, {result.Skipped.Count} skipped, {result.Frames:N0} frames, {StatusLine.Brief(result.Elapsed)}");
            foreach (var skipped in result.Skipped)
            {
                Console.Error.WriteLine($"skipped: {skipped}");
            }

            PrintJson(parsed.GetValue(json), result);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Eval()
    {
        var idm = new Option<string>("--idm") { Description = $"The model: {PolicyOptions.SourceHelp}.", Required = true };
        var data = new Option<string>("--data") { Description = "Folder of a recording with true labels that the model has not learned from.", Required = true };
        var json = new Option<bool>("--json") { Description = "Print the figures as one line of JSON at the end." };
        var threads = new Option<int>("--threads") { Description = "Torch threads.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var command = new Command("eval", "Compare the model's labels with what was done: F1 of every key, R² of the mouse.") { idm, data, json, threads };
        command.SetAction(async (parsed, cancellation) =>
        {
            TorchRuntime.SetThreads(parsed.GetValue(threads));
            using var model = ModelSource.Parse(parsed.GetRequiredValue(idm)).LoadInverseDynamics();
            model.ComputeType = Precision.Of(ComputePrecision.Auto, model.Config);
            var recording = RecordingStore.Open(parsed.GetRequiredValue(data));
            var metrics = await LabelCheck.MeasureAsync(model, new LabellerConfig { Stride = model.Config.Window / 2 }, recording.Episodes, cancellation).ConfigureAwait(false);
            LabelFigures.Print(metrics, parsed.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    private static (int Part, int Parts) ParsePart(string text)
    {
        var numbers = text.Split('/');
        return numbers.Length == 2
            && int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out var part)
            && int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out var parts)
            && part < parts
            ? (part, parts)
            : throw new UsageException($"--part takes I/N with I from 0 to N - 1, such as 3/16, not '{text}'.");
    }

    private static string Validation(InverseDynamicsProgress now) =>
        now.Validation is { } metrics ? Text($", held out F1 {LabelFigures.Of(metrics.MicroF1)}, mouse R² {LabelFigures.Of(metrics.MouseR2)}") : "";

    private static void PrintJson<T>(bool wanted, T value)
    {
        if (wanted)
        {
            Console.WriteLine(JsonSerializer.Serialize(value, JsonSerializerOptions.Web));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
