using System.Runtime.Versioning;
using Rl.Env;
using Rl.Env.Frames;
using Rl.Env.Tasks;
using Rl.Env.World;
using Rl.Pretrain.Contractor;
using Rl.Pretrain.Filming;
using Rl.Pretrain.Recordings;
using Rl.Pretrain.Video;

namespace Rl.Tests.Pretrain.Filming;

[UnsupportedOSPlatform("windows")]
public sealed class PlayFilmerTests
{
    private static readonly string[] FirstEpisode =
    [
        "part-0000/episode-000000-00.jsonl", "part-0000/episode-000000-00.mp4", "part-0000/episode-000000-01.jsonl", "part-0000/episode-000000-01.mp4",
        "part-0000/episode-000000-02.jsonl", "part-0000/episode-000000-02.mp4", "part-0000/episode-000000.json",
    ];

    [SetUp]
    public void RequireFfmpeg() => Ffmpeg.Require();

    [Test]
    public async Task Played_encoded_and_read_back_actions_are_the_same_and_frames_a_few_grey_levels_off()
    {
        const int steps = 24;
        using var folder = new TemporaryFolder();
        var config = FilmedPlay.Config with { SegmentFrames = 6_000, Video = new VideoWriterConfig { Codec = VideoCodec.H264 } };
        config = config with { Play = config.Play with { Episodes = 1, EpisodeSteps = steps } };

        var manifest = await FilmedPlay.RecordAsync(folder.Root, config);

        var segment = ContractorFolder.Open(folder.Root).ReadSegments(new SegmentTally()).Single();
        var read = segment.ReadSteps().ToArray();
        Assert.That(read.Select(step => step.Action), Is.EqualTo(Enumerable.Range(0, steps).Select(FilmedPlay.ActAt)));
        var frames = await ReadAsync(segment.VideoPath, RecordedCursor.Over(read, CursorImage.Default));
        var errors = await CompareAsync(manifest.Episodes[0].WorldSeed, frames, steps);
        Assert.That(errors.Select(error => error.Whole), Is.All.LessThan(4), "grey levels, mean");
        Assert.That(errors.Count(error => error.UnderCursor is not null), Is.EqualTo(steps - 7), "frames with a window");
        Assert.That(errors.Select(error => error.UnderCursor ?? 0), Is.All.LessThan(2), "the cursor is laid over what was decoded, and loses nothing");
    }

    [Test]
    public async Task The_recorder_leaves_the_cursor_to_whoever_reads()
    {
        using var folder = new TemporaryFolder();
        var config = FilmedPlay.Config with { Video = new VideoWriterConfig { Codec = VideoCodec.H264 } };
        config = config with { Play = config.Play with { Episodes = 1, EpisodeSteps = 16 }, SegmentFrames = 100 };

        var manifest = await FilmedPlay.RecordAsync(folder.Root, config);

        var frames = await ReadAsync(Path.Combine(folder.Root, manifest.Episodes[0].Segments[0].Id + ".mp4"), edit: null);
        var errors = await CompareAsync(manifest.Episodes[0].WorldSeed, frames, 16);
        Assert.That(errors.Where(error => error.UnderCursor is not null).Select(error => error.UnderCursor!.Value), Is.All.GreaterThan(20));
    }

    [Test]
    public async Task An_experts_recording_tells_what_a_store_of_the_same_seed_does()
    {
        using var folder = new TemporaryFolder();
        var play = new RecordingConfig { Environment = "compact", Expert = "prospector", FramePixels = 8, Episodes = 2, EpisodeSteps = 300, Threads = 2, Seed = 11 };
        var store = await new DataRecorder(play, () => ExpertPlay.Create(play, new TaskConfig()), TimeProvider.System).RecordAsync(folder["store"], null, CancellationToken.None);
        var config = FilmedPlay.Config with { Play = play, SegmentFrames = 128 };
        var task = new TaskConfig { EpisodeSteps = play.EpisodeSteps };

        var manifest = await new PlayFilmer(config, () => ExpertPlay.Create("compact", "prospector", FilmedPlay.Small, task), TimeProvider.System)
            .RecordAsync(folder["videos"], null, CancellationToken.None);

        var segments = ContractorFolder.Open(folder["videos"]).ReadSegments(new SegmentTally()).ToDictionary(segment => segment.Id);
        for (var episode = 0; episode < 2; episode++)
        {
            var entry = manifest.Episodes[episode];
            Assert.That(entry.Segments.Select(segment => segment.Frames), Is.EqualTo(new[] { 128, 128, 44 }));
            Assert.That((entry.WorldSeed, entry.Steps), Is.EqualTo((store.Manifest.Episodes[episode].WorldSeed, 300)));
            Assert.That(entry.Persona!.Value.GetProperty("fastestBin").GetInt32(), Is.InRange(4, 5));
            var told = entry.Segments.SelectMany(segment => segments[segment.Id].ReadSteps()).Select(step => step.Joint);
            Assert.That(told, Is.EqualTo(Enumerable.Range(0, 300).Select(store.Episodes[episode].Action)));
        }
    }

