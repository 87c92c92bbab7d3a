using Rl.Models;
using Rl.Pretrain.Cloning;

namespace Rl.Tests.Pretrain;

public sealed class CloningRolloutTests
{
    private static readonly CloningConfig Config = new()
    {
        SequenceLength = 8,
        Streams = 4,
        Epochs = 0,
        MaxUpdates = 13,
        LearningRate = 5e-3,
        WarmupUpdates = 5,
        ValidationShare = 0.25,
        ValidationInterval = 5,
        RolloutInterval = 3,
        SaveInterval = 4,
        Threads = 1,
    };

    [Test]
    public async Task The_policy_that_did_best_in_the_world_is_kept_beside_the_last_one()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 4, steps: 30);
        using var cloner = new Cloner(Config, TinyPolicy.Config, recording, TimeProvider.System);
        double[] returns = [1, 5, 3, 5, 4];
        var tried = new List<(long Update, string Policy)>();
        var reports = new List<CloningProgress>();

        var result = await cloner.RunAsync(folder["policy"], new Collector(reports), CancellationToken.None, (policy, _) =>
        {
            tried.Add((cloner.Updates, NamedWeights.Hash(policy.NamedTensors)));
            return Task.FromResult(Score(returns[tried.Count - 1]));
        });

        Assert.That(tried.Select(trial => trial.Update), Is.EqualTo(new long[] { 3, 6, 9, 12, 13 }));
        Assert.That(result.BestRollout, Is.EqualTo(new BestFigure(6, 5)), "the earlier one of equals");
        Assert.That(result.Rollout!.MeanReturn, Is.EqualTo(4));
        Assert.That(result.BestValidation.Value, Is.LessThanOrEqualTo(result.Validation.Loss));
        Assert.That(HashOf(folder["policy"]), Is.EqualTo(tried[4].Policy));
        Assert.That(HashOf(Path.Combine(folder["policy"], Cloner.BestFolder)), Is.EqualTo(tried[1].Policy));
        Assert.That(reports.Where(report => report.Rollout is not null).Select(report => report.Update), Is.EqualTo(new long[] { 3, 6, 9, 12, 13 }));
    }

    [TestCase(7, TestName = "An_interrupted_cloning_knows_what_was_best_before_it")]
    [TestCase(12, TestName = "An_interrupted_cloning_forgets_a_best_that_came_after_its_saved_state")]
    public async Task An_interrupted_cloning_comes_to_the_same_end(int interruptedAt)
    {
        using var folder = new TemporaryFolder();
        using var start = new VptPolicy(TinyPolicy.Config, 77);
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 4, steps: 30);
        var config = Config with { OriginalKlWeight = 0.1, MicroBatchStreams = 3 };
        using (var whole = new Cloner(config, TinyPolicy.Config, recording, TimeProvider.System, start))
        {
            await whole.RunAsync(folder["whole"], null, CancellationToken.None, PlayAsync);
        }

        using (var killed = new Cloner(config, TinyPolicy.Config, recording, TimeProvider.System, start))
        using (var interruption = new CancellationTokenSource())
        {
            var progress = new Collector([], report =>
            {
                if (report.Update >= interruptedAt)
                {
                    interruption.Cancel();
                }
            });
            Assert.That(async () => await killed.RunAsync(folder["resumed"], progress, interruption.Token, PlayAsync), Throws.InstanceOf<OperationCanceledException>());
        }

        using var resumed = new Cloner(config, TinyPolicy.Config, recording, TimeProvider.System, start);
        resumed.LoadState(TrainingState.FolderOf(folder["resumed"]));
        var updatesBefore = resumed.Updates;
        var result = await resumed.RunAsync(folder["resumed"], null, CancellationToken.None, PlayAsync);

        Assert.That(updatesBefore, Is.EqualTo(interruptedAt / 4 * 4).Or.EqualTo((interruptedAt + 2) / 4 * 4));
        Assert.That(HashOf(folder["resumed"]), Is.EqualTo(HashOf(folder["whole"])));
        Assert.That(HashOf(folder["resumed/best"]), Is.EqualTo(HashOf(folder["whole/best"])));
        Assert.That(result.BestRollout!.Update, Is.GreaterThan(0));
        Assert.That(Directory.Exists(TrainingState.FolderOf(folder["resumed"])), Is.False);

        // Any figure that the weights decide and that goes up and down.
        static Task<RolloutScore> PlayAsync(VptPolicy policy, CancellationToken cancellation)
        {
            TorchRuntime.SetThreads(2);
            return Task.FromResult(Score(NamedWeights.Hash(policy.NamedTensors)[0]));
        }
    }

    [Test]
    public async Task A_state_of_another_start_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var start = new VptPolicy(TinyPolicy.Config, 77);
        using var other = new VptPolicy(TinyPolicy.Config, 78);
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 4, steps: 30);
        using var saved = new Cloner(Config, TinyPolicy.Config, recording, TimeProvider.System, start);
        saved.SaveState(folder["state"]);
        using var cloner = new Cloner(Config, TinyPolicy.Config, recording, TimeProvider.System, other);

        Assert.That(() => cloner.LoadState(folder["state"]), Throws.ArgumentException.With.Message.Contains("another start"));
    }

    [Test]
    public async Task Trials_that_nobody_makes_are_refused()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 4, steps: 30);
        using var cloner = new Cloner(Config, TinyPolicy.Config, recording, TimeProvider.System);

        Assert.That(
            async () => await cloner.RunAsync(folder["policy"], null, CancellationToken.None),
            Throws.ArgumentException.With.Message.Contains("RolloutInterval is 3"));
    }

    private static RolloutScore Score(double meanReturn) => new(1, meanReturn, new Dictionary<string, double> { ["log"] = 1 });

    private static string HashOf(string folder)
    {
        using var policy = PolicyCheckpoint.Load(folder);
        return NamedWeights.Hash(policy.NamedTensors);
    }

    private sealed class Collector(List<CloningProgress> reports, Action<CloningProgress>? then = null) : IProgress<CloningProgress>
    {
        public void Report(CloningProgress value)
        {
            reports.Add(value);
            then?.Invoke(value);
        }
    }
}
