using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Rl.Workers;
using Rl.Workers.Acting;
using Rl.Workers.Runs;

namespace Rl.Tests.Workers;

[TestFixture]
public sealed class DistributedRunTests
{
    [Test]
    public async Task A_learner_and_a_worker_train_over_loopback_and_a_resume_goes_on()
    {
        using var runs = new TemporaryFolder();

        Assert.That(await Train(runs, iterations: 2, RunReuse.Refuse).ConfigureAwait(false), Is.EqualTo(RunOutcome.Finished));
        Assert.That(await Train(runs, iterations: 3, RunReuse.Resume).ConfigureAwait(false), Is.EqualTo(RunOutcome.Finished));

        var lines = File.ReadAllLines(Path.Combine(runs["run"], "metrics.jsonl")).Select(line => JsonNode.Parse(line)!).ToArray();
        Assert.That(lines.Select(line => line["iteration"]!.GetValue<long>()), Is.EqualTo(new[] { 1L, 2, 3 }));
        Assert.That(lines[^1]["losses/kl_to_prior"], Is.Not.Null);
        Assert.That(lines[^1]["lag/version_max"]!.GetValue<double>(), Is.InRange(0, 2));
        Assert.That(lines[^1]["charts/episodic_length"]!.GetValue<double>(), Is.EqualTo(11));
        Assert.That(lines[^1]["workers/alive"]!.GetValue<double>(), Is.EqualTo(1));

        var status = RunFolder.ReadStatus(runs["run"])!;
        Assert.That((status.State, status.Iteration, status.LastCheckpoint), Is.EqualTo(("finished", 3L, "000003")));
        Assert.That(File.ReadAllText(Path.Combine(runs["run"], "log.txt")), Does.Contain("life 0").And.Contain("life 1"));
        Assert.That(Directory.GetFiles(runs["run"], "events.out.tfevents.*"), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task Workers_that_wait_for_the_policy_act_with_no_lag()
    {
        using var runs = new TemporaryFolder();
        var config = TinyRun.Config with { Iterations = 3, WaitForPolicy = true };

        await Train(runs, config, RunReuse.Refuse).ConfigureAwait(false);

        var lags = File.ReadAllLines(Path.Combine(runs["run"], "metrics.jsonl")).Select(line => JsonNode.Parse(line)!["lag/version_max"]!.GetValue<double>());
        Assert.That(lags, Is.EqualTo(new[] { 0.0, 0, 0 }));
    }

    [Test]
    public async Task A_worker_whose_learner_is_gone_exits_by_itself()
    {
        var options = new WorkerOptions { Learner = new Uri("http://127.0.0.1:9"), Worker = 0, ConnectSeconds = 0 };

        var error = await Assert.ThrowsAsync<IOException>(() => WorkerHost.RunAsync(
            options, CatalogEnvironments.Of, TimeProvider.System, NullLogger<WorkerHost>.Instance, CancellationToken.None)).ConfigureAwait(false);

        Assert.That(error!.Message, Does.Contain("No learner answers at http://127.0.0.1:9"));
    }

    [Test]
    public async Task Interrupting_the_learner_saves_a_checkpoint()
    {
        using var runs = new TemporaryFolder();
        using var folder = RunFolder.Open(runs.Path, "run", RunReuse.Refuse);
        using var interruption = new CancellationTokenSource();
        var job = new TrainingJob(TinyRun.Config, folder) { Prior = TinyRun.Prior };

        var outcome = await LearnerHost.RunAsync(job, null, _ => interruption.Cancel(), interruption.Token).ConfigureAwait(false);

        Assert.That(outcome, Is.EqualTo(RunOutcome.Interrupted));
        Assert.That(RunFolder.ReadStatus(folder.Path)!.LastCheckpoint, Is.EqualTo("000000"));
    }

    private static Task<RunOutcome> Train(TemporaryFolder runs, long iterations, RunReuse reuse) =>
        Train(runs, TinyRun.Config with { Iterations = iterations }, reuse);

    private static async Task<RunOutcome> Train(TemporaryFolder runs, TrainingConfig config, RunReuse reuse)
    {
        using var folder = RunFolder.Open(runs.Path, "run", reuse);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var job = new TrainingJob(config, folder) { Prior = reuse == RunReuse.Resume ? null : TinyRun.Prior };
        var listening = new TaskCompletionSource<Uri>();
        var learner = Task.Run(() => LearnerHost.RunAsync(job, null, listening.SetResult, deadline.Token));
        var address = await listening.Task.WaitAsync(deadline.Token).ConfigureAwait(false);
        var options = new WorkerOptions { Learner = address, Worker = 0, HeartbeatSeconds = 0.05 };
        using var workerEnd = new CancellationTokenSource();
        var worker = WorkerHost.RunAsync(
            options, CatalogEnvironments.Of, TimeProvider.System, NullLogger<WorkerHost>.Instance, workerEnd.Token);

        var first = await Task.WhenAny(learner, worker).ConfigureAwait(false);
        await first.ConfigureAwait(false);
        await workerEnd.CancelAsync().ConfigureAwait(false);
        await worker.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await learner.ConfigureAwait(false);
    }
}
