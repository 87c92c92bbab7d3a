using Rl.Env.Actions;
using Rl.Env.World;
using Rl.Env.World.Animals;
using Rl.Env.World.Blocks;

namespace Rl.Env.Tests.World;

/// <summary>Dying, eating, hunting, burning, building: what the whole game does to a player and he to it.</summary>
[TestFixture]
public sealed class WorldLifeTests
{
    [Test]
    public void Death_scatters_all_that_was_carried_and_begins_a_new_life_at_the_start()
    {
        var player = Flat();
        player.Give(ItemId.Diamond, 2);
        player.Give(ItemId.IronPickaxe);
        Drown(player);

        Assert.Multiple(() =>
        {
            Assert.That(player.World.Deaths, Is.EqualTo(1));
            Assert.That(player.World.Health, Is.EqualTo(20));
            Assert.That(player.World.Inventory.CountOf(ItemId.Diamond), Is.Zero);
            Assert.That(player.World.Entities.All.ToArray().Sum(entity => entity.Stack.Count), Is.EqualTo(3));
            Assert.That(player.World.Statistics.TicksSinceDeath, Is.LessThan(3));
        });
    }

    [Test]
    public void Death_ends_the_episode_where_that_is_asked_for_and_no_step_follows()
    {
        var player = new WorldDriver(WorldConfig.Flat with { EndsAtDeath = true });
        player.Reset(seed: 1);
        player.World.SetBlock(0, 65, 0, BlockId.Lava);
        var kind = StepKind.First;
        for (var tick = 0; tick < 300 && kind != StepKind.Last; tick++)
        {
            var step = player.World.Step(MinecraftAction.Idle);
            (kind, var discount) = (step.Kind, step.Discount);
            Assert.That(discount, Is.EqualTo(kind == StepKind.Last ? 0f : 1f));
        }

        Assert.That(kind, Is.EqualTo(StepKind.Last));
        Assert.Throws<InvalidOperationException>(() => player.Step(Buttons.None));
    }

    [Test]
    public void Held_use_eats_what_is_in_hand_within_32_ticks()
    {
        var player = Flat();
        player.Give(ItemId.CookedBeef, 2);
        Starve(player, food: 10);

        player.HoldUntil(Buttons.Use, () => player.World.Inventory.CountOf(ItemId.CookedBeef) == 1, limit: 40);

        Assert.That(player.World.Food, Is.EqualTo(18));
        Assert.That(player.World.Statistics.Used[(int)ItemId.CookedBeef], Is.EqualTo(1));
    }

    [Test]
    public void A_cow_struck_often_enough_leaves_beef()
    {
        var player = new WorldDriver(WorldConfig.Flat with { HasAnimals = true });
        player.Reset(seed: 1);
        player.Step(Buttons.None, 0, -player.Body.Yaw);
        player.World.Animals.Reset(seed: 1);
        player.World.Animals.Add(AnimalKind.Cow, (0.5, 64, 2.5), 0, stream: 5);
        player.Give(ItemId.DiamondSword);

        for (var i = 0; i < 200 && player.World.Statistics.Killed[(int)AnimalKind.Cow] == 0; i++)
        {
            var cow = player.World.Animals.All[0].Body;
            var yaw = Env.Experts.Bearing.Yaw(cow.X - player.Body.X, cow.Z - player.Body.Z);
            var pitch = Env.Experts.Bearing.Pitch(cow.Y + 0.7 - player.Body.EyeY, 2);
            player.Step(
                i % 15 == 0 ? Buttons.Attack | Buttons.Forward : Buttons.Forward,
                pitch - player.Body.Pitch, Env.Experts.Bearing.Wrap(yaw - player.Body.Yaw));
        }

        player.HoldUntil(Buttons.Forward, () => player.World.Entities.All.ToArray().Any(entity => entity.Stack.Item == ItemId.Beef)
            || player.World.Inventory.CountOf(ItemId.Beef) > 0, limit: 40);
        Assert.That(player.World.Statistics.Killed[(int)AnimalKind.Cow], Is.EqualTo(1));
        Assert.That(player.World.Statistics.DamageDealt, Is.EqualTo(10));
        Assert.That(player.World.Inventory.CountOf(ItemId.DiamondSword), Is.EqualTo(1));
    }

    [Test]
    public void A_torch_is_put_to_a_wall_lights_it_and_comes_off_with_it()
    {
        var player = Flat();
        player.World.SetBlock(0, 65, 2, BlockId.Stone);
        player.Give(ItemId.Torch);
        player.Step(Buttons.Use);

        Assert.That(player.World.Volume[0, 65, 1], Is.EqualTo(BlockId.WallTorchNorth));
        Assert.That(player.World.Volume.BlockLight(0, 65, 1), Is.EqualTo(14));
        player.World.SetBlock(0, 65, 2, BlockId.Air);
        player.Hold(Buttons.None, ticks: 3);
        Assert.That(player.World.Volume[0, 65, 1], Is.EqualTo(BlockId.Air));
        Assert.That(player.World.Volume.BlockLight(0, 65, 1), Is.Zero);
    }

