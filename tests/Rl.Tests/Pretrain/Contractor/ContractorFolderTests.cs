using Rl.Env.Actions;
using Rl.Pretrain.Contractor;
using Rl.Pretrain.Recordings;
using static Rl.Tests.Pretrain.Contractor.RecordedLines;

namespace Rl.Tests.Pretrain.Contractor;

public sealed class ContractorFolderTests
{
    [Test]
    public void A_plain_folder_is_read_with_what_lies_below_it_in_the_order_of_names()
    {
        using var folder = new TemporaryFolder();
        AddSegment(folder, "b", Line(keys: Key("w")), Line());
        AddSegment(folder, "6.7/a.x", Line(dx: "10.0", gui: true));
        File.WriteAllText(folder["b-options.json"], "{}");

        var tally = new SegmentTally();
        var segments = ContractorFolder.Open(folder.Root).ReadSegments(tally).ToArray();

        Assert.That(segments.Select(segment => (segment.Id, segment.Lines)), Is.EqualTo(new[] { ("6.7/a.x", 1), ("b", 2) }));
        Assert.That(segments[0].ReadSteps().Single().YawDegrees, Is.EqualTo(3), "the recorder's version is in the path");
        Assert.That(segments[1].ReadSteps().First().Buttons, Is.EqualTo(Buttons.Forward));
        Assert.That(segments[1].VideoPath, Is.EqualTo(folder["b.mp4"]));
        Assert.That(tally.Skipped, Is.Empty);
    }

    [Test]
    public void What_cannot_be_read_is_left_out_counted_and_named()
    {
        using var folder = new TemporaryFolder();
        AddSegment(folder, "good", Line());
        AddSegment(folder, "broken", Line(), "{\"mouse\"");
        AddSegment(folder, "silent");
        AddSegment(folder, "dark", Line());
        File.WriteAllBytes(folder["dark.mp4"], []);
        File.WriteAllText(folder["deaf.mp4"], "video");
        File.WriteAllText(folder["blind.jsonl"], Line());
        File.WriteAllText(folder["index.json"], """{"basedir": "https://example.com/", "relpaths": ["good.mp4", "broken.mp4", "silent", "dark", "deaf.mp4", "blind.mp4", "gone.mp4", "good"]}""");

        var tally = new SegmentTally();
        var segments = ContractorFolder.Open(folder["index.json"]).ReadSegments(tally).ToArray();

        Assert.That(segments.Select(segment => segment.Id), Is.EqualTo(new[] { "good" }));
        Assert.That(
            tally.Skipped.Select(skip => (skip.Id, skip.Fault)),
            Is.EqualTo(new[]
            {
                ("broken", SegmentFault.DamagedActions), ("silent", SegmentFault.DamagedActions), ("dark", SegmentFault.DamagedVideo),
                ("deaf", SegmentFault.NoActions), ("blind", SegmentFault.NoVideo), ("gone", SegmentFault.Missing),
            }));
        Assert.That(tally.Skipped[0].Detail, Does.Contain("broken.jsonl', line 2, column 9"));
        Assert.That(tally.Describe().First(), Is.EqualTo("0 segments with 0 steps read, 6 left out, 0 uneven"));
        Assert.That(tally.Describe(), Has.Some.EqualTo("  DamagedActions: 2").And.Some.StartsWith("  left out: gone (Missing): there is neither '"));
    }

    [TestCase("../outside")]
    [TestCase("sub/../../outside.mp4")]
    [TestCase("..\\\\outside")]
    [TestCase("/etc/passwd")]
    [TestCase(".")]
    [TestCase("a\\u0000b")]
    public void An_index_that_climbs_out_of_its_folder_is_refused(string relpath)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["inner"]);
        AddSegment(folder, "outside", Line());
        File.WriteAllText(folder["inner/index.json"], $$"""{"basedir": "https://example.com/", "relpaths": ["fine", "{{relpath}}"]}""");

        Assert.That(
            () => ContractorFolder.Open(folder["inner/index.json"]),
            Throws.InstanceOf<DamagedDataException>().With.Message.Contains("leads out of").And.Message.Contains("index.json"));
    }

    [Test]
    public void A_folder_beside_the_index_that_begins_with_its_name_is_outside()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["inner"]);
        File.WriteAllText(folder["inner/index.json"], """{"relpaths": ["../inner-too/a"]}""");

        Assert.That(() => ContractorFolder.Open(folder["inner/index.json"]), Throws.InstanceOf<DamagedDataException>());
    }

    [Test]
    public void A_basedir_may_name_a_folder_below_the_index_and_no_other()
    {
        using var folder = new TemporaryFolder();
        AddSegment(folder, "inner/data/a", Line());
        File.WriteAllText(folder["inner/below.json"], """{"basedir": "data/", "relpaths": ["a"]}""");
        File.WriteAllText(folder["inner/above.json"], """{"basedir": "..", "relpaths": ["a"]}""");

        Assert.That(ContractorFolder.Open(folder["inner/below.json"]).ReadSegments(new SegmentTally()).Single().Id, Is.EqualTo("a"));
        Assert.That(() => ContractorFolder.Open(folder["inner/above.json"]), Throws.InstanceOf<DamagedDataException>().With.Message.Contains("basedir '..'"));
        Assert.That(
            ContractorFolder.Open(folder["inner/above.json"], dataFolder: folder["inner/data"]).ReadSegments(new SegmentTally()).Single().Id,
            Is.EqualTo("a"),
            "who calls may say where the data is");
    }

    [TestCase("{\"basedir\": \"x\"", "line 1, column 16")]
    [TestCase("[1]", "is no index")]
    [TestCase("{\"relpaths\": \"a\"}", "is no index")]
    [TestCase("{\"relpaths\": [\"a\", 3]}", "holds 3, expected strings")]
    public void A_file_that_is_no_index_is_refused(string text, string reason)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["index.json"], text);

        Assert.That(() => ContractorFolder.Open(folder["index.json"]), Throws.InstanceOf<DamagedDataException>().With.Message.Contains(reason));
    }

    [Test]
    public void A_place_that_is_not_there_is_refused() =>
        Assert.That(() => ContractorFolder.Open("nowhere"), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("'nowhere'"));

    private static void AddSegment(TemporaryFolder folder, string id, params string[] lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[id])!);
        File.WriteAllText(folder[id + ".mp4"], "video");
        File.WriteAllText(folder[id + ".jsonl"], string.Join('\n', lines));
    }
}
