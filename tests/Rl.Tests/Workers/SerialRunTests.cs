using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Rl.Env.Tasks;
using Rl.Models;
using Rl.Workers;
using Rl.Workers.Acting;
using Rl.Workers.Checkpoints;
using Rl.Workers.Runs;

namespace Rl.Tests.Workers;

[TestFixture]
public sealed class SerialRunTests
{
    [Test]
    public async Task Twice_N_iterations_equal_N_a_kill_a_resume_and_N_more_to_the_bit()
    {
        using var runs = new TemporaryFolder();

        await Train(runs, "whole", 4).ConfigureAwait(false);
        await Train(runs, "halves", 2).ConfigureAwait(false);
        await Train(runs, "halves", 4, RunReuse.Resume).ConfigureAwait(false);

        Assert.That(Fingerprint(runs, "halves"), Is.EqualTo(Fingerprint(runs, "whole")));
        Assert.That(Metrics(runs, "halves"), Is.EqualTo(Metrics(runs, "whole")));
    }

    [Test]
    public async Task A_run_interrupted_between_two_slots_goes_on_to_the_same_bits()
    {
        using var runs = new TemporaryFolder();
        using var interruption = new CancellationTokenSource();

        await Train(runs, "whole", 2).ConfigureAwait(false);
        var outcome = await Train(runs, "cut", 2, cancellation: interruption.Token, stepped: steps =>
        {
            // The actor plays 8 slots in each of 2 environments an iteration: this is in the middle of the second.
            if (steps == 24)
            {
                interruption.Cancel();
            }
        }).ConfigureAwait(false);
        Assert.That(outcome, Is.EqualTo(RunOutcome.Interrupted));
        Assert.That(RunFolder.ReadStatus(runs["cut"])!.State, Is.EqualTo("interrupted"));

        await Train(runs, "cut", 2, RunReuse.Resume).ConfigureAwait(false);

        Assert.That(Fingerprint(runs, "cut"), Is.EqualTo(Fingerprint(runs, "whole")));
    }

    [Test]
    public async Task What_an_iterations_time_went_into_is_told_by_stage()
    {
        using var runs = new TemporaryFolder();

        await Train(runs, "run", 2).ConfigureAwait(false);

        foreach (var line in File.ReadAllLines(Path.Combine(runs["run"], "metrics.jsonl")))
        {
            var seconds = JsonNode.Parse(line)!.AsObject().Where(metric => IsStage(metric.Key)).ToDictionary(metric => metric.Key, metric => metric.Value!.GetValue<double>());
            string[] ofLearner = [StageNames.Prior, StageNames.Wake, StageNames.Sleep, StageNames.Publish, StageNames.LearnerWaiting];
            Assert.That(ofLearner.Sum(stage => seconds[stage]), Is.EqualTo(seconds[StageNames.Iteration]).Within(1e-6));
            Assert.That(new[] { StageNames.Prior, StageNames.Wake, StageNames.Sleep, StageNames.Policy, StageNames.Environments }.Select(stage => seconds[stage]), Is.All.GreaterThan(0));

            // One thread plays and learns in turns.
            Assert.That(seconds[StageNames.Policy] + seconds[StageNames.Environments], Is.LessThan(seconds[StageNames.LearnerWaiting]));
        }
    }

    [Test]
    public async Task At_zero_lag_learner_and_worker_agree_on_the_probabilities()
    {
        using var runs = new TemporaryFolder();

        await Train(runs, "run", 2).ConfigureAwait(false);

        foreach (var line in Metrics(runs, "run"))
        {
            var metrics = JsonNode.Parse(line)!;
            Assert.That(metrics["lag/version_max"]!.GetValue<double>(), Is.Zero);
            Assert.That(metrics["losses/initial_log_ratio"]!.GetValue<double>(), Is.LessThan(0.02));
        }
    }

    [Test]
    public async Task A_damaged_checkpoint_on_resume_is_one_clear_error_and_nothing_is_changed()
    {
        using var runs = new TemporaryFolder();
        await Train(runs, "run", 1).ConfigureAwait(false);
        var checkpoint = CheckpointStore.Resolve(Path.Combine(runs["run"], "checkpoints"), "last");
        var weights = Path.Combine(checkpoint, "policy.safetensors");
        var bytes = File.ReadAllBytes(weights);
        bytes[^5] ^= 1;
        File.WriteAllBytes(weights, bytes);

        var error = await Assert.ThrowsAsync<DamagedCheckpointException>(() => Train(runs, "run", 2, RunReuse.Resume)).ConfigureAwait(false);

        Assert.That(error!.Message, Does.Contain("policy.safetensors"));
        Assert.That(File.ReadAllLines(Path.Combine(runs["run"], "metrics.jsonl")), Has.Length.EqualTo(1));
    }

    private static async Task<RunOutcome> Train(
        TemporaryFolder runs, string id, long iterations, RunReuse reuse = RunReuse.Refuse, Action<long>? stepped = null,
        CancellationToken cancellation = default)
    {
        var config = TinyRun.Config with { Iterations = iterations };
        using var folder = RunFolder.Open(runs.Path, id, reuse);
        var isResumed = reuse == RunReuse.Resume;
        var job = new TrainingJob(config, folder) { Prior = isResumed ? null : TinyRun.Prior };
        var worlds = CatalogEnvironments.Of(config);
        var steps = 0L;

        return await SerialRun.RunAsync(job, stepped is null ? worlds : Told, cancellation).ConfigureAwait(false);

        TaskEnvironment Told(int worker, int environment) =>
            new(new SteppedEnvironment(worlds(worker, environment).Inner, () => stepped(++steps)), config.Task);
    }

    /// <summary>A hash over what a resumed run has to reproduce: weights, optimisers, the worlds' actions, memories.</summary>
    private static string Fingerprint(TemporaryFolder runs, string id)
    {
        var checkpoint = CheckpointStore.Resolve(Path.Combine(runs[id], "checkpoints"), "last");
        var files = new[] { "policy.safetensors", "learner.safetensors", "serial.msgpack", "intake.msgpack" }.Select(name => Path.Combine(checkpoint, name));
        return string.Join('\n', files.Select(file => $"{Path.GetFileName(file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}"));
    }

    /// <summary>The metrics without what depends on the clock.</summary>
    private static string[] Metrics(TemporaryFolder runs, string id)
    {
        return [.. File.ReadAllLines(Path.Combine(runs[id], "metrics.jsonl")).Select(line =>
        {
            var metrics = JsonNode.Parse(line)!.AsObject();

            string[] timed = ["time", "charts/SPS", "perf/env_steps_s", "perf/learner_busy", .. metrics.Select(metric => metric.Key).Where(IsStage)];
            foreach (var name in timed)
            {
                metrics.Remove(name);
            }

            return metrics.ToJsonString();
        })];
    }

    private static bool IsStage(string metric) => metric.StartsWith("stages/", StringComparison.Ordinal);
}
