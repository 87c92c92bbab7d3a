using System.Runtime.Versioning;
using Rl.Tests.Pretrain;
using Rl.Workers.Evaluation;

namespace Rl.Tests.Evaluation;

[UnsupportedOSPlatform("windows")]
public sealed class VideoWriterTests
{
    private static readonly VideoConfig Config = new() { Height = 16, Width = 32 };

    [Test]
    public async Task Without_an_encoder_the_pictures_are_numbered_pngs()
    {
        using var folder = new TemporaryFolder();
        await using (var writer = VideoWriter.Open(folder["play.mp4"], Config with { Encoder = "no-such-encoder" }))
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
        var encoder = WriteScript(folder, "cat > \"${@: -1}\"");
        await using (var writer = VideoWriter.Open(folder["play.mp4"], Config with { Encoder = encoder }))
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
        var encoder = WriteScript(folder, "touch \"${@: -1}\"; echo 'Unknown encoder libx264' >&2; exit 3");
        var writer = VideoWriter.Open(folder["play.mp4"], Config with { Encoder = encoder });

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
        var encoder = WriteScript(folder, "cat > \"${@: -1}\"");
        var writer = VideoWriter.Open(folder["play.mp4"], Config with { Encoder = encoder });
        await writer.WriteAsync(Frame(0), CancellationToken.None);

        await writer.DisposeAsync();

        Assert.That(Directory.GetFiles(folder.Root, "play*"), Is.Empty);
    }

    [Test]
    public async Task Ffmpeg_makes_an_mp4_where_it_is_installed()
    {
        using var folder = new TemporaryFolder();
        await using var writer = VideoWriter.Open(folder["play.mp4"], Config);
        if (writer.IsPngFolder)
        {
            Assert.Ignore("ffmpeg is not installed.");
        }

        await WriteFramesAsync(writer, 20);

        Assert.That((await File.ReadAllBytesAsync(folder["play.mp4"]))[4..8], Is.EqualTo("ftyp"u8.ToArray()));
    }

    [Test]
    public async Task A_frame_of_another_size_is_refused()
    {
        using var folder = new TemporaryFolder();
        await using var writer = VideoWriter.Open(folder["play.mp4"], Config with { Encoder = "no-such-encoder" });

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

    /// <summary>An encoder that ignores its options; the last argument is the file to write.</summary>
    private static string WriteScript(TemporaryFolder folder, string body)
    {
        var path = folder["encoder"];
        File.WriteAllText(path, $"#!/bin/bash\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
