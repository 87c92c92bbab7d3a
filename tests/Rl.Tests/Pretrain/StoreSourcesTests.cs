using System.Runtime.Versioning;
using Rl.Env;
using Rl.Env.Actions;
using Rl.Env.Frames;
using Rl.Pretrain.Contractor;
using Rl.Pretrain.Labelling;
using Rl.Pretrain.Recordings;
using Rl.Pretrain.Video;
using Rl.Tests.Pretrain.Filming;
using static Rl.Tests.Pretrain.Contractor.RecordedLines;

namespace Rl.Tests.Pretrain;

[UnsupportedOSPlatform("windows")]
public sealed class StoreSourcesTests
{
    private static readonly StoreBuilderConfig Config = new() { FramePixels = 16, Threads = 2 };
    private static readonly VideoWriterConfig Video = new() { Height = 90, Width = 160 };

    [SetUp]
    public void RequireFfmpeg() => Ffmpeg.Require();

    [Test]
    public async Task A_store_of_filmed_play_holds_its_actions_and_frames()
    {
        using var folder = new TemporaryFolder();
        await FilmedPlay.RecordAsync(folder["videos"], FilmedPlay.Config);
        var recordings = ContractorFolder.Open(folder["videos"]);

        var store = await BuildAsync(folder, StoreSources.OfRecordings(recordings, CursorImage.Default));

        Assert.That(store.Episodes.Select(episode => episode.Header.Source), Is.EqualTo(recordings.Ids));
        Assert.That(store.Episodes.Select(episode => episode.Steps), Is.EqualTo(new[] { 8, 8, 4, 8, 8, 4 }));
        var told = store.Episodes.SelectMany(episode => Enumerable.Range(0, episode.Steps).Select(step => (episode.Action(step), episode.IsNull(step))));
        var played = Enumerable.Range(0, 2).SelectMany(_ => Enumerable.Range(0, 20).Select(FilmedPlay.ActAt)).Select(JointActionCodec.Encode);
        Assert.That(told, Is.EqualTo(played.Select(action => (action, action == JointAction.Idle))));
        Assert.That(store.Manifest.Skipped, Is.Null);
    }

    [Test]
    public async Task The_given_cursor_is_drawn_before_frames_are_resized()
    {
        using var folder = new TemporaryFolder();
        await Ffmpeg.WriteGreyAsync(folder["videos/a.mp4"], 3, Video);
        string[] lines = [Line(), Line(gui: true, x: "320.0", y: "160.0"), Line()];
        await File.WriteAllTextAsync(folder["videos/a.jsonl"], string.Join('\n', lines));
        var pixels = new byte[CursorImage.Side * CursorImage.Side * 4];
        pixels.AsSpan().Fill(255);

        var store = await BuildAsync(folder, StoreSources.OfRecordings(ContractorFolder.Open(folder["videos"]), new CursorImage(pixels)));

        var frames = new byte[3 * FrameSize.Square(16).ByteCount];
        store.Episodes[0].CopyFrames(0, frames);
        Assert.That(frames.Chunk(frames.Length / 3).Select(frame => frame.Max() > 200), Is.EqualTo(new[] { false, true, false }));

        // 320 and 160 of the window are 40 and 20 of 160x90: the cursor ends at 56 and 36, so column 4 and row 4 of 16 lie in it.
        var second = frames.AsSpan(frames.Length / 3, frames.Length / 3);
        Assert.That((int)second[((4 * 16) + 4) * 3], Is.GreaterThan(250));
        Assert.That((int)second[((8 * 16) + 4) * 3], Is.LessThan(20));
    }

    [Test]
    public async Task What_cannot_be_read_is_skipped_and_what_is_uneven_is_cut_and_told()
    {
        using var folder = new TemporaryFolder();
        await WriteAsync(folder, "good", 4, Line(), Line(), Line(), Line());
        await WriteAsync(folder, "broken-line", 4, Line(), "{\"mouse\": {", Line(), Line());
        await WriteAsync(folder, "fewer-lines", 4, Line(), Line());
        await WriteAsync(folder, "more-lines", 4, Line(), Line(), Line(), Line(), Line());
        await Ffmpeg.WriteGreyAsync(folder["videos/mute.mp4"], 4, Video);
        await File.WriteAllTextAsync(folder["videos/blind.jsonl"], Line());

        var store = await BuildAsync(folder, StoreSources.OfRecordings(ContractorFolder.Open(folder["videos"]), CursorImage.Default));

        Assert.That(
            store.Manifest.Episodes.Select(entry => (entry.Source, entry.Steps, entry.FramesLeftOver, entry.ActionsLeftOver)),
            Is.EqualTo(new[] { ("fewer-lines", 2, 2, 0), ("good", 4, 0, 0), ("more-lines", 4, 0, 1) }));
        Assert.That(store.Manifest.Skipped!.Select(skipped => skipped.Source), Is.EqualTo(new[] { "blind", "broken-line", "mute" }));
        Assert.That(store.Manifest.Skipped![0].Reason, Does.Contain("There is no video"));
        Assert.That(store.Manifest.Skipped![1].Reason, Does.Contain("broken-line.jsonl', line 2, column"));
        Assert.That(store.Manifest.Skipped![2].Reason, Does.Contain("There is no recording"));
    }

