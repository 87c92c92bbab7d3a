using System.Runtime.Versioning;
using Rl.Env;
using Rl.Env.Frames;
using Rl.Experiments.Commands;
using Rl.Pretrain.Recordings;
using Rl.Tests.Pretrain;
using Rl.Tests.Pretrain.Filming;

namespace Rl.Tests.Experiments;

[UnsupportedOSPlatform("windows")]
public sealed class DataCommandTests
{
    [SetUp]
    public void RequireFfmpeg() => Ffmpeg.Require();

    [Test]
    public async Task Videos_are_recorded_verified_counted_and_built_into_a_store()
    {
        using var folder = new TemporaryFolder();
        var cursor = folder["cursor.png"];
        PngFile.Write(cursor, FrameSize.Square(16), new byte[16 * 16 * 3]);
        string[] record = ["record", "--videos", "--env", "flat", "--episodes", "1", "--steps", "12", "--segment-frames", "8", "--out", folder["videos"]];

        Assert.That(await RunAsync(record), Is.EqualTo(ExitCode.Done));
        Assert.That(await RunAsync("verify", folder["videos"], "--json"), Is.EqualTo(ExitCode.Done));
        Assert.That(await RunAsync("stats", folder["videos"], "--json"), Is.EqualTo(ExitCode.Done));
        Assert.That(await RunAsync("build", "--recordings", folder["videos"], "--frame-size", "64", "--cursor", cursor, "--out", folder["store"]), Is.EqualTo(ExitCode.Done));
        Assert.That(await RunAsync("verify", folder["store"]), Is.EqualTo(ExitCode.Done));
        Assert.That(await RunAsync("stats", folder["store"]), Is.EqualTo(ExitCode.Done));

        var store = RecordingStore.Open(folder["store"]);
        Assert.That((store.Manifest.Environment, store.Manifest.Expert, store.FrameSize, store.Manifest.Steps), Is.EqualTo(("flat", "lumberjack", FrameSize.Square(64), 12L)));
    }

    [Test]
    public async Task Damage_ends_with_code_4()
    {
        using var folder = new TemporaryFolder();
        await FilmedPlay.RecordAsync(folder["videos"], FilmedPlay.Config);
        await Recordings.RecordAsync(folder["store"], Recordings.Config);
        File.Delete(folder["videos/part-0000/episode-000001-01.jsonl"]);
        File.Delete(folder["store/episode-000001.shard"]);
        await File.WriteAllTextAsync(folder["index.json"], """{"relpaths": ["videos/a", "../../etc/passwd"]}""");

        Assert.That(await RunAsync("verify", folder["videos"]), Is.EqualTo(ExitCode.DataDamaged));
        Assert.That(await RunAsync("verify", folder["store"]), Is.EqualTo(ExitCode.DataDamaged));
        foreach (var verb in (string[])["verify", "stats"])
        {
            Assert.That(await RunAsync(verb, folder["index.json"]), Is.EqualTo(ExitCode.DataDamaged), verb);
        }

        Assert.That(await RunAsync("build", "--recordings", folder["index.json"], "--out", folder["built"]), Is.EqualTo(ExitCode.DataDamaged));
    }

    [Test]
    public async Task What_contradicts_itself_ends_with_code_2()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["empty"]);

        Assert.That(await RunAsync("build", "--out", folder["store"]), Is.EqualTo(ExitCode.Usage));
        Assert.That(await RunAsync("build", "--videos", folder["empty"], "--out", folder["store"]), Is.EqualTo(ExitCode.Usage));
        Assert.That(await RunAsync("build", "--recordings", folder["empty"], "--out", folder["store"]), Is.EqualTo(ExitCode.Usage));
        Assert.That(await RunAsync("record", "--videos", "--frame-size", "64", "--out", folder["videos"]), Is.EqualTo(ExitCode.Usage));
        Assert.That(await RunAsync("record", "--crf", "18", "--out", folder["store"]), Is.EqualTo(ExitCode.Usage));
        Assert.That(await RunAsync("verify", folder["empty"]), Is.EqualTo(ExitCode.Usage));
        Assert.That(await RunAsync("verify", folder["nowhere"]), Is.EqualTo(ExitCode.Usage));
        Assert.That(await RunAsync("stats", folder["empty"]), Is.EqualTo(ExitCode.Usage));
    }

    private static Task<int> RunAsync(params string[] arguments)
    {
        var parsed = DataCommand.Create().Parse(arguments);
        Assert.That(parsed.Errors, Is.Empty);

        return CommandErrors.RunAsync(cancellation => parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false }, cancellation));
    }
}