    [Test]
    public async Task A_rerun_plays_only_what_is_missing_or_damaged_and_ends_with_the_same_files()
    {
        using var folder = new TemporaryFolder();
        var acts = 0;
        await FilmedPlay.RecordAsync(folder.Root, FilmedPlay.Config);
        var contents = await File.ReadAllTextAsync(folder[FilmingManifest.FileName]);
        var files = FilmedPlay.FilesIn(folder.Root);

        await FilmedPlay.RecordAsync(folder.Root, FilmedPlay.Config, () => acts++);
        Assert.That(acts, Is.Zero);

        File.Delete(folder[FilmingManifest.FileName]);
        await File.AppendAllTextAsync(folder["part-0000/episode-000001-01.mp4"], "x");
        await FilmedPlay.RecordAsync(folder.Root, FilmedPlay.Config, () => acts++);

        Assert.That(acts, Is.EqualTo(20), "one episode");
        Assert.That(await File.ReadAllTextAsync(folder[FilmingManifest.FileName]), Is.EqualTo(contents));
        Assert.That(FilmedPlay.FilesIn(folder.Root), Is.EqualTo(files));
    }

    [Test]
    public async Task More_episodes_go_on_and_other_settings_are_refused()
    {
        using var folder = new TemporaryFolder();
        var config = FilmedPlay.Config;
        var acts = 0;
        await FilmedPlay.RecordAsync(folder.Root, config);

        var more = await FilmedPlay.RecordAsync(folder.Root, config with { Play = config.Play with { Episodes = 3 } }, () => acts++);

        Assert.That((more.Episodes.Count, acts), Is.EqualTo((3, 20)));
        Assert.That(
            async () => await FilmedPlay.RecordAsync(folder.Root, config with { Play = config.Play with { Seed = 8 } }),
            Throws.InstanceOf<IOException>().With.Message.Contains("other settings").And.Message.Contains("episode-000000.json"));
    }

    [TestCase("head -c 20000 >/dev/null; echo 'out of luck' >&2; exit 7", "out of luck")]
    [TestCase("ulimit -f 1; trap '' XFSZ; exec ffmpeg \"$@\"", "File too large")]
    public async Task An_encoder_that_dies_or_meets_a_full_disk_leaves_finished_episodes_alone_and_is_quoted(string death, string said)
    {
        using var folder = new TemporaryFolder();
        var encoder = Ffmpeg.Script(folder, "encoder", $"if [[ \"$*\" == *episode-000001-02* ]]; then {death}; else exec ffmpeg \"$@\"; fi");
        var config = FilmedPlay.Config with { Video = FilmedPlay.Config.Video with { Encoder = encoder, Quality = 0 } };

        Assert.That(
            async () => await FilmedPlay.RecordAsync(folder["out"], config),
            Throws.InstanceOf<IOException>().With.Message.Contains("episode-000001-02.mp4").And.Message.Contains(said));

        Assert.That(FilmedPlay.FilesIn(folder["out"]), Is.EqualTo(FirstEpisode));
        var acts = 0;
        await FilmedPlay.RecordAsync(folder["out"], config with { Video = config.Video with { Encoder = "ffmpeg" } }, () => acts++);
        Assert.That(acts, Is.EqualTo(20), "the rest");
    }

