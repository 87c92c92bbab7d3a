using System.Runtime.Versioning;
using Rl.Pretrain.Auditing;
using Rl.Pretrain.Contractor;
using Rl.Tests.Pretrain.Filming;
using static Rl.Tests.Pretrain.Contractor.RecordedLines;

namespace Rl.Tests.Pretrain.Auditing;

[UnsupportedOSPlatform("windows")]
public sealed class PlayStatisticsTests
{
    [Test]
    public void Lines_add_up()
    {
        using var folder = new TemporaryFolder();
        string[] lines =
        [
            Line(), Line(keys: Key("w")), Line(keys: $"{Key("w")}, {Key("escape")}", dx: "100.0"), Line(gui: true, dy: "-4.0"), Line(keys: Key("f")),
        ];
        File.WriteAllText(folder["a.jsonl"], string.Join('\n', lines));
        File.WriteAllText(folder["a.mp4"], "never decoded");
        File.WriteAllText(folder["b.mp4"], "without lines");

        var statistics = PlayStatistics.OfRecordings(folder.Root, new ContractorOptions(), CancellationToken.None);

        Assert.That((statistics.Episodes, statistics.Frames, statistics.Minutes), Is.EqualTo((1, 5L, 5 / 1200.0)));
        Assert.That((statistics.NullShare, statistics.EmittedShare, statistics.GuiShare), Is.EqualTo((0.4, 0.6, 0.2)));
        Assert.That((statistics.Keys["forward"], statistics.Keys["ESC"], statistics.Keys["swapHands"], statistics.Keys["back"]), Is.EqualTo((0.4, 0.2, 0.2, 0.0)));
        Assert.That(statistics.YawBins, Is.EqualTo(new long[] { 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 1 }));
        Assert.That(statistics.PitchBins, Is.EqualTo(new long[] { 0, 0, 0, 0, 1, 4, 0, 0, 0, 0, 0 }));
        Assert.That(statistics.Milestones, Is.Null, "nobody knows");
        Assert.That(statistics.LeftOut.Single().Where, Is.EqualTo("b"));
    }

    [Test]
    public async Task A_store_adds_up()
    {
        using var folder = new TemporaryFolder();
        var store = await Recordings.RecordAsync(folder.Root, Recordings.Config with { Episodes = 2, EpisodeSteps = 30 });

        var statistics = PlayStatistics.OfStore(store, CancellationToken.None);

        Assert.That((statistics.Kind, statistics.Episodes, statistics.Frames, statistics.GuiShare), Is.EqualTo(("store", 2, 60L, (double?)null)));
        Assert.That(statistics.NullShare, Is.EqualTo(1 / 3.0));
        Assert.That((statistics.Keys["attack"], statistics.Keys["forward"]), Is.EqualTo((1 / 3.0, 1 / 3.0)));
        Assert.That((statistics.YawBins[5], statistics.YawBins[8], statistics.PitchBins[5]), Is.EqualTo((40L, 20L, 60L)));
        Assert.That(statistics.Milestones, Is.Not.Null);
    }

    [Test]
    public async Task Filmed_play_knows_its_milestones()
    {
        Ffmpeg.Require();
        using var folder = new TemporaryFolder();
        await FilmedPlay.RecordAsync(folder.Root, FilmedPlay.Config);

        var statistics = PlayStatistics.OfRecordings(folder.Root, new ContractorOptions(), CancellationToken.None);

        Assert.That(statistics.Milestones!.Values, Is.All.Zero, "the walker fells nothing");
        Assert.That((statistics.Frames, statistics.GuiShare), Is.EqualTo((40L, 13 / 20.0)));
    }
}
