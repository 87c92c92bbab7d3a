using System.Runtime.Versioning;
using Rl.Env.Actions;
using Rl.Pretrain.Recordings;
using Rl.Pretrain.Video;

namespace Rl.Tests.Pretrain;

[UnsupportedOSPlatform("windows")]
public sealed class StoreBuilderTests
{
    private static readonly StoreBuilderConfig Config = new() { FramePixels = 8, Threads = 1 };
    private static readonly VideoWriterConfig Small = new() { Height = 16, Width = 16, Quality = 4 };

    [SetUp]
    public void RequireFfmpeg() => Ffmpeg.Require();

    [TestCase(FrameEncoding.Raw)]
    [TestCase(FrameEncoding.Packed)]
    public async Task Every_frame_stands_beside_its_action(FrameEncoding encoding)
    {
        using var folder = new TemporaryFolder();
        await Ffmpeg.WriteGreyAsync(folder["a.mp4"], 30, Small);
        await Ffmpeg.WriteGreyAsync(folder["b.mp4"], 20, Small);

        var store = await BuildAsync(folder, Config with { Encoding = encoding, Threads = 2 }, Episode(folder, "a", 30), Episode(folder, "b", 20));

        Assert.That(store.Episodes.Select(episode => (episode.Header.Source, episode.Steps)), Is.EqualTo(new[] { ("a", 30), ("b", 20) }));
        var first = store.Episodes[0];
        var frames = new byte[30 * first.FrameSize.ByteCount];
        first.CopyFrames(0, frames);
        Assert.That(frames.Chunk(first.FrameSize.ByteCount).Select(frame => (int)frame[90]), Is.EqualTo(Enumerable.Range(0, 30).Select(i => 4 * i)).Within(2));
        Assert.That(Enumerable.Range(0, 30).Select(step => (int)first.Action(step).Buttons), Is.EqualTo(Enumerable.Range(0, 30)));
        Assert.That((first.IsNull(0), first.IsEmitted(0), first.IsNull(4), first.IsEmitted(6)), Is.EqualTo((true, false, false, true)));
        Assert.That((store.Manifest.Steps, store.Manifest.NullSteps, store.Manifest.Skipped), Is.EqualTo((50L, 10L, (IReadOnlyList<SkippedEpisode>?)null)));
        Assert.That(() => store.Verify(CancellationToken.None), Throws.Nothing);
    }

    [Test]
    public async Task What_has_no_partner_at_the_end_is_counted_and_not_stored()
    {
        using var folder = new TemporaryFolder();
        await Ffmpeg.WriteGreyAsync(folder["short.mp4"], 10, Small);
        await Ffmpeg.WriteGreyAsync(folder["long.mp4"], 40, Small);

        var store = await BuildAsync(folder, Config, Episode(folder, "short", 13), Episode(folder, "long", 33));

        Assert.That(
            store.Manifest.Episodes.Select(entry => (entry.Steps, entry.FramesLeftOver, entry.ActionsLeftOver)),
            Is.EqualTo(new[] { (10, 0, 3), (33, 7, 0) }));
    }

    [Test]
    public async Task What_is_damaged_or_missing_is_skipped_by_name()
    {
        using var folder = new TemporaryFolder();
        await Ffmpeg.WriteGreyAsync(folder["good.mp4"], 10, Small);
        await Ffmpeg.WriteGreyAsync(folder["without-actions.mp4"], 10, Small);
        await File.WriteAllTextAsync(folder["text.mp4"], "hello");

        var store = await BuildAsync(
            folder,
            Config,
            Episode(folder, "missing", 10),
            Episode(folder, "good", 10),
            Episode(folder, "text", 10),
            new StoreEpisode("without-actions", folder["without-actions.mp4"], _ => throw new DamagedDataException("line 7 is no JSON")));

        Assert.That(store.Manifest.Episodes.Select(entry => entry.Source), Is.EqualTo(new[] { "good" }));
        Assert.That(store.Manifest.Skipped!.Select(skipped => skipped.Source), Is.EqualTo(new[] { "missing", "text", "without-actions" }));
        Assert.That(store.Manifest.Skipped![0].Reason, Does.Contain("There is no video").And.Contain("missing.mp4"));
        Assert.That(store.Manifest.Skipped![1].Reason, Does.Contain("text.mp4' cannot be read as a video"));
        Assert.That(store.Manifest.Skipped![2].Reason, Is.EqualTo("line 7 is no JSON"));
        Assert.That(Directory.GetFiles(folder["store"]).Select(Path.GetFileName).Order(), Is.EqualTo(new[] { "episode-000001.shard", "manifest.json" }));
    }