    [Test]
    public void A_disk_that_is_full_for_the_lines_ends_the_video_with_them()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["out/part-0000"]);
        File.CreateSymbolicLink(folder["out/part-0000/episode-000000-01.jsonl.part"], "/dev/full");

        Assert.That(async () => await FilmedPlay.RecordAsync(folder["out"], FilmedPlay.Config), Throws.InstanceOf<IOException>().With.Message.Contains("No space left"));

        Assert.That(FilmedPlay.FilesIn(folder["out"]), Is.Empty);
    }

    [Test]
    public void A_disk_that_is_full_for_the_table_of_contents_leaves_the_episodes_without_one()
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder[FilmingManifest.FileName + ".partial"], "/dev/full");
        var config = FilmedPlay.Config with { Play = FilmedPlay.Config.Play with { Episodes = 1 } };

        Assert.That(async () => await FilmedPlay.RecordAsync(folder.Root, config), Throws.InstanceOf<IOException>().With.Message.Contains("No space left"));

        Assert.That(FilmedPlay.FilesIn(folder.Root), Is.EqualTo(FirstEpisode));
    }

    [Test]
    public void Without_ffmpeg_nothing_is_played_or_written()
    {
        using var folder = new TemporaryFolder();
        var acts = 0;
        var config = FilmedPlay.Config with { Video = FilmedPlay.Config.Video with { Encoder = "no-such-ffmpeg" } };

        Assert.That(async () => await FilmedPlay.RecordAsync(folder["out"], config, () => acts++), Throws.InstanceOf<FfmpegMissingException>());

        Assert.That(acts, Is.Zero);
        Assert.That(FilmedPlay.FilesIn(folder["out"]), Is.Empty);
    }

    [Test]
    public void Slips_of_the_hand_and_folders_of_pictures_are_refused()
    {
        var config = FilmedPlay.Config;

        Assert.That(() => (config with { Play = config.Play with { NoiseProbability = 0.1 } }).Validated(), Throws.ArgumentException.With.Message.Contains("NoiseProbability is 0.1"));
        Assert.That(() => (config with { Video = config.Video with { AllowsPictures = true } }).Validated(), Throws.ArgumentException);
        Assert.That(() => (config with { SegmentFrames = 0 }).Validated(), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static async Task<List<byte[]>> ReadAsync(string path, FrameEdit? edit)
    {
        await using var reader = await VideoReader.OpenAsync(path, new VideoReaderConfig { FramesPerSecond = null, Edit = edit }, CancellationToken.None);
        var frames = new List<byte[]>();
        var frame = new byte[reader.FrameSize.ByteCount];
        while (await reader.ReadAsync(frame, CancellationToken.None) == 1)
        {
            frames.Add([.. frame]);
        }

        return frames;
    }

    /// <summary>Plays the same game with the cursor drawn by the world, and gives mean differences: of all, and under the cursor's tip.</summary>
    private static async Task<List<(double Whole, double? UnderCursor)>> CompareAsync(long worldSeed, List<byte[]> frames, int steps)
    {
        await using var world = new VoxelWorld(FrameSize.Native, WorldConfig.Flat);
        var step = await world.ResetAsync(worldSeed, CancellationToken.None);
        var errors = new List<(double, double?)>();
        Assert.That(frames, Has.Count.EqualTo(steps));
        for (var i = 0; i < steps; i++)
        {
            var (shown, seen) = (step.Frame.ToArray(), world.Observe());
            errors.Add((Difference(shown, frames[i], 0, 0, 640, 360), seen.IsGuiOpen ? Difference(shown, frames[i], (int)seen.Cursor.X, (int)seen.Cursor.Y + 2, 1, 10) : null));
            step = await world.StepAsync(FilmedPlay.ActAt(i), CancellationToken.None);
        }

        return errors;
    }

    private static double Difference(byte[] first, byte[] second, int left, int top, int width, int height)
    {
        var sum = 0L;
        for (var y = top; y < top + height; y++)
        {
            for (var i = ((y * 640) + left) * 3; i < ((y * 640) + left + width) * 3; i++)
            {
                sum += Math.Abs(first[i] - second[i]);
            }
        }

        return (double)sum / (width * height * 3);
    }
}
