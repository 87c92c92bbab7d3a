using Rl.Env.Actions;
using Rl.Pretrain.Contractor;
using static Rl.Tests.Pretrain.Contractor.RecordedLines;

namespace Rl.Tests.Pretrain.Contractor;

public sealed class CorrectedReadingTests
{
    [Test]
    public void Degrees_keep_their_fractions()
    {
        var step = Corrected(Line(dx: "4.0", dy: "-7.0"))[0];

        Assert.That(step.YawDegrees, Is.EqualTo(4 * 0.15));
        Assert.That(step.PitchDegrees, Is.EqualTo(-7 * 0.15));
        Assert.That(AsReference(Line(dx: "4.0", dy: "-7.0"))[0].YawDegrees, Is.Zero);
    }

    [Test]
    public void Escape_closes_a_window_as_inventory_does()
    {
        var steps = Corrected(Line(keys: Key("escape"), gui: true), Line(keys: Key("escape")));

        Assert.That((steps[0].Buttons, steps[0].Unplayable), Is.EqualTo((Buttons.Inventory, UnplayableKeys.None)));
        Assert.That((steps[1].Buttons, steps[1].Unplayable), Is.EqualTo((Buttons.None, UnplayableKeys.Escape)), "no window, no inventory");
        Assert.That(AsReference(Line(keys: Key("escape"), gui: true))[0].Buttons, Is.EqualTo(Buttons.None));
    }

    [TestCase("5.7/name-1/segment.jsonl", null, 0.75)]
    [TestCase("5.8/segment.jsonl", null, 0.75)]
    [TestCase("6.7/segment.jsonl", null, 3.0)]
    [TestCase("6.9/segment.jsonl", null, 3.0)]
    [TestCase("6.10/segment.jsonl", null, 1.5)]
    [TestCase("6.7/6.13/segment.jsonl", null, 1.5)]
    [TestCase("segment-6.7.jsonl", null, 1.5)]
    [TestCase("segment.jsonl", "6.8", 3.0)]
    [TestCase("5.7/segment.jsonl", "6.13", 1.5)]
    public void Old_recorders_motion_over_windows_is_put_to_scale(string path, string? version, double degrees)
    {
        var steps = Read(new ContractorOptions { RecorderVersion = version }, path, Line(dx: "10.0", gui: true), Line(dx: "10.0"));

        Assert.That(steps[0].YawDegrees, Is.EqualTo(degrees));
        Assert.That(steps[1].YawDegrees, Is.EqualTo(1.5), "in the world all versions agree");
    }

    [Test]
    public void The_reference_knows_nothing_of_recorder_versions()
    {
        var step = Read(new ContractorOptions { Mode = ContractorMode.Reference, RecorderVersion = "6.7" }, "6.7/segment.jsonl", Line(dx: "100.0", gui: true))[0];

        Assert.That(step.YawDegrees, Is.EqualTo(15));
    }

    [Test]
    public void A_turn_of_the_wheel_alone_is_not_lost()
    {
        string[] lines = [Line(hotbar: 2), Line(hotbar: 5)];

        Assert.That(Corrected(lines).Select(step => (step.IsEmitted, step.Buttons)), Is.EqualTo(new[] { (false, Buttons.None), (true, Buttons.Hotbar6) }));
        Assert.That(AsReference(lines)[1].IsEmitted, Is.False);
    }

    [Test]
    public void The_slot_that_a_recording_begins_with_is_no_press()
    {
        Assert.That(Corrected(Line(keys: Key("w"), hotbar: 3))[0].Buttons, Is.EqualTo(Buttons.Forward));
        Assert.That(AsReference(Line(keys: Key("w"), hotbar: 3))[0].Buttons, Is.EqualTo(Buttons.Forward | Buttons.Hotbar4));
    }

    [TestCase("escape", "", "0.0")]
    [TestCase("f", "", "0.0")]
    [TestCase("w\", \"key.keyboard.s", "", "0.0")]
    [TestCase("tab", "2", "0.0")]
    [TestCase("tab", "", "1.0")]
    public void What_a_policy_could_not_do_is_nothing_done(string key, string buttons, string dx)
    {
        var line = Line(keys: Key(key), buttons: buttons, dx: dx);

        Assert.That((Corrected(line)[0].IsNull, Corrected(line)[0].IsEmitted), Is.EqualTo((true, false)));
        Assert.That(AsReference(line)[0].IsEmitted, Is.True, "the reference trains on it as on idling");
    }

    [Test]
    public void A_stuck_attack_counts_as_up_until_it_is_pressed()
    {
        var steps = ContractorRecording.Read(GoldenRecordings.PathOf("stuck_attack"));

        Assert.That(
            steps.Select(step => step.Buttons),
            Is.EqualTo(new[] { Buttons.None, Buttons.None, Buttons.Forward, Buttons.Use, Buttons.None, Buttons.Attack, Buttons.Attack, Buttons.None }));
    }

    [Test]
    public void A_missing_mouse_or_keyboard_rests_and_what_else_is_missing_stays_as_it_was()
    {
        var steps = Corrected(
            Line(hotbar: 2, gui: true, x: "100.0", y: "50.0"),
            """{"mouse": null, "keyboard": {"keys": ["key.keyboard.w"]}}""",
            """{"mouse": {"dx": 10, "dy": null, "buttons": null}, "keyboard": null, "hotbar": null, "isGuiOpen": null}""",
            Line(hotbar: 3, gui: false));

        Assert.That(steps.Select(step => step.Buttons), Is.EqualTo(new[] { Buttons.None, Buttons.Forward, Buttons.None, Buttons.Hotbar4 }));
        Assert.That(steps.Select(step => step.YawDegrees), Is.EqualTo(new[] { 0, 0, 1.5, 0 }));
        Assert.That(steps.Select(step => step.IsGuiOpen), Is.EqualTo(new[] { true, true, true, false }));
        Assert.That(steps[2].Cursor, Is.EqualTo((100.0, 50.0)));
    }

    [Test]
    public void A_recording_that_never_says_anything_is_idle()
    {
        var step = Corrected("{}")[0];

        Assert.That(step, Is.EqualTo(new ContractorStep { Index = 0, IsNull = true }));
    }

    [Test]
    public void A_motion_beyond_half_a_circle_is_kept_and_carried_out_as_half_a_circle()
    {
        var step = Corrected(Line(dx: "5000.0", dy: "-3000.0"))[0];

        Assert.That((step.PitchDegrees, step.YawDegrees), Is.EqualTo((-450.0, 750.0)));
        Assert.That(step.Action, Is.EqualTo(new MinecraftAction(Buttons.None, -180, 180)));
        Assert.That(step.Joint, Is.EqualTo(new JointAction(1, 10)));
    }
}
