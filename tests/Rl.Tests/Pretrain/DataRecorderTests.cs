using Rl.Env;
using Rl.Env.Actions;
using Rl.Env.Seeds;
using Rl.Pretrain.Recordings;

namespace Rl.Tests.Pretrain;

public sealed class DataRecorderTests
{
    [Test]
    public async Task A_row_holds_the_frame_before_its_action_and_the_reward_after_it()
    {
        using var folder = new TemporaryFolder();
        var store = await Recordings.RecordAsync(folder["data"], Recordings.Config);
        var episode = store.Episodes[1];
        var frame = new byte[episode.FrameSize.ByteCount];

        for (var step = 0; step < 25; step++)
        {
            episode.CopyFrames(step, frame);
            var (seed, number, _) = CountingWorld.Read(frame);

            Assert.That((seed, number), Is.EqualTo((episode.Header.WorldSeed, step)));
            Assert.That(episode.Action(step), Is.EqualTo(JointActionCodec.Encode(Recordings.ActAt(step))));
            Assert.That(episode.IsNull(step), Is.EqualTo(step % 3 == 0));
        }

        Assert.That(episode.Gains, Is.Empty, "eight attacks yield nothing yet");
    }

    [Test]
    public async Task Gains_and_rewards_stand_at_the_step_that_earned_them()
    {
        using var folder = new TemporaryFolder();
        var store = await Recordings.RecordAsync(folder["data"], Recordings.Config with { Episodes = 1, EpisodeSteps = 40 });

        // Attacks are at steps 1, 4, 7, ...: the tenth is at 28.
        Assert.That(store.Episodes[0].Gains, Is.EqualTo(new[] { new RecordedGain(28, "oak_log", 1) }));
        Assert.That(store.Episodes[0].Rewards[28], Is.EqualTo(1f / 8));
        Assert.That(store.Manifest.Episodes[0].Return, Is.EqualTo(1.0 / 8));
    }

    [Test]
    public async Task Episodes_that_end_by_themselves_are_recorded_up_to_their_last_action()
    {
        using var folder = new TemporaryFolder();
        var store = await Recordings.RecordAsync(folder["data"], Recordings.Config, lifetime: 7);

        Assert.That(store.Episodes.Select(episode => episode.Steps), Is.All.EqualTo(7));
    }

    [Test]
    public async Task The_recording_does_not_depend_on_the_number_of_threads()
    {
        using var folder = new TemporaryFolder();
        var config = Recordings.Config with { Episodes = 6, NoiseProbability = 0.3 };
        var one = await Recordings.RecordAsync(folder["one"], config with { Threads = 1 });
        var three = await Recordings.RecordAsync(folder["three"], config with { Threads = 3 });

        Assert.That(three.Manifest.Episodes, Is.EqualTo(one.Manifest.Episodes));
    }

    [Test]
    public void Worlds_of_evaluation_are_never_recorded()
    {
        var worlds = Enumerable.Range(0, 20_000).Select(episode => DataRecorder.WorldSeed(seed: 1, episode)).ToArray();

        Assert.That(worlds, Is.All.InRange(0, SeedRule.EvaluationBase - 1));
        Assert.That(worlds.Distinct().Count(), Is.GreaterThan(19_000), "worlds differ");
    }

    [Test]
    public async Task A_slip_of_the_hand_changes_the_world_but_not_the_label()
    {
        using var folder = new TemporaryFolder();
        var config = Recordings.Config with { Episodes = 1, EpisodeSteps = 200, NoiseProbability = 0.2 };
        var store = await Recordings.RecordAsync(folder["data"], config);
        var episode = store.Episodes[0];
        var slips = Enumerable.Range(0, 200).Where(episode.IsPerturbed).ToArray();

        Assert.That(slips, Has.Length.InRange(20, 180));
        Assert.That(store.Manifest.PerturbedSteps, Is.EqualTo(slips.Length));
        Assert.That(Enumerable.Range(0, 200).Select(episode.Action), Is.EqualTo(Enumerable.Range(0, 200).Select(step => JointActionCodec.Encode(Recordings.ActAt(step)))));
        Assert.That(FinalYaw(episode), Is.Not.EqualTo(66 * CameraQuantizer.Default.ToDegrees(8)), "66 turns were meant");
    }

    [Test]
    public async Task A_finished_recording_is_not_written_over()
    {
        using var folder = new TemporaryFolder();
        await Recordings.RecordAsync(folder["data"], Recordings.Config);

        Assert.That(() => Recordings.RecordAsync(folder["data"], Recordings.Config), Throws.InstanceOf<IOException>().With.Message.Contains("already"));
    }

    [Test]
    public async Task An_interrupted_recording_does_not_look_like_a_finished_one()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var recorder = new DataRecorder(Recordings.Config with { Episodes = 50, Threads = 1 }, () => Recordings.Open(Recordings.Config), TimeProvider.System);
        var progress = new CallOnReport<RecordingProgress>(report =>
        {
            if (report.Episodes == 3)
            {
                stop.Cancel();
            }
        });

        Assert.That(async () => await recorder.RecordAsync(folder["data"], progress, stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => RecordingStore.Open(folder["data"]), Throws.InstanceOf<DirectoryNotFoundException>());
        Assert.That(Directory.GetFiles(folder["data"], "*.partial"), Is.Empty);
        await Task.CompletedTask;
    }

    [Test]
    public void A_failing_player_ends_the_recording_with_its_own_error()
    {
        using var folder = new TemporaryFolder();
        var opened = 0;
        var config = Recordings.Config with { Episodes = 100_000, Threads = 2 };
        var recorder = new DataRecorder(
            config,
            () =>
            {
                var play = Recordings.Open(config);
                return Interlocked.Increment(ref opened) == 2 ? play with { Act = () => throw new EnvironmentFaultException("the game is gone") } : play;
            },
            TimeProvider.System);

        Assert.That(
            async () => await recorder.RecordAsync(folder["data"], null, CancellationToken.None),
            Throws.InstanceOf<EnvironmentFaultException>().With.Message.EqualTo("the game is gone"));
    }

    private static double FinalYaw(RecordedEpisode episode)
    {
        var frame = new byte[episode.FrameSize.ByteCount];
        episode.CopyFrames(episode.Steps - 1, frame);
        return CountingWorld.Read(frame).Yaw;
    }

    /// <summary>Unlike <see cref="Progress{T}"/> it calls at once, on the reporting thread.</summary>
    private sealed class CallOnReport<T>(Action<T> action) : IProgress<T>
    {
        public void Report(T value) => action(value);
    }
}
