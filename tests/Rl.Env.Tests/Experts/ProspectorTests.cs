using Rl.Env.Actions;
using Rl.Env.Experts;
using Rl.Env.Tests.World;
using Rl.Env.World;
using Rl.Env.World.Blocks;

namespace Rl.Env.Tests.Experts;

[TestFixture]
public sealed class ProspectorTests
{
    [Test]
    public void Every_action_is_one_that_the_policy_could_take()
    {
        var player = new WorldDriver(WorldConfig.Compact);
        player.Reset(seed: 21);

        foreach (var action in Act(player, seed: 21, ticks: 2000))
        {
            Assert.That(JointActionCodec.Decode(JointActionCodec.Encode(action)), Is.EqualTo(action));
        }
    }

    [Test]
    public void The_same_seed_plays_the_same_game()
    {
        var player = new WorldDriver(WorldConfig.Compact);
        var expert = new Prospector(player.World);
        var games = new List<MinecraftAction>[2];
        for (var game = 0; game < games.Length; game++)
        {
            player.Reset(seed: 22);
            expert.Reset(seed: 22);
            games[game] = Act(player, expert, ticks: 2500);
        }

        Assert.That(games[1], Is.EqualTo(games[0]));
    }

    [Test]
    public void Another_seed_plays_another_game()
    {
        var player = new WorldDriver(WorldConfig.Compact);
        player.Reset(seed: 22);
        var first = Act(player, seed: 22, ticks: 300);
        player.Reset(seed: 22);

        Assert.That(Act(player, seed: 23, ticks: 300), Is.Not.EqualTo(first));
    }

    [Test]
    public void Ores_hidden_in_the_rock_change_nothing()
    {
        var (plain, changed) = (AtThePick(), AtThePick());
        foreach (var (x, z) in new[] { (-9, -9), (-9, 9), (9, -9), (9, 9) })
        {
            for (var y = 12; y < 60; y++)
            {
                changed.World.SetBlock(x, y, z, BlockId.DiamondOre);
            }
        }

        Assert.That(Act(changed, seed: 5, ticks: 600), Is.EqualTo(Act(plain, seed: 5, ticks: 600)));
    }

    [Test]
    public void Ores_behind_a_wall_change_nothing()
    {
        var (plain, changed) = (AtThePick(), AtThePick());
        foreach (var player in new[] { plain, changed })
        {
            Wall(player, z: 6, BlockId.Bedrock);
        }

        Wall(changed, z: 8, BlockId.DiamondOre);

        Assert.That(Act(changed, seed: 5, ticks: 300), Is.EqualTo(Act(plain, seed: 5, ticks: 300)));
    }

    [Test]
    public void An_ore_in_plain_view_is_mined()
    {
        var player = AtThePick();
        player.World.SetBlock(3, 64, 5, BlockId.DiamondOre);

        Act(player, seed: 5, ticks: 200);

        Assert.That(player.Gained.GetValueOrDefault("diamond"), Is.EqualTo(1));
    }

    [Test]
    public void A_flight_of_stairs_leads_down_to_the_diamonds([Values(1, 2, 3, 4, 5, 6)] long seed)
    {
        var player = AtThePick();

        var ticks = ActUntil(player, seed, () => player.Body.Y < 11.5, limit: 4000);

        Assert.That(ticks, Is.LessThan(4000));
        Assert.That(player.World.Health, Is.EqualTo(20f));
    }

    [Test]
    public void Logs_become_a_wooden_pickaxe([Values(1, 2, 3, 4, 5, 6)] long seed)
    {
        var player = OnThePlain();
        player.Give(ItemId.OakLog, 5);
        player.Give(ItemId.BirchLog, 5);

        var ticks = ActUntil(player, seed, () => player.World.Inventory.CountOf(ItemId.WoodenPickaxe) > 0, limit: 1500);

        Assert.That(ticks, Is.LessThan(1500));
        Assert.That(player.Gained.GetValueOrDefault("crafting_table"), Is.EqualTo(1));
    }

    [Test]
    public void Stone_becomes_a_pickaxe_and_a_furnace([Values(1, 2, 3)] long seed)
    {
        var player = OnThePlain();
        player.Give(ItemId.WoodenPickaxe);
        player.Give(ItemId.OakPlanks, 8);
        player.Give(ItemId.Cobblestone, 20);

        var ticks = ActUntil(
            player, seed, () => player.World.Inventory.CountOf(ItemId.StonePickaxe) > 0 && player.Gained.ContainsKey("furnace"), limit: 1500);

        Assert.That(ticks, Is.LessThan(1500));
    }

    [Test]
    public void Ore_becomes_an_iron_pickaxe([Values(ItemId.Coal, ItemId.BirchPlanks)] ItemId fuel)
    {
        var player = InTheDeep();
        player.Give(ItemId.StonePickaxe);
        player.Give(ItemId.Stick, 4);
        player.Give(ItemId.CraftingTable);
        player.Give(ItemId.Furnace);
        player.Give(ItemId.IronOre, 3);
        player.Give(fuel, 6);

        var ticks = ActUntil(player, 7, () => player.World.Inventory.CountOf(ItemId.IronPickaxe) > 0, limit: 2500);

        Assert.That(ticks, Is.LessThan(2500));
    }

