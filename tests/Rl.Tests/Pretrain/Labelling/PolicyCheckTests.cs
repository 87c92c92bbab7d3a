using Rl.Models;
using Rl.Pretrain.Cloning;
using Rl.Pretrain.Labelling;

namespace Rl.Tests.Pretrain.Labelling;

public sealed class PolicyCheckTests
{
    [Test]
    public async Task A_clone_tells_what_was_done_where_the_past_tells_it()
    {
        using var folder = new TemporaryFolder();
        var learned = await SignalWorld.RecordAsync(folder["data"], episodes: 8, steps: 60);
        var config = new CloningConfig { SequenceLength = 8, Streams = 4, Epochs = 0, MaxUpdates = 120, LearningRate = 5e-3, WarmupUpdates = 5, ValidationShare = 0.25, ValidationInterval = 0, Threads = 1 };
        using var cloner = new Cloner(config, TinyPolicy.Config, learned, TimeProvider.System);
        await cloner.RunAsync(folder["policy"], null, CancellationToken.None);

        // Longer than what is run at once, so that a memory has to be carried on.
        var other = await SignalWorld.RecordAsync(folder["other"], episodes: 2, steps: 150);
        var metrics = PolicyCheck.Measure(cloner.Policy, other.Episodes, CancellationToken.None);

        Assert.That(metrics.Frames, Is.EqualTo(300));
        Assert.That(metrics.MicroF1, Is.GreaterThan(0.95));
        Assert.That(metrics.YawR2, Is.GreaterThan(0.95));
    }

    [Test]
    public async Task Frames_of_another_size_are_refused()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 1, steps: 5);
        using var policy = new VptPolicy(TinyPolicy.Config with { FrameHeight = 24, FrameWidth = 24 }, 1);

        Assert.That(() => PolicyCheck.Measure(policy, recording.Episodes, CancellationToken.None), Throws.ArgumentException.With.Message.Contains("16x16"));
    }
}
