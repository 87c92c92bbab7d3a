using Rl.Env.Actions;
using Rl.Env.World.Blocks;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class PlayerTests
{
    [Test]
    public void Walking_for_twenty_seconds_covers_86_blocks()
    {
        var player = WorldDriver.FacingSouth();

        player.Hold(Buttons.Forward, ticks: 400);

        Assert.That(player.Body.Z - 0.5, Is.EqualTo(86.3).Within(0.5));
        Assert.That(player.Body.X, Is.EqualTo(0.5).Within(0.05));
    }

    [Test]
    public void Sprinting_for_twenty_seconds_covers_112_blocks()
    {
        var player = WorldDriver.FacingSouth();

        player.Hold(Buttons.Forward | Buttons.Sprint, ticks: 400);

        Assert.That(player.Body.Z - 0.5, Is.EqualTo(112.2).Within(0.5));
    }

    [Test]
    public void A_jump_rises_by_1_252_blocks_and_lands_after_12_ticks()
    {
        var player = WorldDriver.FacingSouth();
        var peak = 0.0;

        player.Step(Buttons.Jump);
        var ticks = 1;
        while (!player.Body.OnGround)
        {
            peak = Math.Max(peak, player.Body.Y - 64);
            player.Step(Buttons.None);
            ticks++;
        }

        Assert.That(peak, Is.EqualTo(1.252).Within(0.001));
        Assert.That(ticks, Is.EqualTo(12));
    }

    [Test]
    public void Held_jump_leaps_again_as_soon_as_the_ground_is_touched()
    {
        var player = WorldDriver.FacingSouth();
        player.Hold(Buttons.Jump, ticks: 12);
        Assert.That(player.Body.OnGround, Is.True);

        player.Step(Buttons.Jump);

        Assert.That(player.Body.Y, Is.EqualTo(64.42).Within(1e-6));
    }

    [Test]
    public void Under_a_low_ceiling_held_jump_waits_for_ten_ticks()
    {
        var player = WorldDriver.FacingSouth();
        player.World.SetBlock(0, 66, 0, BlockId.Stone);
        var leaps = new List<int>();
        for (var tick = 0; tick < 25; tick++)
        {
            player.Step(Buttons.Jump);
            if (player.Body.Jumped)
            {
                leaps.Add(tick);
            }
        }

        Assert.That(leaps, Is.EqualTo(new[] { 0, 10, 20 }));
    }

    [Test]
    public void A_full_block_stops_a_walk_and_is_climbed_by_a_jump()
    {
        var player = WorldDriver.FacingSouth();
        for (var x = -2; x <= 2; x++)
        {
            player.World.SetBlock(x, 64, 3, BlockId.Stone);
        }

        player.Hold(Buttons.Forward, ticks: 40);
        Assert.That(player.Body.Z, Is.EqualTo(2.7).Within(1e-6));

        player.Hold(Buttons.Forward | Buttons.Jump, ticks: 8);
        player.Hold(Buttons.Forward, ticks: 3);
        Assert.That(player.Body.Y, Is.GreaterThanOrEqualTo(65.0));
        Assert.That(player.Body.Z, Is.GreaterThan(2.7));
    }

    [Test]
    public void A_sprint_goes_on_without_its_key_and_ends_with_forward()
    {
        var player = WorldDriver.FacingSouth();
        player.Step(Buttons.Forward | Buttons.Sprint);
        player.Hold(Buttons.Forward, ticks: 5);
        Assert.That(player.Body.IsSprinting, Is.True);

        player.Step(Buttons.None);

        Assert.That(player.Body.IsSprinting, Is.False);
    }

    [Test]
    public void A_wall_ends_a_sprint()
    {
        var player = WorldDriver.FacingSouth();
        player.World.SetBlock(0, 64, 3, BlockId.Stone);

        player.Hold(Buttons.Forward | Buttons.Sprint, ticks: 1);
        player.Hold(Buttons.Forward, ticks: 30);

        Assert.That(player.Body.IsSprinting, Is.False);
    }

    [TestCase(3, true)]
    [TestCase(12, false)]
    public void Forward_pressed_twice_starts_a_sprint_only_within_seven_ticks(int pauseTicks, bool sprints)
    {
        var player = WorldDriver.FacingSouth();

        player.Step(Buttons.Forward);
        player.Hold(Buttons.None, pauseTicks);
        player.Step(Buttons.Forward);

        Assert.That(player.Body.IsSprinting, Is.EqualTo(sprints));
    }

    [Test]
    public void Pitch_stops_at_straight_down_and_yaw_wraps_around()
    {
        var player = WorldDriver.FacingSouth();

        player.Step(Buttons.None, 120, 170);
        player.Step(Buttons.None, 120, 20);

        Assert.That(player.Body.Pitch, Is.EqualTo(90f));
        Assert.That(player.Body.Yaw, Is.EqualTo(-170f).Within(1e-4f));
    }

    [TestCase(3, 20f)]
    [TestCase(7, 16f)]
    public void A_fall_hurts_by_its_blocks_beyond_three(int blocks, float health)
    {
        var player = WorldDriver.FacingSouth();
        player.Body.Place(0.5, 64 + blocks, 0.5, yaw: 0);
        player.HoldUntil(Buttons.None, () => player.Body.Y == 64);

        player.Step(Buttons.None);

        Assert.That(player.World.Health, Is.EqualTo(health));
    }

    [Test]
    public void Water_breaks_a_fall_and_held_jump_keeps_the_head_above_it()
    {
        var player = InPool();
        player.Body.Place(0.5, 80, 0.5, yaw: 0);

        player.Hold(Buttons.Jump, ticks: 120);

        Assert.That(player.World.Health, Is.EqualTo(20f));
        Assert.That(player.Body.InWater, Is.True);
        Assert.That(player.Body.EyeInWater, Is.False);
    }

    [Test]
    public void A_swimmer_climbs_out_at_the_bank()
    {
        var player = InPool();

        player.HoldUntil(Buttons.Jump | Buttons.Forward, () => player.Body.OnGround && player.Body.Y >= 64, limit: 200);

        Assert.That(player.Body.Z, Is.GreaterThan(3));
    }

    [Test]
    public void A_diver_drowns_after_his_breath_of_300_ticks()
    {
        var player = InPool();
        player.HoldUntil(Buttons.None, () => player.Body.EyeInWater);
        player.Hold(Buttons.None, ticks: 300);
        Assert.That((player.World.Health, player.World.Air), Is.EqualTo((20f, 0)));

        player.Hold(Buttons.None, ticks: 25);

        Assert.That(player.World.Health, Is.LessThan(20f));
    }

    [Test]
    public void Death_drops_everything_and_the_episode_goes_on_at_the_spawn()
    {
        var player = WorldDriver.FacingSouth();
        player.Give(ItemId.OakLog, 5);
        player.Body.Place(30.5, 120, 30.5, yaw: 0);

        player.HoldUntil(Buttons.None, () => player.World.Deaths == 1);

        Assert.Multiple(() =>
        {
            Assert.That(player.World.Inventory.CountOf(ItemId.OakLog), Is.Zero);
            Assert.That(player.World.Entities.All[0].Stack, Is.EqualTo(new ItemStack(ItemId.OakLog, 5)));
            Assert.That(player.World.Health, Is.EqualTo(20f));
            Assert.That((player.Body.X, player.Body.Z), Is.EqualTo((0.5, 0.5)));
        });
    }

    private static WorldDriver InPool()
    {
        var player = WorldDriver.FacingSouth();
        for (var y = 60; y <= 63; y++)
        {
            for (var z = -3; z <= 3; z++)
            {
                for (var x = -3; x <= 3; x++)
                {
                    player.World.SetBlock(x, y, z, BlockId.Water);
                }
            }
        }

        return player;
    }
}
