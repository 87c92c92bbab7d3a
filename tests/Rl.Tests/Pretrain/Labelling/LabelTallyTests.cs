using Rl.Env.Actions;
using Rl.Pretrain.Labelling;

namespace Rl.Tests.Pretrain.Labelling;

public sealed class LabelTallyTests
{
    [Test]
    public void Figures_are_those_counted_by_hand()
    {
        var tally = new LabelTally();
        tally.Add(Held(Buttons.Attack | Buttons.Forward), Held(Buttons.Attack));
        tally.Add(Held(Buttons.Attack), Held(Buttons.Attack | Buttons.Jump));
        tally.Add(Held(Buttons.None), Held(Buttons.Attack));

        var metrics = tally.ToMetrics();

        // Right presses 2, of 3 held and 4 told; three of sixty answers are wrong.
        Assert.That(metrics.Frames, Is.EqualTo(3));
        Assert.That(metrics.MicroF1, Is.EqualTo(2 * 2 / 7.0).Within(1e-12));
        Assert.That(metrics.KeyAccuracy, Is.EqualTo(57 / 60.0).Within(1e-12));
        Assert.That(metrics.Keys.Single(key => key.Key == "Attack"), Is.EqualTo(new KeyMetrics("Attack", 2, 3, 2, 2 * 2 / 5.0)));
        Assert.That(metrics.Keys.Single(key => key.Key == "Drop").F1, Is.Null);
        Assert.That(metrics.MouseR2, Is.Null, "the mouse rested");
    }

    [Test]
    public void The_mouses_fit_is_measured_in_degrees()
    {
        var tally = new LabelTally();
        tally.Add(new FactoredAction(Buttons.None, 5, 10), new FactoredAction(Buttons.None, 5, 10));
        tally.Add(new FactoredAction(Buttons.None, 5, 0), new FactoredAction(Buttons.None, 5, 5));

        var metrics = tally.ToMetrics();

        // Truth 10 and -10 degrees, told 10 and 0: 100 square degrees missed of 200.
        Assert.That(metrics.YawR2, Is.EqualTo(0.5).Within(1e-12));
        Assert.That(metrics.PitchR2, Is.Null);
        Assert.That(metrics.YawConfusion[0][5], Is.EqualTo(1));
    }

    private static FactoredAction Held(Buttons buttons) => new(buttons, FactoredAction.NullBin, FactoredAction.NullBin);
}