    [Test]
    public void A_furnace_turns_its_mouth_to_who_placed_it()
    {
        var player = Flat();
        player.World.SetBlock(0, 65, 3, BlockId.Stone);
        player.Give(ItemId.Furnace);

        player.Step(Buttons.Use);

        Assert.That(player.World.Volume[0, 65, 2], Is.EqualTo(BlockId.Furnace), "its mouth is to the north");
        Assert.That(player.World.BlockEntities.FurnaceAt((0, 65, 2)), Is.Not.Null);
    }

    [Test]
    public void The_sand_above_a_broken_block_falls_after_it()
    {
        var player = Flat();
        player.World.SetBlock(0, 65, 2, BlockId.Dirt);
        player.World.SetBlock(0, 66, 2, BlockId.Sand);
        player.HoldUntil(Buttons.Attack, () => player.IsAir(0, 65, 2));

        player.Hold(Buttons.None, ticks: 20);

        Assert.That(player.World.Volume[0, 64, 2], Is.EqualTo(BlockId.Sand));
        Assert.That(player.IsAir(0, 66, 2), Is.True);
    }

    [Test]
    public void Water_is_carried_in_a_bucket_and_turns_lava_to_obsidian()
    {
        var player = Flat();
        player.World.SetBlock(0, 65, 2, BlockId.Stone);
        player.World.SetBlock(1, 64, 1, BlockId.Lava);
        player.Give(ItemId.WaterBucket);
        player.Step(Buttons.None, pitch: 60);
        player.Step(Buttons.Use);
        player.Hold(Buttons.None, ticks: 12);

        Assert.That(player.World.Inventory.Held.Item, Is.EqualTo(ItemId.Bucket));
        Assert.That(player.World.Volume[1, 64, 1], Is.EqualTo(BlockId.Obsidian));
    }

    [Test]
    public void An_observation_tells_what_MineRL_tells()
    {
        var player = Flat();
        player.Give(ItemId.StonePickaxe);
        player.World.SetBlock(0, 65, 2, BlockId.Stone);
        player.HoldUntil(Buttons.Attack, () => player.IsAir(0, 65, 2));

        var observation = player.World.Observe();

        Assert.Multiple(() =>
        {
            Assert.That(observation.Inventory["stone_pickaxe"], Is.EqualTo(1));
            Assert.That(observation.EquippedItems["mainhand"], Is.EqualTo(new EquippedItem("stone_pickaxe", 1, 131)));
            Assert.That(observation.EquippedItems["offhand"].Type, Is.EqualTo("none"));
            Assert.That(observation.LifeStats.Life, Is.EqualTo(20));
            Assert.That(observation.LocationStats.LightLevel, Is.EqualTo(15));
            Assert.That(observation.LocationStats.CanSeeSky, Is.True);
            Assert.That(observation.Statistics["mine_block"]["stone"], Is.EqualTo(1));
            Assert.That(observation.Statistics["use_item"]["stone_pickaxe"], Is.EqualTo(1));
            Assert.That(observation.IsGuiOpen, Is.False);
        });
    }

    [Test]
    public void Days_pass_in_the_whole_game_and_the_meadow_s_sun_stands_still()
    {
        var flat = Flat();
        var meadow = WorldDriver.FacingSouth();
        var before = (flat.World.DayTick, meadow.World.DayTick);

        flat.Hold(Buttons.None, ticks: 10);
        meadow.Hold(Buttons.None, ticks: 10);

        Assert.That((flat.World.DayTick, meadow.World.DayTick), Is.EqualTo((before.Item1 + 10, before.Item2)));
    }

    private static WorldDriver Flat()
    {
        var driver = new WorldDriver(WorldConfig.Flat);
        driver.Reset(seed: 1);
        driver.Step(Buttons.None, 0, -driver.Body.Yaw);
        return driver;
    }

    private static void Drown(WorldDriver player)
    {
        for (var y = 64; y <= 66; y++)
        {
            player.World.SetBlock(0, y, 0, BlockId.Water);
        }

        player.World.SetBlock(0, 67, 0, BlockId.Stone);
        player.HoldUntil(Buttons.None, () => player.World.Deaths == 1, limit: 1200);
    }

    /// <summary>Tires the player by hard work until so much food is left.</summary>
    private static void Starve(WorldDriver player, int food)
    {
        while (player.World.Food > food)
        {
            player.World.Vitals.TireByMining();
            for (var i = 0; i < 800; i++)
            {
                player.World.Vitals.TireByMining();
            }

            player.Step(Buttons.None);
        }
    }
}
