using Rl.Env.Seeds;
using Rl.Pretrain.Recordings;

namespace Rl.Tests.Pretrain;

[TestFixture(FrameEncoding.Raw)]
[TestFixture(FrameEncoding.Packed)]
public sealed class RecordingStoreTests(FrameEncoding encoding)
{
    private RecordingConfig Config { get; } = Recordings.Config with { Encoding = encoding };

    [TestCase(FrameEncoding.Raw)]
    [TestCase(FrameEncoding.Packed)]
    public async Task A_store_in_memory_holds_what_the_files_held(FrameEncoding encoding)
    {
        using var folder = new TemporaryFolder();
        var store = await Recordings.RecordAsync(folder["data"], Recordings.Config with { Encoding = encoding });
        var (expected, actual) = (new byte[3 * store.FrameSize.ByteCount], new byte[3 * store.FrameSize.ByteCount]);
        int[] steps = [1, 2, 20];
        store.Episodes[1].CopyFrames(steps, expected);

        var inMemory = store.InMemory(CancellationToken.None);
        Directory.Delete(store.Directory, recursive: true);

        inMemory.Episodes[1].CopyFrames(steps, actual);
        Assert.That(actual, Is.EqualTo(expected));
        Assert.That(inMemory.Episodes[1].Action(2), Is.EqualTo(store.Episodes[1].Action(2)));
        Assert.That(inMemory.Manifest.Identity(), Is.EqualTo(store.Manifest.Identity()));
    }

