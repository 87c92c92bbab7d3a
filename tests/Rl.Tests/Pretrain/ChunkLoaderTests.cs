using Rl.Pretrain.Cloning;
using Rl.Pretrain.Recordings;

namespace Rl.Tests.Pretrain;

public sealed class ChunkLoaderTests
{
    [Test]
    public async Task What_is_read_ahead_is_what_the_streams_give_and_the_state_is_that_of_what_was_handed_out()
    {
        using var folder = new TemporaryFolder();
        var store = await Recordings.RecordAsync(folder["data"], Recordings.Config with { Episodes = 5 });
        var streams = Open(store);
        var expected = new SequenceChunk(2, 7, store.FrameSize);
        using var loader = new ChunkLoader(Open(store), 2, 7, store.FrameSize);

        for (var i = 0; i < 12; i++)
        {
            streams.Next(expected);
            var chunk = loader.Next();

            Assert.That(chunk.Frames, Is.EqualTo(expected.Frames), $"chunk {i}");
            Assert.That(chunk.Buttons, Is.EqualTo(expected.Buttons), $"chunk {i}");
            Assert.That(loader.State.Positions, Is.EqualTo(streams.State.Positions), $"chunk {i}");
            Assert.That((loader.State.Taken, loader.State.Episodes[1]), Is.EqualTo((streams.State.Taken, streams.State.Episodes[1])), $"chunk {i}");
        }
    }

    [Test]
    public async Task A_loader_that_is_set_back_reads_the_same_again()
    {
        using var folder = new TemporaryFolder();
        var store = await Recordings.RecordAsync(folder["data"], Recordings.Config);
        using var loader = new ChunkLoader(Open(store), 2, 7, store.FrameSize);
        loader.Next();
        var state = loader.State;
        var first = Enumerable.Range(0, 8).Select(_ => loader.Next().Frames.ToArray()).ToArray();

        loader.State = state;

        Assert.That(Enumerable.Range(0, 8).Select(_ => loader.Next().Frames.ToArray()), Is.EqualTo(first));
    }

    [Test]
    public async Task Damage_is_told_to_whoever_asks_for_the_chunk()
    {
        using var folder = new TemporaryFolder();
        var store = await Recordings.RecordAsync(folder["data"], Recordings.Config with { Episodes = 1 });
        var shard = Path.Combine(store.Directory, store.Manifest.Episodes[0].File);
        File.WriteAllBytes(shard, File.ReadAllBytes(shard)[..4096]);
        using var loader = new ChunkLoader(Open(store), 2, 7, store.FrameSize);

        Assert.That(loader.Next, Throws.InstanceOf<DamagedDataException>().With.Message.Contains(shard));
        Assert.That(loader.Next, Throws.InstanceOf<DamagedDataException>(), "and again");
    }

    private static SequenceStreams Open(RecordingStore store) => new(EpisodeSteps.Whole(store.Episodes, new CloningConfig()), streams: 2, seed: 8);
}
