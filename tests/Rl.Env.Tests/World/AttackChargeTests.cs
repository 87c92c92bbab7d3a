using Rl.Env.Actions;
using Rl.Env.World.Blocks;
using Rl.Env.World.Survival;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class AttackChargeTests
{
    [TestCase(ItemId.None, 1f, 5f)]
    [TestCase(ItemId.Apple, 1f, 5f)]
    [TestCase(ItemId.WoodenSword, 4f, 12.5f)]
    [TestCase(ItemId.StoneSword, 5f, 12.5f)]
    [TestCase(ItemId.IronSword, 6f, 12.5f)]
    [TestCase(ItemId.DiamondSword, 7f, 12.5f)]
    [TestCase(ItemId.GoldenSword, 4f, 12.5f)]
    [TestCase(ItemId.WoodenAxe, 7f, 25f)]
    [TestCase(ItemId.StoneAxe, 9f, 25f)]
    [TestCase(ItemId.IronAxe, 9f, 22.2f)]
    [TestCase(ItemId.DiamondAxe, 9f, 20f)]
    [TestCase(ItemId.GoldenAxe, 7f, 20f)]
    [TestCase(ItemId.WoodenPickaxe, 2f, 16.7f)]
    [TestCase(ItemId.StonePickaxe, 3f, 16.7f)]
    [TestCase(ItemId.IronPickaxe, 4f, 16.7f)]
    [TestCase(ItemId.DiamondPickaxe, 5f, 16.7f)]
    [TestCase(ItemId.WoodenShovel, 2.5f, 20f)]
    [TestCase(ItemId.DiamondShovel, 5.5f, 20f)]
    [TestCase(ItemId.StoneHoe, 1f, 10f)]
    public void An_item_hits_by_the_original_s_table(ItemId held, float damage, float rechargeTicks)
    {
        Assert.That(AttackTable.Damage(held), Is.EqualTo(damage));
        Assert.That(AttackTable.RechargeTicks(held), Is.EqualTo(rechargeTicks).Within(0.05f));
    }

    [Test]
    public void A_hit_in_the_next_tick_does_little_and_a_rested_one_all()
    {
        var standing = new BodyDriver().Body;
        var charge = Rested(ItemId.IronSword);
        Assert.That(charge.Strike(standing), Is.EqualTo(new Blow(6f, IsCritical: false)));

        charge.Tick(ItemId.IronSword);
        Assert.That(charge.Charge, Is.EqualTo(1 / 12.5f).Within(1e-6f));
        Assert.That(charge.Strike(standing).Damage, Is.EqualTo(6f * (0.2f + (0.8f * 0.12f * 0.12f))).Within(1e-5f));

        for (var tick = 0; tick < 13; tick++)
        {
            charge.Tick(ItemId.IronSword);
        }

        Assert.That(charge.Strike(standing).Damage, Is.EqualTo(6f));
    }

    [Test]
    public void Another_item_in_hand_and_a_stroke_at_air_spend_the_charge()
    {
        var charge = Rested(ItemId.IronSword);
        charge.Tick(ItemId.StoneAxe);
        Assert.That(charge.Charge, Is.Zero);

        charge = Rested(ItemId.IronSword);
        charge.Miss();
        Assert.That(charge.Charge, Is.Zero);
    }

    [TestCase(Buttons.None, true)]
    [TestCase(Buttons.Forward | Buttons.Sprint, false)]
    public void A_hit_in_a_fall_is_half_as_hard_again_unless_the_player_sprints(Buttons keys, bool isCritical)
    {
        var driver = new BodyDriver();
        driver.Step(keys);
        driver.HoldUntil(keys | Buttons.Jump, () => driver.Body.FallDistance > 0);

        var blow = Rested(ItemId.WoodenSword).Strike(driver.Body);

        Assert.That(blow, Is.EqualTo(new Blow(isCritical ? 6f : 4f, isCritical)));
    }

    private static AttackCharge Rested(ItemId held)
    {
        var charge = new AttackCharge();
        for (var tick = 0; tick < 30; tick++)
        {
            charge.Tick(held);
        }

        return charge;
    }
}
