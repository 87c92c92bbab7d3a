using Rl.Env.Tasks;

namespace Rl.Env.Tests.Tasks;

public sealed class ItemRewardsTests
{
    [Test]
    public void A_unit_is_rewarded_up_to_the_quantity_and_not_beyond()
    {
        var rewards = new ItemRewards();

        var first = rewards.Collect([new ItemGain("oak_log", 7)]);
        var second = rewards.Collect([new ItemGain("birch_log", 3)]);

        Assert.Multiple(() =>
        {
            Assert.That(first, Is.EqualTo(7f / 8));
            Assert.That(second, Is.EqualTo(1f / 8));
            Assert.That(rewards.Obtained[0], Is.EqualTo(10));
        });
    }

    [Test]
    public void The_whole_road_through_an_iron_pickaxe_is_worth_24()
    {
        var throughIronPickaxe = Ladder.Rungs.TakeWhile(rung => rung.Key != "diamond");

        Assert.That(throughIronPickaxe.Sum(rung => rung.Quantity * rung.RewardEach), Is.EqualTo(24).Within(1e-9));
    }

    [Test]
    public void Diamonds_are_rewarded_without_a_limit()
    {
        var rewards = new ItemRewards();
        rewards.Collect([new ItemGain("diamond", 1000)]);

        Assert.That(rewards.Collect([new ItemGain("diamond", 3)]), Is.EqualTo(8f));
    }

    [Test]
    public void A_new_episode_rewards_anew()
    {
        var rewards = new ItemRewards();
        rewards.Collect([new ItemGain("crafting_table", 1)]);
        rewards.Reset();

        Assert.That(rewards.Collect([new ItemGain("crafting_table", 1)]), Is.EqualTo(1f));
    }

    [Test]
    public void Items_off_the_ladder_are_worth_nothing() =>
        Assert.That(new ItemRewards().Collect([new ItemGain("apple", 5)]), Is.Zero);

    [Test]
    public void A_gain_of_nothing_is_refused() =>
        Assert.That(() => new ItemRewards().Collect([new ItemGain("oak_log", 0)]), Throws.ArgumentException.With.Message.Contains("0 oak_log"));
}
