using Rl.Env.Actions;
using Rl.Pretrain.Cloning;
using Rl.Pretrain.Recordings;

namespace Rl.Tests.Pretrain;

public sealed class SequenceStreamsTests
{
    [Test]
    public async Task Idle_steps_are_left_out_with_their_frames()
    {
        using var folder = new TemporaryFolder();
        var store = await Recordings.RecordAsync(folder["data"], Recordings.Config with { Episodes = 1 });
        var chunk = new SequenceChunk(1, 6, store.FrameSize);

        Open(store, streams: 1, seed: 0).Next(chunk);

        // Of steps 0 to 8, those divisible by three do nothing.
        Assert.That(StepsOf(chunk, 0), Is.EqualTo(new[] { 1, 2, 4, 5, 7, 8 }));
        Assert.That(chunk.Buttons.Zip(chunk.Camera), Does.Not.Contain(((long)JointAction.Idle.Buttons, (long)JointAction.Idle.Camera)));
    }

    [Test]
    public async Task Idle_steps_are_kept_when_the_filter_is_off()
    {
        using var folder = new TemporaryFolder();
        var store = await Recordings.RecordAsync(folder["data"], Recordings.Config with { Episodes = 1 });
        var chunk = new SequenceChunk(1, 6, store.FrameSize);

        Open(store, streams: 1, seed: 0, filterNulls: false).Next(chunk);

        Assert.That(StepsOf(chunk, 0), Is.EqualTo(new[] { 0, 1, 2, 3, 4, 5 }));
    }

    [Test]
    public async Task A_stream_goes_on_where_its_last_chunk_ended_and_marks_where_episodes_begin()
    {
        using var folder = new TemporaryFolder();
        var store = await Recordings.RecordAsync(folder["data"], Recordings.Config);
        var streams = Open(store, streams: 2, seed: 3, filterNulls: false);
        var chunk = new SequenceChunk(2, 10, store.FrameSize);
        var (steps, first) = (new List<int>(), new List<bool>());

        for (var i = 0; i < 10; i++)
        {
            streams.Next(chunk);
            steps.AddRange(StepsOf(chunk, 1));
            first.AddRange(chunk.First[10..]);
        }

        // The second of two streams begins in the middle of its first episode, at step 12 of 25.
        Assert.That(steps, Is.EqualTo(Enumerable.Range(12, 100).Select(i => i % 25)));
        Assert.That(first, Is.EqualTo(Enumerable.Range(12, 100).Select(i => i % 25 == 0)));
    }

    [Test]
    public async Task Every_epoch_sees_every_episode_once_in_an_order_of_its_own()
    {
        using var folder = new TemporaryFolder();
        var store = await Recordings.RecordAsync(folder["data"], Recordings.Config with { Episodes = 8 });
        var streams = Open(store, streams: 1, seed: 3, filterNulls: false);
        var chunk = new SequenceChunk(1, 25, store.FrameSize);
        var worlds = new List<long>();

        for (var i = 0; i < 16; i++)
        {
            streams.Next(chunk);
            worlds.Add(CountingWorld.Read(chunk.Frames).Seed);
        }

        var all = store.Episodes.Select(episode => episode.Header.WorldSeed).ToArray();
        Assert.That(worlds[..8], Is.EquivalentTo(all));
        Assert.That(worlds[8..], Is.EquivalentTo(all));
        Assert.That(worlds[8..], Is.Not.EqualTo(worlds[..8]));
    }

    [Test]
    public async Task Streams_go_on_from_a_saved_state_as_if_nothing_had_happened()
    {
        using var folder = new TemporaryFolder();
        var store = await Recordings.RecordAsync(folder["data"], Recordings.Config with { Episodes = 5 });
        var (whole, resumed) = (Open(), Open());
        var (expected, actual) = (new SequenceChunk(2, 7, store.FrameSize), new SequenceChunk(2, 7, store.FrameSize));
        for (var i = 0; i < 9; i++)
        {
            whole.Next(expected);
        }

        resumed.State = whole.State;

        for (var i = 0; i < 9; i++)
        {
            whole.Next(expected);
            resumed.Next(actual);
            Assert.That(actual.Frames, Is.EqualTo(expected.Frames), $"chunk {i}");
            Assert.That(actual.Buttons, Is.EqualTo(expected.Buttons), $"chunk {i}");
        }

        SequenceStreams Open() => SequenceStreamsTests.Open(store, streams: 2, seed: 8);
    }

    [Test]
    public async Task Recordings_in_which_nothing_is_done_are_refused()
    {
        using var folder = new TemporaryFolder();
        var config = Recordings.Config;
        var recorder = new DataRecorder(config, () => Recordings.Open(config) with { Act = () => MinecraftAction.Idle }, TimeProvider.System);
        var store = await recorder.RecordAsync(folder["data"], null, CancellationToken.None);

        Assert.That(
            () => Open(store, streams: 1, seed: 0),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("nothing to learn from"));
    }

    private static SequenceStreams Open(RecordingStore store, int streams, ulong seed, bool filterNulls = true) =>
        new(EpisodeSteps.Whole(store.Episodes, new CloningConfig { FilterNulls = filterNulls }), streams, seed);

    private static int[] StepsOf(SequenceChunk chunk, int stream)
    {
        var bytes = chunk.FrameSize.ByteCount;
        return [.. Enumerable.Range(0, chunk.Length).Select(i => CountingWorld.Read(chunk.Frames.AsSpan(((stream * chunk.Length) + i) * bytes, bytes)).Step)];
    }
}
