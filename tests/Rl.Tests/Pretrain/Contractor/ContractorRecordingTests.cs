using Rl.Env.Actions;
using Rl.Pretrain.Contractor;
using Rl.Pretrain.Recordings;
using static Rl.Tests.Pretrain.Contractor.RecordedLines;

namespace Rl.Tests.Pretrain.Contractor;

public sealed class ContractorRecordingTests
{
    private static readonly ContractorOptions Reference = new() { Mode = ContractorMode.Reference };

    [Test]
    public void A_broken_line_is_named_with_file_line_and_column()
    {
        var error = Assert.Throws<DamagedDataException>(() => Corrected(Line(), """{"hotbar": 0, "mouse" 5}"""));

        Assert.That(error!.Message, Does.Contain("segment.jsonl', line 2, column 23: '5' is invalid"));
    }

    [Test]
    public void A_line_that_was_cut_off_is_named()
    {
        var error = Assert.Throws<DamagedDataException>(() => Corrected(Line(), Line()[..40]));

        Assert.That(error!.Message, Does.Contain("line 2, column 41: "));
    }

    [Test]
    public void What_follows_the_object_on_its_line_is_named()
    {
        var line = Line();

        var error = Assert.Throws<DamagedDataException>(() => Corrected(line + " {}"));

        Assert.That(error!.Message, Does.Contain($"line 1, column {line.Length + 2}: "));
    }

    [TestCase("[]", "a line is not an object", 1)]
    [TestCase("""{"mouse": 3}""", "mouse is not an object", 11)]
    [TestCase("""{"mouse": {"dx": "3"}}""", "mouse.dx is not a number of pixels", 18)]
    [TestCase("""{"mouse": {"dx": 1e400}}""", "mouse.dx is out of range", 18)]
    [TestCase("""{"keyboard": {"keys": [3]}}""", "keyboard.keys is not a list of strings", 24)]
    [TestCase("""{"hotbar": 9}""", "hotbar is no slot from 0 to 8", 12)]
    [TestCase("""{"isGuiOpen": 1}""", "isGuiOpen is neither true nor false", 15)]
    public void A_field_of_another_kind_is_named_with_its_column(string line, string reason, int column)
    {
        var error = Assert.Throws<DamagedDataException>(() => Corrected(line));

        Assert.That(error!.Message, Does.Contain($"line 1, column {column}: {reason}"));
    }

    [Test]
    public void A_blank_line_among_others_is_an_error_in_both_modes()
    {
        string[] lines = [Line(), "  ", Line()];

        Assert.That(() => Corrected(lines), Throws.InstanceOf<DamagedDataException>().With.Message.Contains("line 2, column 1: the line is blank, but others follow"));
        Assert.That(() => AsReference(lines), Throws.InstanceOf<DamagedDataException>().With.Message.Contains("line 2, column 1: the line is blank"));
    }

    [Test]
    public void Blank_lines_at_the_end_are_an_error_of_the_reference_alone()
    {
        string[] lines = [Line(), "\r", "", ""];

        Assert.That(Corrected(lines), Has.Length.EqualTo(1));
        Assert.That(() => AsReference(lines), Throws.InstanceOf<DamagedDataException>().With.Message.Contains("line 2"));
    }

    [Test]
    public void A_line_feed_at_the_end_begins_no_line() => Assert.That(AsReference(Line(), string.Empty), Has.Length.EqualTo(1));

    [Test]
    public void An_empty_file_has_no_steps() => Assert.That(Corrected(string.Empty), Is.Empty);

    [Test]
    public void A_missing_file_is_refused_before_the_first_step()
    {
        Assert.That(() => ContractorRecording.Read("nowhere.jsonl"), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("'nowhere.jsonl'"));
    }

    [Test]
    public void Steps_come_as_they_are_asked_for()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a.jsonl"], Line(keys: Key("w")) + "\nbroken");

        var first = ContractorRecording.Read(folder["a.jsonl"]).First();

        Assert.That(first.Buttons, Is.EqualTo(Buttons.Forward));
    }

    [Test]
    public void Lines_longer_than_the_buffer_and_names_with_escapes_are_read()
    {
        var padding = $$$"""{"stats": "{{{new string('x', 200_000)}}}", "keyboard": {"keys": ["key.keyboard.\u0077"]}}""";

        var steps = Corrected(Line(), padding, Line(keys: Key("d")));

        Assert.That(steps.Select(step => step.Buttons), Is.EqualTo(new[] { Buttons.None, Buttons.Forward, Buttons.Right }));
    }

    [Test]
    public void A_line_without_end_is_refused_before_it_fills_the_memory()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a.jsonl"], Line() + '\n' + new string(' ', LineReader.MaximumLineBytes + 1));

        Assert.That(
            () => ContractorRecording.Read(folder["a.jsonl"]).Count(),
            Throws.InstanceOf<DamagedDataException>().With.Message.Contains("line 2, column 1: the line has more than 16777216 bytes"));
    }

    [Test]
    public void Of_a_field_that_stands_twice_the_later_counts()
    {
        var step = Corrected("""{"mouse": {"dx": 10, "buttons": [0]}, "keyboard": {"keys": ["key.keyboard.w"]}, "mouse": {"dx": 20}, "keyboard": {}}""")[0];

        Assert.That((step.Buttons, step.YawDegrees), Is.EqualTo((Buttons.None, 3.0)));
    }

    [Test]
    public void Reading_a_line_allocates_nothing()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder["a.jsonl"], Enumerable.Repeat(Line(keys: Key("w"), buttons: "0", dx: "3.5"), 2_000));
        var steps = ContractorRecording.Read(folder["a.jsonl"]).GetEnumerator();
        for (var i = 0; i < 1_000; i++)
        {
            steps.MoveNext();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            steps.MoveNext();
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1_000), "bytes for 1000 lines");
    }
}