    [Test]
    public async Task Videos_take_their_actions_from_labels_of_their_own()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in (string[])["sub/a", "other", "unlabelled"])
        {
            await Ffmpeg.WriteGreyAsync(folder[$"videos/{name}.mp4"], 3, Video);
        }

        FrameLabel[] labels = [Label(Buttons.Attack, 5), Label(Buttons.None, 5), Label(Buttons.Jump, 8)];
        Write(folder, "sub/a", new FileInfo(folder["videos/sub/a.mp4"]).Length, labels);
        Write(folder, "other", 1, labels);

        var store = await BuildAsync(folder, StoreSources.OfLabelledVideos(folder["videos"], folder["labels"], CursorImage.Default));

        var episode = store.Episodes.Single();
        Assert.That(episode.Header.Source, Is.EqualTo("sub/a.mp4"));
        Assert.That(Enumerable.Range(0, 3).Select(episode.Action), Is.EqualTo(labels.Select(label => label.Action.ToJoint())));
        Assert.That(Enumerable.Range(0, 3).Select(episode.IsNull), Is.EqualTo(new[] { false, true, false }));
        Assert.That(store.Manifest.Skipped!.Select(skipped => skipped.Source), Is.EqualTo(new[] { "other.mp4", "unlabelled.mp4" }));
        Assert.That(store.Manifest.Skipped![0].Reason, Does.Contain("of 1 bytes, not 'other.mp4'"));
        Assert.That(store.Manifest.Skipped![1].Reason, Does.Contain("is missing").And.Contain("rl idm label"));
    }

    [Test]
    public async Task A_cursor_is_drawn_for_labelling_where_lines_lie_beside_a_video()
    {
        using var folder = new TemporaryFolder();
        await WriteAsync(folder, "with", 2, Line(gui: true, x: "0.0", y: "0.0"), Line());
        await Ffmpeg.WriteGreyAsync(folder["videos/without.mp4"], 2, Video);

        var brightest = new List<int>();
        foreach (var task in LabelSources.OfVideos(folder["videos"], new FrameSize(90, 160), CursorImage.Default))
        {
            await using var source = await task.OpenAsync(CancellationToken.None);
            var frame = new byte[source.FrameSize.ByteCount];
            await source.ReadAsync(frame, CancellationToken.None);
            brightest.Add(frame.Max());
        }

        Assert.That(brightest[0], Is.EqualTo(255));
        Assert.That(brightest[1], Is.LessThan(20));
    }

    [TestCase(FrameEncoding.Raw)]
    [TestCase(FrameEncoding.Packed)]
    public async Task A_disk_that_fills_during_a_shard_leaves_the_finished_ones_and_nothing_else(FrameEncoding encoding)
    {
        using var folder = new TemporaryFolder();
        await WriteAsync(folder, "a", 3, Line(), Line(), Line());
        await WriteAsync(folder, "b", 3, Line(), Line(), Line());
        Directory.CreateDirectory(folder["store"]);
        File.CreateSymbolicLink(folder["store/episode-000001.shard.partial"], "/dev/full");
        var episodes = StoreSources.OfRecordings(ContractorFolder.Open(folder["videos"]), CursorImage.Default);

        Assert.That(async () => await BuildAsync(folder, episodes, encoding), Throws.InstanceOf<IOException>().With.Message.Contains("No space left"));

        Assert.That(FilmedPlay.FilesIn(folder["store"]), Is.EqualTo(new[] { "episode-000000.shard" }));
        Assert.That((await BuildAsync(folder, episodes, encoding)).Episodes, Has.Count.EqualTo(2), "with room again");
    }

    private static FrameLabel Label(Buttons buttons, byte yaw) => new(new FactoredAction(buttons, FactoredAction.NullBin, yaw), 0, 0);

    private static Task<RecordingStore> BuildAsync(TemporaryFolder folder, IReadOnlyList<StoreEpisode> episodes, FrameEncoding encoding = FrameEncoding.Packed) =>
        new StoreBuilder(Config with { Encoding = encoding, Threads = 1 }, TimeProvider.System).BuildAsync(folder["store"], episodes, null, CancellationToken.None);

    private static void Write(TemporaryFolder folder, string name, long bytes, FrameLabel[] labels)
    {
        var header = new LabelHeader { Source = name + ".mp4", SourceBytes = bytes, Frames = 0, Model = "someone", Window = 8, Stride = 4, ColumnsSha256 = "" };
        LabelShard.Write(LabelRun.PathOf(folder["labels"], name), header, labels);
    }

    private static async Task WriteAsync(TemporaryFolder folder, string id, int frames, params string[] lines)
    {
        await Ffmpeg.WriteGreyAsync(folder[$"videos/{id}.mp4"], frames, Video);
        await File.WriteAllTextAsync(folder[$"videos/{id}.jsonl"], string.Join('\n', lines));
    }
}
