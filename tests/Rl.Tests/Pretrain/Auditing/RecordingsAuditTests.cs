using System.Runtime.Versioning;
using Rl.Pretrain.Auditing;
using Rl.Pretrain.Contractor;
using Rl.Pretrain.Filming;
using Rl.Pretrain.Recordings;
using Rl.Pretrain.Video;
using Rl.Tests.Pretrain.Filming;
using static Rl.Tests.Pretrain.Contractor.RecordedLines;

namespace Rl.Tests.Pretrain.Auditing;

[UnsupportedOSPlatform("windows")]
public sealed class RecordingsAuditTests
{
    private static readonly VideoWriterConfig Video = new() { Height = 16, Width = 16 };

    [SetUp]
    public void RequireFfmpeg() => Ffmpeg.Require();

    [Test]
    public async Task Whole_recordings_have_no_faults()
    {
        using var folder = new TemporaryFolder();
        await FilmedPlay.RecordAsync(folder.Root, FilmedPlay.Config);

        var report = await RunAsync(folder.Root);

        Assert.That((report.Kind, report.Checked, report.Frames), Is.EqualTo(("recordings", 6, 40L)));
        Assert.That(report.Faults, Is.Empty);
    }

    [Test]
    public async Task Every_fault_against_the_table_of_contents_is_named()
    {
        using var folder = new TemporaryFolder();
        await FilmedPlay.RecordAsync(folder.Root, FilmedPlay.Config);
        string Part(string name) => folder[$"part-0000/episode-{name}"];
        File.Delete(Part("000000-00.mp4"));
        File.Delete(Part("000000-01.mp4"));
        File.Delete(Part("000000-01.jsonl"));
        await File.AppendAllTextAsync(Part("000000-02.jsonl"), Line() + "\n");
        await File.WriteAllBytesAsync(Part("000001-00.mp4"), (await File.ReadAllBytesAsync(Part("000001-00.mp4")))[..^40]);
        await File.WriteAllTextAsync(Part("000001-01.jsonl"), "{\"mouse\"");
        File.Copy(Part("000001-02.mp4"), folder["stranger.mp4"]);

        var report = await RunAsync(folder.Root);

        Assert.That(report.Checked, Is.EqualTo(6));
        var faults = report.Faults.Select(fault => (fault.Where.Replace("part-0000/episode-", "", StringComparison.Ordinal), fault.What)).ToArray();
        Assert.That(
            faults.Select(fault => fault.Item1).Distinct(),
            Is.EqualTo(new[] { "000000-00", "000000-01", "000000-02", "000001-00", "000001-01", "stranger" }));
        string Of(string id) => string.Join('|', faults.Where(fault => fault.Item1 == id).Select(fault => fault.What));
        Assert.That(Of("000000-00"), Does.Contain("has no mp4 beside it"));
        Assert.That(Of("000000-01"), Does.Contain("neither its mp4 nor its jsonl is there"));
        Assert.That(Of("000000-02"), Does.Contain("jsonl' has SHA-256").And.Contain("has 4 frames and 5 lines").And.Contain("has 5 lines, and recordings.json lists 4"));
        Assert.That(Of("000001-00"), Does.Contain("mp4' has SHA-256"));
        Assert.That(Of("000001-01"), Does.Contain("line 1, column 9").And.Contain("jsonl' has SHA-256"));
        Assert.That(Of("stranger"), Does.Contain("is not listed in recordings.json").And.Contain("has no jsonl beside it"));
    }

    [Test]
    public async Task Without_a_table_of_contents_videos_are_held_against_their_lines()
    {
        using var folder = new TemporaryFolder();
        await WriteAsync(folder, "even", 6, 6);
        await WriteAsync(folder, "fewer-lines", 6, 5);
        await WriteAsync(folder, "more-lines", 6, 8);
        await WriteAsync(folder, "text", 6, 6);
        await File.WriteAllTextAsync(folder["text.mp4"], "hello");

        var report = await RunAsync(folder.Root);

        Assert.That(report.Frames, Is.EqualTo(18));
        Assert.That(report.Faults.Select(fault => fault.Where), Is.EqualTo(new[] { "fewer-lines", "more-lines", "text" }));
        Assert.That(report.Faults[0].What, Is.EqualTo("has 6 frames and 5 lines."));
        Assert.That(report.Faults[1].What, Is.EqualTo("has 6 frames and 8 lines."));
        Assert.That(report.Faults[2].What, Does.Contain("text.mp4' cannot be read as a video"));
    }

    [Test]
    public async Task An_empty_folder_a_broken_table_of_contents_and_a_missing_ffmpeg_are_errors_and_no_reports()
    {
        using var folder = new TemporaryFolder();
        Assert.That(async () => await RunAsync(folder.Root), Throws.InstanceOf<DirectoryNotFoundException>().With.Message.Contains("no recording"));

        await WriteAsync(folder, "a", 2, 2);
        Assert.That(
            async () => await new RecordingsAudit(1, new VideoReaderConfig { Probe = "no-such-ffprobe" }).RunAsync(folder.Root, new ContractorOptions(), null, CancellationToken.None),
            Throws.InstanceOf<FfmpegMissingException>());

        await File.WriteAllTextAsync(folder[FilmingManifest.FileName], "{");
        Assert.That(async () => await RunAsync(folder.Root), Throws.InstanceOf<DamagedDataException>().With.Message.Contains("recordings.json' cannot be read"));
    }

    private static Task<AuditReport> RunAsync(string path) =>
        new RecordingsAudit(2, new VideoReaderConfig()).RunAsync(path, new ContractorOptions(), null, CancellationToken.None);

    private static async Task WriteAsync(TemporaryFolder folder, string id, int frames, int lines)
    {
        await Ffmpeg.WriteGreyAsync(folder[id + ".mp4"], frames, Video);
        await File.WriteAllTextAsync(folder[id + ".jsonl"], string.Join('\n', Enumerable.Repeat(Line(), lines)));
    }
}