    [Test]
    public void Diamonds_become_a_pickaxe([Values(1, 2, 3)] long seed)
    {
        var player = OnThePlain();
        player.Give(ItemId.IronPickaxe);
        player.Give(ItemId.OakPlanks, 6);
        player.Give(ItemId.Diamond, 3);

        var ticks = ActUntil(player, seed, () => player.World.Inventory.CountOf(ItemId.DiamondPickaxe) > 0, limit: 1200);

        Assert.That(ticks, Is.LessThan(1200));
    }

    [Test]
    public void Subgoals_are_told_as_they_come()
    {
        var player = OnThePlain();
        player.Give(ItemId.OakLog, 10);
        var subgoals = new List<string>();
        var expert = new Prospector(player.World) { SubgoalChanged = change => subgoals.Add(change.Subgoal) };
        expert.Reset(1);
        Act(player, expert, ticks: 1500);

        Assert.That(subgoals, Is.SupersetOf(new[] { "craft planks", "craft stick", "craft crafting table", "craft wooden pickaxe", "mine stone" }));
    }

    [Test]
    public void Where_everything_is_near_the_table_is_carried_on([Values(1, 2, 3)] long seed)
    {
        var player = new WorldDriver(WorldConfig.Compact);
        player.Reset(seed: 21);
        player.Give(ItemId.OakLog, 6);

        var ticks = ActUntil(
            player, seed, () => player.Gained.ContainsKey("wooden_pickaxe") && player.World.Inventory.CountOf(ItemId.CraftingTable) > 0, limit: 1500);

        Assert.That(ticks, Is.LessThan(1500));
    }

    [Test]
    public void Out_of_pits_on_all_sides_he_builds_with_what_lies_in_the_upper_rows([Values(1, 2, 3)] long seed)
    {
        var player = OnThePlain();
        var expert = new Prospector(player.World);
        expert.Reset(seed);
        Act(player, expert, ticks: 5);
        player.Give(ItemId.StonePickaxe);
        player.World.Inventory[20] = new ItemStack(ItemId.Cobblestone, 32);
        for (var y = 20; y < 32; y++)
        {
            foreach (var (x, z) in new[] { (1, 0), (-1, 0), (0, 1), (0, -1) })
            {
                player.World.SetBlock(x, y, z, BlockId.Air);
            }
        }

        player.World.SetBlock(0, 30, 0, BlockId.Air);
        player.World.SetBlock(0, 31, 0, BlockId.Air);
        player.Body.Place(0.5, 30, 0.5, yaw: 0);

        var ticks = ActUntil(player, expert, () => Math.Abs(player.Body.X - 0.5) + Math.Abs(player.Body.Z - 0.5) > 3, limit: 1500);

        Assert.That(ticks, Is.LessThan(1500));
    }

    /// <summary>On a flat world, at rest, with pickaxes to get to the diamonds.</summary>
    private static WorldDriver AtThePick()
    {
        var player = OnThePlain();
        player.Give(ItemId.IronPickaxe);
        player.Give(ItemId.StonePickaxe);
        player.Give(ItemId.StonePickaxe);
        return player;
    }

    private static WorldDriver OnThePlain()
    {
        var player = new WorldDriver(WorldConfig.Flat);
        player.Reset(seed: 1);
        player.Step(Buttons.None, 0, -player.Body.Yaw);
        return player;
    }

    /// <summary>In a chamber where the diamonds are.</summary>
    private static WorldDriver InTheDeep()
    {
        var player = OnThePlain();
        for (var cell = 0; cell < 5 * 5 * 3; cell++)
        {
            player.World.SetBlock((cell % 5) - 2, 11 + (cell / 25), (cell / 5 % 5) - 2, BlockId.Air);
        }

        player.Body.Place(0.5, 11, 0.5, yaw: 0);
        return player;
    }

    private static void Wall(WorldDriver player, int z, BlockId block)
    {
        for (var x = -12; x <= 12; x++)
        {
            for (var y = 30; y < 75; y++)
            {
                player.World.SetBlock(x, y, z, block);
            }
        }
    }

    private static List<MinecraftAction> Act(WorldDriver player, long seed, int ticks)
    {
        var expert = new Prospector(player.World);
        expert.Reset(seed);
        return Act(player, expert, ticks);
    }

    private static List<MinecraftAction> Act(WorldDriver player, Prospector expert, int ticks)
    {
        var actions = new List<MinecraftAction>();
        for (var tick = 0; tick < ticks; tick++)
        {
            actions.Add(expert.Act());
            player.Step(actions[^1].Buttons, actions[^1].PitchDegrees, actions[^1].YawDegrees);
        }

        return actions;
    }

    private static int ActUntil(WorldDriver player, long seed, Func<bool> isReached, int limit)
    {
        var expert = new Prospector(player.World);
        expert.Reset(seed);
        return ActUntil(player, expert, isReached, limit);
    }

    private static int ActUntil(WorldDriver player, Prospector expert, Func<bool> isReached, int limit)
    {
        var ticks = 0;
        for (; ticks < limit && !isReached(); ticks++)
        {
            var action = expert.Act();
            player.Step(action.Buttons, action.PitchDegrees, action.YawDegrees);
        }

        return ticks;
    }
}
