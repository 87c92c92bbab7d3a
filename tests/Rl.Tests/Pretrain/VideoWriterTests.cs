using System.Runtime.Versioning;
using Rl.Env;
using Rl.Pretrain.Video;

namespace Rl.Tests.Pretrain;

[UnsupportedOSPlatform("windows")]
public sealed class VideoWriterTests
{
    private static readonly VideoWriterConfig Config = new() { Height = 16, Width = 32, Codec = VideoCodec.H264 };

    [Test]
    public async Task Without_an_encoder_the_pictures_are_numbered_pngs()
    {
        using var folder = new TemporaryFolder();
        await using (var writer = await OpenAsync(folder, Config with { Encoder = "no-such-encoder", AllowsPictures = true }))
        {
            await WriteFramesAsync(writer, 3);

            Assert.That(writer.IsPngFolder, Is.True);
            Assert.That(writer.OutputPath, Is.EqualTo(folder["play"]));
        }

        Assert.That(
            Directory.GetFiles(folder["play"]).Select(Path.GetFileName).Order(),
            Is.EqualTo(new[] { "frame-000000.png", "frame-000001.png", "frame-000002.png" }));
        Assert.That((await File.ReadAllBytesAsync(Path.Combine(folder["play"], "frame-000000.png")))[1..4], Is.EqualTo("PNG"u8.ToArray()));
    }

    [Test]
    public async Task Frames_go_to_the_encoder_and_the_video_gets_its_name_at_the_end()
    {
        using var folder = new TemporaryFolder();
        var encoder = WriteScript(folder, "cat > \"$out\"");
        await using (var writer = await OpenAsync(folder, Config with { Encoder = encoder }))
        {
            for (var i = 0; i < 5; i++)
            {
                await writer.WriteAsync(Frame(i), CancellationToken.None);
            }

            Assert.That(File.Exists(folder["play.mp4"]), Is.False);
            await writer.CompleteAsync(CancellationToken.None);
        }

        Assert.That(await File.ReadAllBytesAsync(folder["play.mp4"]), Is.EqualTo(Enumerable.Range(0, 5).SelectMany(Frame)));
    }

    [Test]
    public async Task An_encoder_that_gives_up_is_quoted_and_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        var encoder = WriteScript(folder, "touch \"$out\"; echo 'Unknown encoder libx264' >&2; exit 3");
        var writer = await OpenAsync(folder, Config with { Encoder = encoder });

