using Rl.Env.Actions;
using Rl.Env.Experts;
using Rl.Env.Tests.World;
using Rl.Env.World;
using Rl.Env.World.Blocks;

namespace Rl.Env.Tests.Experts;

[TestFixture]
public sealed class LumberjackTests
{
    [Test]
    public void A_minute_of_play_brings_eight_logs_or_more()
    {
        var player = new WorldDriver(new WorldConfig());
        var expert = new Lumberjack(player.World);
        for (var seed = 300; seed < 306; seed++)
        {
            Play(player, expert, seed, ticks: 1200);

            Assert.That(player.Gained.GetValueOrDefault("oak_log") + player.Gained.GetValueOrDefault("birch_log"), Is.AtLeast(8), $"seed {seed}");
            Assert.That(player.World.Deaths, Is.Zero);
        }
    }

    [Test]
    public void Every_action_is_one_that_the_policy_could_take()
    {
        var player = new WorldDriver(new WorldConfig());
        var expert = new Lumberjack(player.World);

        foreach (var action in Play(player, expert, seed: 77, ticks: 600))
        {
            Assert.That(JointActionCodec.Decode(JointActionCodec.Encode(action)), Is.EqualTo(action));
        }
    }

    [Test]
    public void The_same_seed_plays_the_same_game()
    {
        var player = new WorldDriver(new WorldConfig());
        var expert = new Lumberjack(player.World);

        Assert.That(Play(player, expert, seed: 12, ticks: 400), Is.EqualTo(Play(player, expert, seed: 12, ticks: 400)));
    }

    [Test]
    public void Blocks_that_were_never_in_view_change_nothing()
    {
        var (plain, changed) = (AtAGrove(), AtAGrove());
        changed.World.Volume.Set(0, 65, -5, BlockId.OakLog);
        changed.World.Volume.Set(2, 65, -4, BlockId.BirchLog);

        Assert.That(Act(changed, ticks: 100), Is.EqualTo(Act(plain, ticks: 100)));
    }

    [Test]
    public void Blocks_hidden_by_others_change_nothing()
    {
        var (plain, changed) = (AtAGrove(), AtAGrove());
        foreach (var player in new[] { plain, changed })
        {
            for (var x = -12; x <= 12; x++)
            {
                for (var y = 64; y < 75; y++)
                {
                    player.World.Volume.Set(x, y, 10, BlockId.Stone);
                }
            }
        }

        changed.World.Volume.Set(0, 65, 12, BlockId.OakLog);
        changed.World.Volume.Set(1, 61, 5, BlockId.OakLog);
        changed.World.Volume.Set(-2, 60, 3, BlockId.BirchLog);

        Assert.That(Act(changed, ticks: 250), Is.EqualTo(Act(plain, ticks: 250)));
    }

    [Test]
    public void A_block_in_plain_view_changes_what_is_done()
    {
        var (plain, changed) = (AtAGrove(), AtAGrove());
        changed.World.Volume.Set(-2, 65, 4, BlockId.OakLog);

        Assert.That(Act(changed, ticks: 100), Is.Not.EqualTo(Act(plain, ticks: 100)));
    }

    [Test]
    public void A_swimmer_finds_the_shore_and_lives()
    {
        var player = WorldDriver.FacingSouth();
        for (var cell = 0; cell < 15 * 15; cell++)
        {
            for (var y = 58; y <= 63; y++)
            {
                player.World.Volume.Set((cell % 15) - 7, y, (cell / 15) - 7, BlockId.Water);
            }
        }

        var expert = new Lumberjack(player.World);
        expert.Reset(1);
        for (var tick = 0; tick < 600 && !(player.Body.OnGround && player.Body.Y >= 64); tick++)
        {
            var action = expert.Act();
            player.Step(action.Buttons, action.PitchDegrees, action.YawDegrees);
        }

        Assert.That(player.Body.Y, Is.GreaterThanOrEqualTo(64.0));
        Assert.That(player.World.Health, Is.EqualTo(20f));
    }

    private static List<MinecraftAction> Play(WorldDriver player, Lumberjack expert, long seed, int ticks)
    {
        player.Reset(seed);
        expert.Reset(seed);
        return Act(player, expert, ticks);
    }

    private static List<MinecraftAction> Act(WorldDriver player, int ticks)
    {
        var expert = new Lumberjack(player.World);
        expert.Reset(5);
        return Act(player, expert, ticks);
    }

    private static List<MinecraftAction> Act(WorldDriver player, Lumberjack expert, int ticks)
    {
        var actions = new List<MinecraftAction>();
        for (var tick = 0; tick < ticks; tick++)
        {
            actions.Add(expert.Act());
            player.Step(actions[^1].Buttons, actions[^1].PitchDegrees, actions[^1].YawDegrees);
        }

        return actions;
    }

    /// <summary>A flat world in which two trunks stand before the player.</summary>
    private static WorldDriver AtAGrove()
    {
        var player = WorldDriver.FacingSouth();
        for (var y = 64; y < 68; y++)
        {
            player.World.Volume.Set(1, y, 6, BlockId.OakLog);
            player.World.Volume.Set(4, y, 8, BlockId.OakLog);
        }

        return player;
    }
}
