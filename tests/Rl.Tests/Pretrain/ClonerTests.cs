using Rl.Models;
using Rl.Pretrain.Cloning;

namespace Rl.Tests.Pretrain;

public sealed class ClonerTests
{
    private static readonly CloningConfig Config = new()
    {
        SequenceLength = 8,
        Streams = 4,
        Epochs = 1_000,
        MaxUpdates = 120,
        LearningRate = 5e-3,
        WarmupUpdates = 5,
        ValidationShare = 0.25,
        ValidationInterval = 0,
        Threads = 1,
    };

    [Test]
    public async Task Cloning_learns_what_the_player_does_on_a_signal()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 8, steps: 60);
        using var cloner = new Cloner(Config, TinyPolicy.Config, recording, TimeProvider.System);
        var before = cloner.Validate(CancellationToken.None);

        var result = await cloner.RunAsync(folder["policy"], null, CancellationToken.None);

        Assert.That(before.Loss, Is.GreaterThan(1.7), "no better than chance");
        Assert.That(result.Validation.Loss, Is.LessThan(0.3));
        Assert.That(result.Validation.ButtonAccuracy, Is.GreaterThan(0.95));
        Assert.That(result.Validation.TurningAccuracy, Is.GreaterThan(0.95));
        Assert.That(result.Validation.AttackF1, Is.GreaterThan(0.95));
    }

    [Test]
    public async Task Cloning_starts_from_how_often_each_action_occurs()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 8, steps: 60);
        using var cloner = new Cloner(Config, TinyPolicy.Config, recording, TimeProvider.System);

        // Three equally likely signals, each with one camera motion and two kinds of buttons: log 3 for the camera and (2/3) log (3/2) + (1/3) log 3 for
        // the buttons, which is 1.74; smoothing and fresh weights add to it.
        Assert.That(cloner.Validate(CancellationToken.None).Loss, Is.InRange(1.7, 4));
    }

    [Test]
    public async Task The_saved_policy_is_the_one_that_was_measured()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 4, steps: 30);
        using var cloner = new Cloner(Config with { MaxUpdates = 3 }, TinyPolicy.Config, recording, TimeProvider.System);
        var result = await cloner.RunAsync(folder["policy"], null, CancellationToken.None);

        using var loaded = PolicyCheckpoint.Load(folder["policy"]);

        var heldOut = new HeldOutEpisodes(HeldOutEpisodes.Split(recording.Episodes, 0.25).HeldOut, Config);
        Assert.That(heldOut.Measure(loaded, CancellationToken.None), Is.EqualTo(result.Validation));
    }

    [Test]
    public async Task Short_chunks_with_the_memory_carried_equal_one_long_pass()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 2, steps: 24);
        using var policy = new VptPolicy(TinyPolicy.Config, 7);

        var whole = new HeldOutEpisodes(recording.Episodes, Config with { SequenceLength = 24 }).Measure(policy, CancellationToken.None);
        var pieces = new HeldOutEpisodes(recording.Episodes, Config with { SequenceLength = 4 }).Measure(policy, CancellationToken.None);

        Assert.That((pieces.Frames, whole.Frames), Is.EqualTo((48L, 48L)));
        Assert.That(pieces.Loss, Is.EqualTo(whole.Loss).Within(1e-4));
    }

    [Test]
    public async Task The_same_seed_gives_the_same_losses()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 4, steps: 30);

        var (first, again, other) = (Losses(Config with { Seed = 1 }), Losses(Config with { Seed = 1 }), Losses(Config with { Seed = 2 }));

        Assert.That(again, Is.EqualTo(first));
        Assert.That(other, Is.Not.EqualTo(first));

        double[] Losses(CloningConfig config)
        {
            using var cloner = new Cloner(config, TinyPolicy.Config, recording, TimeProvider.System);
            return [.. Enumerable.Range(0, 6).Select(_ => cloner.Update().Loss)];
        }
    }

    [Test]
    public async Task An_interrupted_cloning_goes_on_from_its_saved_state_as_if_nothing_had_happened()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 5, steps: 30);
        using var whole = new Cloner(Config, TinyPolicy.Config, recording, TimeProvider.System);
        Repeat(whole, 5);
        whole.SaveState(folder["state"]);
        using var resumed = new Cloner(Config, TinyPolicy.Config, recording, TimeProvider.System);
        resumed.LoadState(folder["state"]);

        Assert.That(resumed.Updates, Is.EqualTo(5));
        Assert.That(Repeat(resumed, 6), Is.EqualTo(Repeat(whole, 6)));
    }

    [Test]
    public async Task Cloning_goes_on_from_a_policy_that_is_given()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 4, steps: 30);
        using var start = new VptPolicy(TinyPolicy.Config, 77);

        using var cloner = new Cloner(Config, start.Config, recording, TimeProvider.System, start);

        Assert.That(cloner.Policy.NamedTensors.Zip(start.NamedTensors).All(pair => pair.First.Tensor.equal(pair.Second.Tensor).all().item<bool>()), Is.True);
        cloner.Update();
        Assert.That(cloner.Policy.NamedTensors[^1].Tensor.equal(start.NamedTensors[^1].Tensor).all().item<bool>(), Is.False);
    }

    [Test]
    public async Task The_time_limit_ends_it_with_a_saved_policy()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 4, steps: 30);
        using var cloner = new Cloner(Config with { MaxUpdates = 0, TimeLimit = TimeSpan.FromTicks(1) }, TinyPolicy.Config, recording, TimeProvider.System);

        var result = await cloner.RunAsync(folder["policy"], null, CancellationToken.None);

        Assert.That((result.Updates, result.HitTimeLimit), Is.EqualTo((1L, true)));
        Assert.That(() => PolicyCheckpoint.Load(folder["policy"]).Dispose(), Throws.Nothing);
    }

    [Test]
    public async Task Frames_of_another_size_than_the_policys_are_refused()
    {
        using var folder = new TemporaryFolder();
        var recording = await Recordings.RecordAsync(folder["data"], Recordings.Config);

        Assert.That(
            () => new Cloner(Config, TinyPolicy.Config, recording, TimeProvider.System),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("frames of 8x8, but the policy takes 16x16"));
    }

    [Test]
    public async Task A_single_episode_is_refused()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 1, steps: 30);

        Assert.That(
            () => new Cloner(Config, TinyPolicy.Config, recording, TimeProvider.System),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("at least 2"));
    }

    private static double[] Repeat(Cloner cloner, int updates) => [.. Enumerable.Range(0, updates).Select(_ => cloner.Update().Loss)];
}