        Assert.That(
            async () => await WriteFramesAsync(writer, 1_000),
            Throws.InstanceOf<IOException>().With.Message.Contains("Unknown encoder libx264").And.Message.Contains("code 3"));
        await writer.DisposeAsync();
        Assert.That(Directory.GetFiles(folder.Root, "play*"), Is.Empty);
    }

    [Test]
    public async Task A_video_that_is_not_finished_is_removed()
    {
        using var folder = new TemporaryFolder();
        var encoder = WriteScript(folder, "cat > \"$out\"");
        var writer = await OpenAsync(folder, Config with { Encoder = encoder });
        await writer.WriteAsync(Frame(0), CancellationToken.None);

        await writer.DisposeAsync();

        Assert.That(Directory.GetFiles(folder.Root, "play*"), Is.Empty);
    }

    [Test]
    public async Task A_writer_that_is_cancelled_while_the_encoder_hangs_ends_and_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        var encoder = Ffmpeg.Script(folder, "encoder", $"echo $$ > '{folder["pid"]}'; out=\"${{@: -1}}\"; echo > \"${{out#file:}}\"; exec sleep 1000");
        var writer = await OpenAsync(folder, Config with { Encoder = encoder });
        using var cancellation = new CancellationTokenSource();

        // More than a pipe holds: the encoder reads nothing, so one of the writes blocks.
        var writes = Task.Run(async () =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                await writer.WriteAsync(Frame(0), cancellation.Token);
            }
        });
        while (!File.Exists(folder["pid"]) || new FileInfo(folder["pid"]).Length == 0)
        {
            await Task.Yield();
        }

        await cancellation.CancelAsync();
        Assert.That(async () => await writes, Throws.InstanceOf<OperationCanceledException>());
        await writer.DisposeAsync();
        Assert.That(Ffmpeg.IsKnown(Ffmpeg.ReadPid(folder["pid"])), Is.False);
        Assert.That(Directory.GetFiles(folder.Root, "play*"), Is.Empty);
    }

    [Test]
    public async Task A_disk_that_fills_is_an_error_that_quotes_ffmpeg_and_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        Ffmpeg.Require();

        // Files may have 20 KiB; further writes fail, as they do on a full disk.
        var encoder = Ffmpeg.Script(folder, "encoder", "trap '' XFSZ; ulimit -f 20; exec ffmpeg \"$@\"");
        var writer = await OpenAsync(folder, new VideoWriterConfig { Encoder = encoder, Quality = 0, Preset = "ultrafast" });

        Assert.That(async () => await WriteNoiseAsync(writer, 40), Throws.InstanceOf<IOException>().With.Message.Contains("File too large"));
        await writer.DisposeAsync();
        Assert.That(Directory.GetFiles(folder.Root, "play*"), Is.Empty);
    }

    [TestCase(VideoCodec.Best)]
    [TestCase(VideoCodec.H264)]
    [TestCase(VideoCodec.Mpeg4)]
    public async Task What_ffmpeg_wrote_reads_back_as_it_was(VideoCodec codec)
    {
        using var folder = new TemporaryFolder();
        Ffmpeg.Require();
        await using (var writer = await OpenAsync(folder, Config with { Codec = codec, Quality = 6 }))
        {
            await WriteFramesAsync(writer, 20);
        }

        await using var reader = await VideoReader.OpenAsync(folder["play.mp4"], new VideoReaderConfig(), CancellationToken.None);
        var frames = new byte[21 * Frame(0).Length];
        Assert.That(await reader.ReadAsync(frames, CancellationToken.None), Is.EqualTo(20));
        Assert.That(frames.Chunk(Frame(0).Length).Take(20).Select(frame => (int)frame[0]), Is.EqualTo(Enumerable.Range(0, 20).Select(i => i * 7)).Within(2));
        Assert.That(
            (reader.Info.Size, reader.Info.FramesPerSecond, reader.Info.Codec),
            Is.EqualTo((new FrameSize(16, 32), 20.0, codec == VideoCodec.Mpeg4 ? "mpeg4" : "h264")));
    }

    [Test]
    public async Task An_ffmpeg_without_x264_encodes_mpeg4()
    {
        using var folder = new TemporaryFolder();
        var encoder = Ffmpeg.Script(folder, "encoder", "[ $# -lt 9 ] && echo ' V.S... mpeg4 MPEG-4 part 2' && exit; out=\"${@: -1}\"; echo \"$@\" > \"${out#file:}\"; cat > /dev/null");
        await using (var writer = await OpenAsync(folder, Config with { Encoder = encoder, Codec = VideoCodec.Best }))
        {
            await WriteFramesAsync(writer, 1);
        }

        Assert.That(await File.ReadAllTextAsync(folder["play.mp4"]), Does.Contain("-c:v mpeg4 -q:v 6"));
    }

    [Test]
    public void Without_ffmpeg_it_is_an_error_unless_pictures_will_do()
    {
        using var folder = new TemporaryFolder();

        Assert.That(
            async () => await OpenAsync(folder, Config with { Encoder = "no-such-encoder" }),
            Throws.InstanceOf<FfmpegMissingException>().With.Message.Contains("apt-get install ffmpeg"));
    }

    [Test]
    public async Task A_video_of_no_frames_is_refused()
    {
        using var folder = new TemporaryFolder();
        await using var writer = await OpenAsync(folder, Config with { Encoder = WriteScript(folder, "cat > \"$out\"") });

        Assert.That(async () => await writer.CompleteAsync(CancellationToken.None), Throws.InvalidOperationException);
    }

    [Test]
    public async Task A_frame_of_another_size_is_refused()
    {
        using var folder = new TemporaryFolder();
        await using var writer = await OpenAsync(folder, Config with { Encoder = "no-such-encoder", AllowsPictures = true });

        Assert.That(
            async () => await writer.WriteAsync(new byte[10], CancellationToken.None),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("expected 32x16 x 3 = 1536"));
    }

    private static byte[] Frame(int index) => [.. Enumerable.Repeat((byte)(index * 7), 16 * 32 * 3)];

    private static async Task WriteFramesAsync(VideoWriter writer, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await writer.WriteAsync(Frame(i), CancellationToken.None);
        }

        await writer.CompleteAsync(CancellationToken.None);
    }

    private static async Task WriteNoiseAsync(VideoWriter writer, int count)
    {
        var frame = new byte[FrameSize.Native.ByteCount];
        for (var i = 0; i < count; i++)
        {
            for (var at = 0; at < frame.Length; at++)
            {
                frame[at] = (byte)((at * 2_654_435_761L * (i + 1)) >> 24);
            }

            await writer.WriteAsync(frame, CancellationToken.None);
        }

        await writer.CompleteAsync(CancellationToken.None);
    }

    private static Task<VideoWriter> OpenAsync(TemporaryFolder folder, VideoWriterConfig config) =>
        VideoWriter.OpenAsync(folder["play.mp4"], config, CancellationToken.None);

    /// <summary>An encoder that ignores its options but the last, the file to write.</summary>
    private static string WriteScript(TemporaryFolder folder, string body) =>
        Ffmpeg.Script(folder, "encoder", "out=\"${@: -1}\"; out=\"${out#file:}\"; " + body);
}
