using System.Text;
using Rl.Env.Actions;
using Rl.Experiments.Inspection;
using Rl.Pretrain.Contractor;
using Rl.Pretrain.Recordings;

namespace Rl.Tests.Experiments;

public sealed class StepPrintingTests
{
    private static readonly ContractorStep[] Steps =
    [
        new() { Index = 0, Buttons = Buttons.Forward | Buttons.Attack, YawDegrees = 0.6, IsEmitted = true },
        new() { Index = 1, Buttons = Buttons.Forward, Unplayable = UnplayableKeys.Escape, PitchDegrees = -15, IsGuiOpen = true },
        new() { Index = 2, IsNull = true },
    ];

    [Test]
    public void Machines_get_one_object_a_line()
    {
        using var output = new MemoryStream();

        StepJson.Write(Steps, output);

        Assert.That(
            Encoding.UTF8.GetString(output.ToArray()),
            Is.EqualTo("""
                {"index":0,"pressed":["forward","attack"],"camera":[0,0.6],"null":false,"emitted":true,"joint":{"buttons":293,"camera":61}}
                {"index":1,"pressed":["ESC","forward"],"camera":[-15,0],"null":false,"emitted":false,"joint":{"buttons":289,"camera":5}}
                {"index":2,"pressed":[],"camera":[0,0],"null":true,"emitted":false,"joint":{"buttons":0,"camera":60}}

                """));
    }

    [Test]
    public void What_was_read_before_a_damaged_line_is_printed()
    {
        using var output = new MemoryStream();

        Assert.That(() => StepJson.Write(Broken(), output), Throws.InstanceOf<DamagedDataException>());

        Assert.That(Encoding.UTF8.GetString(output.ToArray()), Does.StartWith("{\"index\":0").And.EndsWith("}\n"));
    }

    [Test]
    public void People_get_a_table_and_a_summary()
    {
        using var output = new StringWriter();

        StepTable.Write(Steps, output);

        var lines = output.ToString().Split(output.NewLine).Select(line => line.TrimEnd()).ToArray();
        Assert.That(lines[1], Is.EqualTo("      1         0       0.6   293/61           forward attack"));
        Assert.That(lines[2], Is.EqualTo("      2       -15         0   289/5      open  ESC forward (left out)"));
        Assert.That(lines[5], Is.EqualTo("3 lines (0.2 s), 1 null, 1 for cloning, 1 with a window open"));
        Assert.That(lines[6], Is.EqualTo("camera: pitch -15 to 0, yaw 0 to 0.6 degrees a tick"));
        Assert.That(lines[8..11], Is.EqualTo(new[] { "ESC                 1        1", "attack              1        1", "forward             1        2" }));
    }

    private static IEnumerable<ContractorStep> Broken()
    {
        yield return Steps[0];
        throw new DamagedDataException("line 2");
    }
}
