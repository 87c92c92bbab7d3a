using System.CommandLine;
using System.Text.Json.Nodes;
using Rl.Env;
using Rl.Experiments.Commands;
using Rl.Experiments.Configuration;
using Rl.Models;
using Rl.Pretrain.Cloning;
using Rl.Pretrain.Recordings;
using Rl.Tests.Pretrain;

namespace Rl.Tests.Experiments;

public sealed class BcCommandTests
{
    private static readonly string[] Tiny =
    [
        "--set", "cloning.streams=2", "--set", "cloning.sequenceLength=2", "--set", "cloning.validationShare=0.5", "--set", "cloning.threads=1",
        "--set", "cloning.rolloutEpisodes=2", "--set", "evaluation.task.episodeSteps=3", "--set", "evaluation.threads=1",
    ];

    [Test]
    public async Task A_clone_that_was_tried_out_leaves_its_best_its_last_and_what_was_measured()
    {
        using var folder = new TemporaryFolder();
        await RecordAsync(folder["data"]);
        var output = folder["clone"];

        string[] train = ["train", "--data", folder["data"], "--out", output, "--updates", "5", "--rollout-interval", "2", "--max-steps", "8", .. Tiny];
        Assert.That(await RunAsync(BcCommand.Create(), train), Is.EqualTo(ExitCode.Done));

        var lines = File.ReadLines(Path.Combine(output, "metrics.jsonl")).Select(line => JsonNode.Parse(line)!.AsObject())
            .Where(line => line.ContainsKey("charts/episodic_return")).ToArray();
        Assert.That(lines.Select(line => line["iteration"]!.GetValue<long>()), Is.EqualTo(new long[] { 2, 4, 5 }));
        Assert.That(lines, Has.All.Matches<JsonObject>(line => line!.ContainsKey("milestones/log_rate")));
        Assert.That(lines[^1].ContainsKey("validation/loss") && lines[^1].ContainsKey("perf/loader_share"), Is.True);
        Assert.That(File.Exists(output + ".metrics.jsonl"), Is.False);
        using var last = Load("--policy", output);
        using var best = Load("--policy", output, "--checkpoint", "best");
        Assert.That(last.Config, Is.EqualTo(best.Config));
        Assert.That(() => Load("--policy", output, "--checkpoint", "7"), Throws.Exception.With.Message.Contains("no checkpoint '7'"));
    }

    [Test]
    public async Task An_interrupted_cloning_goes_on_with_its_metrics()
    {
        using var folder = new TemporaryFolder();
        var recording = await RecordAsync(folder["data"]);
        string[] train = ["train", "--data", folder["data"], "--out", folder["clone"], "--updates", "6", "--set", "cloning.validationInterval=1", .. Tiny];
        Assert.That(await RunAsync(BcCommand.Create(), [.. train, "--resume"]), Is.EqualTo(ExitCode.Usage), "there is nothing to go on with");

        // As if it had been killed between the fifth update and the next saved state.
        string[] settings = [.. Tiny.Where(argument => argument != "--set"), "cloning.validationInterval=1"];
        var config = ExperimentConfig.Load(null, null, settings).Cloning with { Epochs = 0, MaxUpdates = 6 };
        using (var killed = new Cloner(config, PolicyConfig.Nano, recording, TimeProvider.System))
        {
            Enumerable.Range(0, 3).ToList().ForEach(_ => killed.Update());
            killed.SaveState(TrainingState.FolderOf(folder["clone"]));
        }

        await File.WriteAllLinesAsync(folder["clone.metrics.jsonl"], Enumerable.Range(1, 5).Select(update => $$"""{"iteration":{{update}}}"""));

        Assert.That(await RunAsync(BcCommand.Create(), [.. train, "--resume"]), Is.EqualTo(ExitCode.Done));

        var lines = File.ReadLines(folder["clone/metrics.jsonl"]).Select(line => JsonNode.Parse(line)!.AsObject()).ToArray();
        Assert.That(lines.Select(line => line["iteration"]!.GetValue<long>()), Is.EqualTo(new long[] { 1, 2, 3, 4, 5, 6 }));
        Assert.That(lines.Select(line => line.Count > 1), Is.EqualTo(new[] { false, false, false, true, true, true }), "what was written after the state is written again");
        Assert.That(Directory.Exists(folder["clone.state"]), Is.False);
    }

    [Test]
    public async Task A_world_that_cannot_be_played_here_is_named_before_anything_is_learned()
    {
        using var folder = new TemporaryFolder();
        await Recordings.RecordAsync(folder["data"], Recordings.Config with { FramePixels = 64, Episodes = 2 });

        Assert.That(
            await RunAsync(BcCommand.Create(), "train", "--data", folder["data"], "--out", folder["clone"], "--rollout-interval", "2"), Is.EqualTo(ExitCode.Usage));
        Assert.That(Directory.Exists(folder["clone"]), Is.False);
    }

    [Test]
    public async Task Cloning_is_measured_from_memory_and_from_the_store()
    {
        using var folder = new TemporaryFolder();
        await RecordAsync(folder["data"]);

        Assert.That(
            await RunAsync(BenchCloningCommand.Create(), ["--data", folder["data"], "--seconds", "0.01", "--threads", "1", "--json", .. Tiny]), Is.EqualTo(ExitCode.Done));
    }

    private static VptPolicy Load(params string[] arguments)
    {
        var command = new Command("policy");
        var options = new PolicyOptions();
        options.AddTo(command);
        return options.Load(command.Parse(arguments));
    }

    private static Task<RecordingStore> RecordAsync(string directory)
    {
        var config = new RecordingConfig { Environment = "flat", Episodes = 2, EpisodeSteps = 12, FramePixels = FrameSize.Square(64).Height, Threads = 1 };
        return new DataRecorder(config, () => ExpertPlay.Create(config, new()), TimeProvider.System).RecordAsync(directory, null, CancellationToken.None);
    }

    private static Task<int> RunAsync(Command command, params string[] arguments)
    {
        var parsed = command.Parse(arguments);
        Assert.That(parsed.Errors, Is.Empty);

        return CommandErrors.RunAsync(cancellation => parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false }, cancellation));
    }
}
