using Rl.Env.Actions;

namespace Rl.Env.Tests.Actions;

public sealed class MirroredActionTests
{
    [Test]
    public void Twice_in_a_mirror_every_action_is_itself_again()
    {
        for (var button = 0; button < FactoredAction.ButtonCount; button++)
        {
            var held = (Buttons)(1 << button);
            Assert.That(held.Mirrored().Mirrored(), Is.EqualTo(held));
            Assert.That(int.PopCount((int)held.Mirrored()), Is.EqualTo(1));
        }

        var all = new FactoredAction((Buttons)((1 << FactoredAction.ButtonCount) - 1), 2, 7);
        Assert.That(all.Mirrored(), Is.EqualTo(all with { YawBin = 3 }));
    }

    [Test]
    public void Only_what_has_a_side_changes()
    {
        Assert.That(Buttons.Left.Mirrored(), Is.EqualTo(Buttons.Right));
        Assert.That(Buttons.Hotbar1.Mirrored(), Is.EqualTo(Buttons.Hotbar9));
        Assert.That(Buttons.Hotbar5.Mirrored(), Is.EqualTo(Buttons.Hotbar5));
        Assert.That((Buttons.Attack | Buttons.Forward | Buttons.Inventory).Mirrored(), Is.EqualTo(Buttons.Attack | Buttons.Forward | Buttons.Inventory));
    }
}
