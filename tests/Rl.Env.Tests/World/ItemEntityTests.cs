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
        Assert.That(player.World.PickedUpItems[(int)ItemId.OakLog], Is.EqualTo(1));
        Assert.That(player.World.MinedBlocks[(int)BlockId.OakLog], Is.EqualTo(1));
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

    [TestCase(BlockId.Lava)]
    [TestCase(BlockId.Cactus)]
    public void Lava_and_cactuses_destroy_items_and_that_is_counted(BlockId block)
    {
        var entities = new ItemEntities(new ItemEntityConfig());
        var driver = new BodyDriver();
        driver.Volume.Set(0, 64, 0, block);
        var above = Lying(0.5, wasOwned: false);
        above.Body.Y = 67;
        entities.Add(above with { Stack = new ItemStack(ItemId.Diamond, 3) });
        entities.Add(Lying(5.5, wasOwned: false));

        for (var tick = 0; tick < 40; tick++)
        {
            entities.Tick(driver.Volume, 0, 0);
        }

        Assert.That(entities.Count, Is.EqualTo(1));
        Assert.That(entities.Destroyed[(int)ItemId.Diamond], Is.EqualTo(3));
        Assert.That(entities.Destroyed[(int)ItemId.OakLog], Is.Zero);
    }

    [Test]
    public void The_oldest_item_makes_room_for_one_too_many_and_is_counted()
    {
        var entities = new ItemEntities(new ItemEntityConfig());
        entities.Add(Lying(0.5, wasOwned: false) with { Stack = new ItemStack(ItemId.Diamond, 2) });
        for (var i = 0; i < 256; i++)
        {
            entities.Add(Lying(i, wasOwned: false));
        }

        Assert.That(entities.Count, Is.EqualTo(256));
        Assert.That(entities.Overflowed[(int)ItemId.Diamond], Is.EqualTo(2));
        Assert.That(entities.Overflowed.ToArray().Sum(), Is.EqualTo(2));

        entities.Clear();
        Assert.That(entities.Overflowed.ToArray().Sum(), Is.Zero);
    }

    [Test]
    public void No_unit_is_lost_uncounted_among_lava_cactuses_and_a_crowd()
    {
        var entities = new ItemEntities(new ItemEntityConfig { DespawnTicks = 150 });
        var driver = new BodyDriver();
        var random = new Seeds.SeededRandom(6);
        for (var i = 0; i < 40; i++)
        {
            driver.Volume.Set(random.Next(-8, 8), 64, random.Next(-8, 8), i % 2 == 0 ? BlockId.Lava : BlockId.Cactus);
        }

        var (added, taken) = (0, 0);
        for (var tick = 0; tick < 400; tick++)
        {
            for (var i = 0; i < 6; i++)
            {
                var count = random.Next(1, 20);
                added += count;
                entities.Add(new ItemEntity
                {
                    Stack = new ItemStack(i % 2 == 0 ? ItemId.Coal : ItemId.Flint, count),
                    Body = new Body { X = (random.NextDouble() * 16) - 8, Y = 70, Z = (random.NextDouble() * 16) - 8 },
                });
            }

            entities.Tick(driver.Volume, 0, 0);
            if (tick % 10 == 0 && entities.Count > 0)
            {
                taken++;
                entities.Take(0, 1);
            }

            var lying = entities.All.ToArray().Sum(entity => entity.Stack.Count);
            var lost = entities.Destroyed.ToArray().Sum() + entities.Despawned.ToArray().Sum() + entities.Overflowed.ToArray().Sum();
            Assert.That(lying + lost + taken, Is.EqualTo(added), $"tick {tick}");
        }

        Assert.That(entities.Destroyed.ToArray().Sum(), Is.Positive);
        Assert.That(entities.Despawned.ToArray().Sum() + entities.Overflowed.ToArray().Sum(), Is.Positive);
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