    [Test]
    public async Task An_interrupted_build_goes_on_and_decodes_nothing_twice()
    {
        using var folder = new TemporaryFolder();
        await Ffmpeg.WriteGreyAsync(folder["a.mp4"], 10, Small);
        await Ffmpeg.WriteGreyAsync(folder["b.mp4"], 10, Small);
        using var interruption = new CancellationTokenSource();
        var interrupting = new StoreEpisode("b", folder["b.mp4"], async _ =>
        {
            await interruption.CancelAsync();
            return Actions(10);
        });
        Assert.That(
            async () => await new StoreBuilder(Config, TimeProvider.System).BuildAsync(folder["store"], [Episode(folder, "a", 10), interrupting], null, interruption.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.GetFiles(folder["store"]).Select(Path.GetFileName), Is.EqualTo(new[] { "episode-000000.shard" }));

        // Whoever opened the first video again would fail.
        File.Delete(folder["a.mp4"]);
        var loaded = new List<string>();
        var store = await BuildAsync(folder, Config, Episode(folder, "a", 10, loaded), Episode(folder, "b", 10, loaded));

        Assert.That(loaded, Is.EqualTo(new[] { "b" }));
        Assert.That(store.Manifest.Episodes.Select(entry => entry.Source), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(() => store.Verify(CancellationToken.None), Throws.Nothing);
    }

    [Test]
    public async Task A_shard_of_other_episodes_is_not_taken_for_ones_own()
    {
        using var folder = new TemporaryFolder();
        await Ffmpeg.WriteGreyAsync(folder["a.mp4"], 10, Small);
        await BuildAsync(folder, Config, Episode(folder, "a", 10));
        Assert.That(async () => await BuildAsync(folder, Config, Episode(folder, "a", 10)), Throws.InstanceOf<IOException>().With.Message.Contains("holds a finished recording"));
        File.Delete(Path.Combine(folder["store"], "manifest.json"));

        Assert.That(async () => await BuildAsync(folder, Config, Episode(folder, "other", 10)), Throws.InstanceOf<IOException>().With.Message.Contains("expected 'other'"));
        Assert.That(
            async () => await BuildAsync(folder, Config with { FramePixels = 16 }, Episode(folder, "a", 10)), Throws.InstanceOf<IOException>().With.Message.Contains("at 16x16"));
    }

    [Test]
    public void A_build_in_which_nothing_is_left_is_an_error_that_gives_the_first_reason()
    {
        using var folder = new TemporaryFolder();

        Assert.That(
            async () => await BuildAsync(folder, Config, Episode(folder, "missing", 10)),
            Throws.InstanceOf<DamagedDataException>().With.Message.Contains("None of 1 episodes").And.Message.Contains("missing: There is no video"));
        Assert.That(RecordingStore.Exists(folder["store"]), Is.False);
    }

    [Test]
    public async Task Without_ffmpeg_the_build_stops_instead_of_skipping_everything()
    {
        using var folder = new TemporaryFolder();
        await Ffmpeg.WriteGreyAsync(folder["a.mp4"], 2, Small);

        Assert.That(
            async () => await BuildAsync(folder, Config with { Video = new VideoReaderConfig { Probe = "no-such-ffprobe" } }, Episode(folder, "a", 10)),
            Throws.InstanceOf<FfmpegMissingException>());
    }

    private static Task<RecordingStore> BuildAsync(TemporaryFolder folder, StoreBuilderConfig config, params StoreEpisode[] episodes) =>
        new StoreBuilder(config, TimeProvider.System).BuildAsync(folder["store"], episodes, null, CancellationToken.None);

    private static StoreEpisode Episode(TemporaryFolder folder, string name, int steps, List<string>? loaded = null) => new(name, folder[name + ".mp4"], _ =>
    {
        loaded?.Add(name);
        return Task.FromResult(Actions(steps));
    });

    /// <summary>Action t has button class t; every fifth is null, and passed over.</summary>
    private static EpisodeActions Actions(int steps) =>
        new([.. Enumerable.Range(0, steps).Select(step => new FrameAction(new JointAction((ushort)step, 60), IsNull: step % 5 == 0, IsEmitted: step % 5 != 0))]);
}
