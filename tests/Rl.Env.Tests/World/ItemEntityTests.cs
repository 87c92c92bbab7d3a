using Rl.Env.Actions;
using Rl.Env.World.Blocks;
using Rl.Env.World.Items;
using Rl.Env.World.Physics;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class ItemEntityTests
{
    [Test]
    public void A_mined_log_is_gained_once_when_it_is_picked_up()
    {
        var player = WithMinedLog();
        Assert.That(player.Gained, Is.Empty);

        player.HoldUntil(Buttons.Forward, () => player.Gained.Count > 0);
        player.Hold(Buttons.None, ticks: 20);

        Assert.That(player.Gained, Is.EqualTo(new Dictionary<string, int> { ["oak_log"] = 1 }));
        Assert.That(player.World.Statistics.PickedUp[(int)ItemId.OakLog], Is.EqualTo(1));
        Assert.That(player.World.Statistics.Mined[(int)BlockId.OakLog], Is.EqualTo(1));
    }

    [Test]
    public void A_dropped_item_that_is_picked_up_again_is_no_gain()
    {
        var player = WorldDriver.FacingSouth();
        player.Give(ItemId.OakLog, 3);
        player.Hold(Buttons.Drop, ticks: 5);
        Assert.That(player.World.Inventory.CountOf(ItemId.OakLog), Is.EqualTo(2), "a held key drops once");

        player.Hold(Buttons.None, ticks: 40);
        player.HoldUntil(Buttons.Forward, () => player.World.Inventory.CountOf(ItemId.OakLog) == 3, limit: 40);

        Assert.That(player.Gained, Is.Empty);
    }

    [Test]
    public void A_log_that_was_placed_and_mined_again_is_no_gain()
    {
        var player = WorldDriver.FacingSouth();
        player.Give(ItemId.OakLog);
        player.World.SetBlock(0, 65, 3, BlockId.Stone);
        player.Step(Buttons.Use);
        Assert.That(player.World.Volume[0, 65, 2], Is.EqualTo(BlockId.OakLog));
        player.HoldUntil(Buttons.Attack, () => player.IsAir(0, 65, 2));

        player.HoldUntil(Buttons.Forward, () => player.World.Inventory.CountOf(ItemId.OakLog) == 1, limit: 60);

        Assert.That(player.Gained, Is.Empty);
    }

    [Test]
    public void Dropped_and_natural_items_never_merge_while_equals_do()
    {
        var entities = new ItemEntities(new ItemEntityConfig());
        var player = WorldDriver.FacingSouth();
        entities.Add(Lying(0.3, wasOwned: false));
        entities.Add(Lying(0.4, wasOwned: true));
        entities.Add(Lying(0.5, wasOwned: false));
        for (var tick = 0; tick < 100; tick++)
        {
            entities.Tick(player.World.Volume, 0, 0);
        }

        Assert.That(entities.Count, Is.EqualTo(2));
        Assert.That(entities.All.ToArray().Single(entity => entity.WasOwned).Stack.Count, Is.EqualTo(1));
        Assert.That(entities.All.ToArray().Single(entity => !entity.WasOwned).Stack.Count, Is.EqualTo(2));
    }

    [Test]
    public void A_fresh_drop_cannot_be_picked_up_for_ten_ticks()
    {
        var player = WorldDriver.FacingSouth();
        player.World.Entities.Add(Lying(0.5, wasOwned: false) with { PickupDelay = 10 });

        Assert.That(player.HoldUntil(Buttons.None, () => player.Gained.Count > 0, limit: 30), Is.EqualTo(10));
    }

    [Test]
    public void An_item_is_gone_after_five_minutes()
    {
        var entities = new ItemEntities(new ItemEntityConfig());
        var player = WorldDriver.FacingSouth();
        entities.Add(Lying(0.5, wasOwned: false) with { AgeTicks = 5998 });

        entities.Tick(player.World.Volume, 0, 0);
        Assert.That(entities.Count, Is.EqualTo(1));
        entities.Tick(player.World.Volume, 0, 0);

        Assert.That(entities.Count, Is.Zero);
    }

    [Test]
    public void Held_use_places_a_block_every_four_ticks_and_never_into_the_player()
    {
        var player = WorldDriver.FacingSouth();
        player.Give(ItemId.Dirt, 10);
        player.Step(Buttons.None, 90);
        player.Hold(Buttons.Use, ticks: 9);
        Assert.That(player.World.Inventory.CountOf(ItemId.Dirt), Is.EqualTo(10), "the cell before the ground is the player's own");

        player.Step(Buttons.None, -50);
        player.Hold(Buttons.Use, ticks: 5);

        Assert.That(player.World.Inventory.CountOf(ItemId.Dirt), Is.EqualTo(8));
    }

    private static ItemEntity Lying(double x, bool wasOwned) => new()
    {
        Stack = new ItemStack(ItemId.OakLog, 1),
        WasOwned = wasOwned,
        Body = new Body { X = x, Y = 64, Z = 0.5 },
    };

    private static WorldDriver WithMinedLog()
    {
        var player = WorldDriver.FacingSouth();
        player.World.SetBlock(0, 65, 4, BlockId.OakLog);
        player.HoldUntil(Buttons.Attack, () => player.IsAir(0, 65, 4));
        return player;
    }
}
