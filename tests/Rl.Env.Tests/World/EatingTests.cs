using Rl.Env.World.Blocks;
using Rl.Env.World.Survival;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class EatingTests
{
    [Test]
    public void An_apple_is_eaten_up_in_the_32nd_tick_of_held_use()
    {
        var (eating, vitals) = (new Eating(new SurvivalConfig()), Hungry());
        Assert.That(eating.Start(ItemId.Apple, vitals), Is.True);
        for (var tick = 1; tick <= 31; tick++)
        {
            Assert.That(eating.Tick(held: true, ItemId.Apple), Is.EqualTo(ItemId.None), $"tick {tick}");
            Assert.That(eating.Progress, Is.EqualTo(tick / 32f));
        }

        Assert.That(eating.Tick(held: true, ItemId.Apple), Is.EqualTo(ItemId.Apple));
        Assert.That((eating.IsEating, eating.Progress), Is.EqualTo((false, 0f)));
    }

    [TestCase(false, ItemId.Apple)]
    [TestCase(true, ItemId.Bread)]
    public void Letting_go_or_changing_the_item_spits_it_out(bool held, ItemId inHand)
    {
        var eating = new Eating(new SurvivalConfig());
        eating.Start(ItemId.Apple, Hungry());
        eating.Tick(held: true, ItemId.Apple);

        eating.Tick(held, inHand);

        Assert.That(eating.IsEating, Is.False);
    }

    [Test]
    public void Nobody_eats_sticks_nor_with_a_full_stomach_nor_in_the_meadow()
    {
        var full = new Vitals(new SurvivalConfig());
        full.Reset();

        Assert.Multiple(() =>
        {
            Assert.That(new Eating(new SurvivalConfig()).Start(ItemId.Stick, Hungry()), Is.False);
            Assert.That(new Eating(new SurvivalConfig()).Start(ItemId.Apple, full), Is.False);
            Assert.That(new Eating(SurvivalConfig.Meadow).Start(ItemId.Apple, Hungry()), Is.False);
        });
    }

    private static Vitals Hungry()
    {
        // Never reset, his stomach is empty.
        return new Vitals(new SurvivalConfig());
    }
}
