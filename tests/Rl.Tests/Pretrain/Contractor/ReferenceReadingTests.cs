using Rl.Env.Actions;
using Rl.Pretrain.Contractor;
using Rl.Pretrain.Recordings;
using static Rl.Tests.Pretrain.Contractor.RecordedLines;

namespace Rl.Tests.Pretrain.Contractor;

public sealed class ReferenceReadingTests
{
    private static readonly ContractorOptions Reference = new() { Mode = ContractorMode.Reference };

    [TestCaseSource(typeof(GoldenRecordings), nameof(GoldenRecordings.Names))]
    public void Every_golden_line_is_null_where_the_reference_says_so(string name)
    {
        var expected = GoldenRecordings.Expected(name).GetProperty("per_line_json_action_to_env_action");

        var steps = ContractorRecording.Read(GoldenRecordings.PathOf(name), Reference);

        Assert.That(steps.Select(step => step.IsNull), Is.EqualTo(expected.EnumerateArray().Select(line => line.GetProperty("null").GetBoolean())));
    }

    [TestCaseSource(typeof(GoldenRecordings), nameof(GoldenRecordings.Names))]
    public void Every_golden_line_that_is_not_emitted_says_what_the_reference_reads_in_it(string name)
    {
        var lines = GoldenRecordings.Expected(name).GetProperty("per_line_json_action_to_env_action");

        foreach (var step in ContractorRecording.Read(GoldenRecordings.PathOf(name), Reference).Where(step => !step.IsEmitted))
        {
            Assert.That(Names(step), Is.EqualTo(GoldenRecordings.Strings(lines[step.Index].GetProperty("pressed"))), $"line {step.Index}");
            Assert.That(Camera(step), Is.EqualTo(GoldenRecordings.Numbers(lines[step.Index].GetProperty("camera"))), $"line {step.Index}");
        }
    }

    [TestCaseSource(typeof(GoldenRecordings), nameof(GoldenRecordings.Names))]
    public void Every_golden_step_is_emitted_as_the_reference_emits_it(string name)
    {
        var expected = GoldenRecordings.Expected(name).GetProperty("data_loader_emits").EnumerateArray().ToArray();

        var steps = ContractorRecording.Read(GoldenRecordings.PathOf(name), Reference).Where(step => step.IsEmitted).ToArray();

        Assert.That(steps.Select(step => step.Index), Is.EqualTo(expected.Select(step => step.GetProperty("step").GetInt32())));
        foreach (var (step, golden) in steps.Zip(expected))
        {
            var joint = golden.GetProperty("joint");
            Assert.That(Names(step), Is.EqualTo(GoldenRecordings.Strings(golden.GetProperty("pressed"))), $"step {step.Index}");
            Assert.That(Camera(step), Is.EqualTo(GoldenRecordings.Numbers(golden.GetProperty("camera"))), $"step {step.Index}");
            Assert.That(
                step.Joint,
                Is.EqualTo(new JointAction(joint.GetProperty("buttons").GetUInt16(), joint.GetProperty("camera").GetByte())),
                $"step {step.Index}");
        }
    }

    [TestCaseSource(typeof(GoldenRecordings), nameof(GoldenRecordings.Names))]
    public void Every_golden_step_that_the_reference_drops_is_dropped(string name)
    {
        var expected = GoldenRecordings.Expected(name).GetProperty("dropped_steps").EnumerateArray().Select(step => step.GetInt32());

        var dropped = ContractorRecording.Read(GoldenRecordings.PathOf(name), Reference).Where(step => !step.IsEmitted).Select(step => step.Index);

        Assert.That(dropped, Is.EqualTo(expected));
    }

    [TestCase("""{"keyboard": {"keys": []}, "hotbar": 0, "isGuiOpen": false}""", "'mouse' is missing or null")]
    [TestCase("""{"mouse": null, "keyboard": {"keys": []}, "hotbar": 0, "isGuiOpen": false}""", "'mouse' is missing or null")]
    [TestCase("""{"mouse": {"dx": 1, "dy": 0, "buttons": []}, "keyboard": {"keys": []}, "hotbar": 0, "isGuiOpen": false}""", "'mouse.newButtons' is missing")]
    [TestCase("""{"mouse": {"dx": 1, "dy": 0, "buttons": [], "newButtons": []}, "keyboard": null, "hotbar": 0, "isGuiOpen": false}""", "'keyboard.keys' is missing")]
    [TestCase("""{"mouse": {"dx": 1, "dy": 0, "buttons": [], "newButtons": []}, "keyboard": {"keys": []}, "isGuiOpen": false}""", "'hotbar' is missing")]
    [TestCase("""{"mouse": {"dx": 1, "dy": 0, "buttons": [], "newButtons": []}, "keyboard": {"keys": []}, "hotbar": 0}""", "'isGuiOpen' is missing")]
    [TestCase("""{"mouse": {"dx": 1, "dy": 0, "buttons": [], "newButtons": []}, "keyboard": {"keys": []}, "hotbar": 0, "isGuiOpen": true}""", "'mouse.x' is missing")]
    public void What_the_reference_crashes_over_is_an_error_with_file_and_line(string line, string reason)
    {
        var error = Assert.Throws<DamagedDataException>(() => AsReference(line));

        Assert.That(error!.Message, Does.Contain("segment.jsonl', line 1, column 1: ").And.Contain(reason));
    }

    [Test]
    public void What_the_reference_never_asks_of_an_idle_line_may_be_missing()
    {
        var steps = AsReference(
            Line(),
            """{"mouse": {"dx": 0, "dy": 0, "buttons": []}, "keyboard": {"keys": []}, "hotbar": 0}""");

        Assert.That(steps[1].IsEmitted, Is.False);
    }

    [Test]
    public void A_cursor_left_of_the_window_is_an_error()
    {
        Assert.That(() => AsReference(Line(dx: "5.0", gui: true, x: "-3.0")), Throws.InstanceOf<DamagedDataException>().With.Message.Contains("outside of the window, at -3, 360"));
        Assert.That(AsReference(Line(dx: "5.0", gui: true, x: "-1.5"))[0].Cursor, Is.EqualTo((-1.5, 360.0)));
    }

    private static IEnumerable<string> Names(ContractorStep step) => RecorderKeys.NamesOf(step.Buttons, step.Unplayable);

    private static double[] Camera(ContractorStep step) => [step.PitchDegrees, step.YawDegrees];
}
