using Rl.Models;
using Rl.Pretrain.InverseDynamics;

namespace Rl.Tests.Pretrain.InverseDynamics;

public sealed class InverseDynamicsTrainerTests
{
    private static readonly InverseDynamicsTrainingConfig Config = new()
    {
        Clips = 32,
        ClipLength = 2,
        IdleShare = 1,

        // Signals are colours, and nothing moves.
        InitialMotion = 0,
        Epochs = 10_000,
        MaxUpdates = 700,
        LearningRate = 3e-3,
        WarmupUpdates = 5,
        ValidationShare = 0.25,
        Augmentation = ClipAugmentation.None,
        Threads = 1,
    };

    [Test]
    public async Task Training_learns_to_tell_what_was_done()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 8, steps: 60);
        using var trainer = new InverseDynamicsTrainer(Config, TinyInverseDynamics.Config, recording, TimeProvider.System);
        var before = await trainer.ValidateAsync(CancellationToken.None);

        var result = await trainer.RunAsync(folder["model"], null, CancellationToken.None);

        // The ends of an episode, where it sees black, are 7 % of the frames here and the last to be learned.
        Assert.That(before.MicroF1, Is.LessThan(0.8), "known before it was learned");
        Assert.That(result.Validation.MicroF1, Is.GreaterThan(0.9), $"training loss {result.TrainingLoss:F3}");
        Assert.That(result.Validation.YawR2, Is.GreaterThan(0.8));
        Assert.That(result.Validation.Frames, Is.EqualTo(120));
    }

    [Test]
    public async Task The_saved_model_is_the_one_that_was_measured()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 4, steps: 40);
        using var trainer = new InverseDynamicsTrainer(Config with { MaxUpdates = 3 }, TinyInverseDynamics.Config, recording, TimeProvider.System);
        await trainer.RunAsync(folder["model"], null, CancellationToken.None);

        using var loaded = InverseDynamicsCheckpoint.Load(folder["model"]);

        Assert.That(InverseDynamicsCheckpoint.Hash(loaded), Is.EqualTo(InverseDynamicsCheckpoint.Hash(trainer.Model)));
    }

    [Test]
    public async Task An_interrupted_training_goes_on_from_its_saved_state_as_if_nothing_had_happened()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 5, steps: 40);
        var config = Config with { Augmentation = new ClipAugmentation() };
        using var whole = new InverseDynamicsTrainer(config, TinyInverseDynamics.Config, recording, TimeProvider.System);
        Repeat(whole, 5);
        whole.SaveState(folder["state"]);
        using var resumed = new InverseDynamicsTrainer(config, TinyInverseDynamics.Config, recording, TimeProvider.System);
        resumed.LoadState(folder["state"]);

        Assert.That(resumed.Updates, Is.EqualTo(5));
        Assert.That(Repeat(resumed, 6), Is.EqualTo(Repeat(whole, 6)));
    }

    [Test]
    public async Task A_limit_of_labelled_steps_is_kept()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 8, steps: 60);

        using var trainer = new InverseDynamicsTrainer(Config with { MaxSteps = 100 }, TinyInverseDynamics.Config, recording, TimeProvider.System);

        Assert.That(trainer.TrainingSteps, Is.EqualTo(100));
    }

    [Test]
    public async Task Play_with_slips_of_the_hand_is_refused()
    {
        using var folder = new TemporaryFolder();
        var config = Recordings.Config with { FramePixels = TinyPolicy.FramePixels, NoiseProbability = 0.5 };
        var recording = await Recordings.RecordAsync(folder["data"], config);

        Assert.That(
            () => new InverseDynamicsTrainer(Config, TinyInverseDynamics.Config, recording, TimeProvider.System),
            Throws.ArgumentException.With.Message.Contains("hand slipped"));
    }

    private static double[] Repeat(InverseDynamicsTrainer trainer, int updates) => [.. Enumerable.Range(0, updates).Select(_ => trainer.Update())];
}