    [Test]
    public async Task Any_range_of_frames_can_be_read_without_what_lies_before_it()
    {
        using var folder = new TemporaryFolder();
        await Recordings.RecordAsync(folder["data"], Config);
        var episode = RecordingStore.Open(folder["data"]).Episodes[2];
        var frames = new byte[3 * episode.FrameSize.ByteCount];

        episode.CopyFrames(20, frames);

        Assert.That(Enumerable.Range(0, 3).Select(row => CountingWorld.Read(frames.AsSpan(row * episode.FrameSize.ByteCount)).Step), Is.EqualTo(new[] { 20, 21, 22 }));
        Assert.That(() => episode.CopyFrames(23, frames), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public async Task Chosen_frames_can_be_read_whatever_lies_between_them()
    {
        using var folder = new TemporaryFolder();
        await Recordings.RecordAsync(folder["data"], Config with { EpisodeSteps = 70 });
        var episode = RecordingStore.Open(folder["data"]).Episodes[1];

        foreach (var steps in (int[][])[[0], [69], [15, 16], [1, 2, 17, 40, 66], [.. Enumerable.Range(0, 70)], [.. Enumerable.Range(16, 17)]])
        {
            var frames = new byte[steps.Length * episode.FrameSize.ByteCount];
            episode.CopyFrames(steps, frames);

            Assert.That(frames.Chunk(episode.FrameSize.ByteCount).Select(frame => CountingWorld.Read(frame).Step), Is.EqualTo(steps));
        }

        Assert.That(() => episode.CopyFrames([3, 3], new byte[2 * episode.FrameSize.ByteCount]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => episode.CopyFrames([70], new byte[episode.FrameSize.ByteCount]), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public async Task A_flipped_bit_among_the_frames_is_never_a_crash()
    {
        using var folder = new TemporaryFolder();
        await Recordings.RecordAsync(folder["data"], Config with { Episodes = 1 });
        var store = RecordingStore.Open(folder["data"]);
        var shard = Path.Combine(folder["data"], "episode-000000.shard");
        var whole = await File.ReadAllBytesAsync(shard);
        var random = new SeededRandom(11);
        var frames = new byte[25 * store.FrameSize.ByteCount];
        var refused = 0;
        var framesBytes = encoding == FrameEncoding.Raw ? frames.Length : (int)store.Episodes[0].Header.PackedBytes - (2 * sizeof(int));
        for (var i = 0; i < 200; i++)
        {
            var flipped = (byte[])whole.Clone();
            flipped[4096 + random.Next(framesBytes)] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(shard, flipped);
            try
            {
                store.Episodes[0].CopyFrames(0, frames);
            }
            catch (DamagedDataException error) when (error.Message.Contains("episode-000000.shard", StringComparison.Ordinal))
            {
                refused++;
            }
        }

        // Raw frames have no wrong bytes; of packed ones many are lengths and offsets.
        Assert.That(refused, encoding == FrameEncoding.Raw ? Is.Zero : Is.GreaterThan(50));
    }

    [Test]
    public async Task The_manifest_counts_what_the_shards_hold()
    {
        using var folder = new TemporaryFolder();
        var store = await Recordings.RecordAsync(folder["data"], Config);

        // Of 25 steps, 0, 3, ..., 24 do nothing.
        Assert.That((store.Manifest.Steps, store.Manifest.NullSteps, store.Manifest.PerturbedSteps), Is.EqualTo((75L, 27L, 0L)));
        Assert.That(() => store.Verify(CancellationToken.None), Throws.Nothing);
    }

    [Test]
    public async Task A_shard_cut_off_anywhere_is_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        await Recordings.RecordAsync(folder["data"], Config);
        var shard = Path.Combine(folder["data"], "episode-000001.shard");
        var whole = await File.ReadAllBytesAsync(shard);
        var random = new SeededRandom(9);
        int[] lengths = [0, 1, 12, 4095, 4096, whole.Length - 1, .. Enumerable.Range(0, 40).Select(_ => random.Next(whole.Length))];

        foreach (var length in lengths)
        {
            await File.WriteAllBytesAsync(shard, whole[..length]);

            Assert.That(
                () => RecordingStore.Open(folder["data"]),
                Throws.InstanceOf<DamagedDataException>().With.Message.Contains("episode-000001.shard"),
                $"cut at {length}");
        }
    }

    [Test]
    public async Task A_flipped_bit_anywhere_is_found_by_reading_everything()
    {
        using var folder = new TemporaryFolder();
        await Recordings.RecordAsync(folder["data"], Config with { Episodes = 1 });
        var shard = Path.Combine(folder["data"], "episode-000000.shard");
        var whole = await File.ReadAllBytesAsync(shard);
        var random = new SeededRandom(10);

        for (var i = 0; i < 40; i++)
        {
            var flipped = (byte[])whole.Clone();
            flipped[random.Next(whole.Length)] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(shard, flipped);

            Assert.That(() => RecordingStore.Open(folder["data"]).Verify(CancellationToken.None), Throws.InstanceOf<DamagedDataException>());
        }
    }

    [Test]
    public async Task A_file_cut_off_while_it_is_read_is_an_error_and_no_crash()
    {
        using var folder = new TemporaryFolder();
        var store = await Recordings.RecordAsync(folder["data"], Config);
        using (var file = File.OpenWrite(Path.Combine(folder["data"], "episode-000000.shard")))
        {
            file.SetLength(4200);
        }

        Assert.That(
            () => store.Episodes[0].CopyFrames(0, new byte[25 * store.FrameSize.ByteCount]),
            Throws.InstanceOf<DamagedDataException>().With.Message.Contains("ends at byte 4200"));
    }

    [Test]
    public async Task Shards_of_two_recordings_do_not_mix()
    {
        using var folder = new TemporaryFolder();
        await Recordings.RecordAsync(folder["one"], Config);
        await Recordings.RecordAsync(folder["two"], Config with { Seed = 6 });
        File.Copy(Path.Combine(folder["two"], "episode-000000.shard"), Path.Combine(folder["one"], "episode-000000.shard"), overwrite: true);

        Assert.That(() => RecordingStore.Open(folder["one"]), Throws.InstanceOf<DamagedDataException>().With.Message.Contains("two recordings"));
    }

    [Test]
    public async Task A_missing_shard_a_torn_manifest_and_a_path_outside_are_refused()
    {
        using var folder = new TemporaryFolder();
        await Recordings.RecordAsync(folder["data"], Config);
        var manifest = Path.Combine(folder["data"], "manifest.json");
        var text = await File.ReadAllTextAsync(manifest);

        await File.WriteAllTextAsync(manifest, text[..(text.Length / 2)]);
        Assert.That(() => RecordingStore.Open(folder["data"]), Throws.InstanceOf<DamagedDataException>().With.Message.Contains("manifest.json"));

        await File.WriteAllTextAsync(manifest, text.Replace("episode-000001.shard", "../episode-000001.shard", StringComparison.Ordinal));
        Assert.That(() => RecordingStore.Open(folder["data"]), Throws.InstanceOf<DamagedDataException>().With.Message.Contains("no plain file name"));

        await File.WriteAllTextAsync(manifest, text);
        File.Delete(Path.Combine(folder["data"], "episode-000002.shard"));
        Assert.That(() => RecordingStore.Open(folder["data"]), Throws.InstanceOf<DamagedDataException>().With.Message.Contains("missing"));
    }
}
