using Rl.Env.Actions;
using Rl.Env.Seeds;
using Rl.Env.World.Blocks;
using Rl.Env.World.Physics;
using Rl.Env.World.Volume;

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

    [TestCase(Buttons.Forward, 4.317)]
    [TestCase(Buttons.Forward | Buttons.Sprint, 5.612)]
    [TestCase(Buttons.Forward | Buttons.Sneak, 1.295)]
    [TestCase(Buttons.Right, 4.317)]
    public void Twenty_seconds_at_full_speed_cover_the_original_s_metres(Buttons keys, double metresPerSecond)
    {
        var driver = new BodyDriver();
        driver.Hold(keys, ticks: 20);
        var (x, z) = (driver.Body.X, driver.Body.Z);

        driver.Hold(keys, ticks: 400);

        Assert.That(Distance(driver.Body.X - x, driver.Body.Z - z) / 20, Is.EqualTo(metresPerSecond).Within(0.0005));
    }

    [Test]
    public void Eating_leaves_a_fifth_of_the_walk_and_starts_no_sprint()
    {
        var driver = new BodyDriver();
        for (var tick = 0; tick < 40; tick++)
        {
            driver.Step(Buttons.Forward | Buttons.Sprint, usesItem: true);
        }

        Assert.That(driver.Body.Travelled * 20, Is.EqualTo(4.317 / 5).Within(0.001));
        Assert.That(driver.Body.IsSprinting, Is.False);
        Assert.That(driver.Body.IsUsingItem, Is.True);
    }

    [Test]
    public void The_eye_follows_a_sneak_by_half_the_gap_a_tick()
    {
        var driver = new BodyDriver();
        driver.Step(Buttons.Sneak);
        Assert.That(driver.Body.EyeY - 64, Is.EqualTo(1.445).Within(1e-9));
        Assert.That(driver.Body.Height, Is.EqualTo(1.5));

        driver.Step(Buttons.Sneak);
        Assert.That(driver.Body.EyeY - 64, Is.EqualTo(1.3575).Within(1e-9));

        driver.Hold(Buttons.Sneak, ticks: 20);
        Assert.That(driver.Body.EyeY - 64, Is.EqualTo(1.27).Within(1e-5));

        driver.Hold(Buttons.None, ticks: 20);
        Assert.That(driver.Body.EyeY - 64, Is.EqualTo(1.62).Within(1e-5));
        Assert.That(driver.Body.Height, Is.EqualTo(1.8));
    }

    [Test]
    public void A_sneaking_player_never_leaves_his_platform_wherever_he_goes()
    {
        var driver = new BodyDriver();
        driver.Fill((-2, 80, -2), (2, 80, 2), BlockId.Stone);
        driver.Fill((3, 80, 0), (6, 80, 0), BlockId.Stone);
        driver.Fill((-1, 81, -2), (0, 82, -2), BlockId.Stone);
        var random = new SeededRandom(11);
        Buttons[] ways = [Buttons.Forward, Buttons.Back, Buttons.Left, Buttons.Right];
        for (var walk = 0; walk < 40; walk++)
        {
            driver.Body.Place(0.5, 81, 0.5, yaw: (random.NextSingle() * 360) - 180);
            var keys = Buttons.Sneak;
            for (var tick = 0; tick < 300; tick++)
            {
                if (random.Next(12) == 0)
                {
                    keys = Buttons.Sneak | ways[random.Next(4)] | ways[random.Next(4)] | (random.Next(3) == 0 ? Buttons.Sprint : 0);
                }

                driver.Body.Turn(0, (random.NextDouble() - 0.5) * 30);
                driver.Step(keys);
                Assert.That(driver.Body.Y, Is.EqualTo(81), $"walk {walk}, tick {tick}");
            }
        }
    }

    [Test]
    public void A_walk_that_begins_to_sneak_at_the_very_edge_is_held_in_that_tick()
    {
        for (var start = 0; start < 20; start++)
        {
            var driver = new BodyDriver();
            driver.Fill((-2, 80, -2), (2, 80, 2), BlockId.Stone);
            driver.Body.Place(0.5, 81, 0.5 + (start * 0.01), yaw: 0);
            driver.HoldUntil(Buttons.Forward, () => driver.Body.Z > 3);

            driver.Hold(Buttons.Forward | Buttons.Sneak, ticks: 40);

            Assert.That(driver.Body.Y, Is.EqualTo(81));
            Assert.That(driver.Body.Z, Is.InRange(3, 3.3));
        }
    }

    [Test]
    public void Under_a_low_ceiling_nobody_stands_up()
    {
        var driver = new BodyDriver();
        driver.Fill((0, 66, 0), (0, 66, 0), BlockId.Stone);
        driver.Step(Buttons.Sneak);
        driver.HoldUntil(Buttons.Sneak | Buttons.Jump, () => driver.Body.Y > 64.25);

        driver.Step(Buttons.None);
        Assert.That((driver.Body.Y > 64.2, driver.Body.IsSneaking), Is.EqualTo((true, true)));

        driver.HoldUntil(Buttons.None, () => driver.Body.OnGround);
        Assert.That(driver.Body.IsSneaking, Is.False);
    }

    [Test]
    public void Sneaking_keeps_a_sprint_from_starting_but_does_not_end_one()
    {
        var driver = new BodyDriver();
        driver.Hold(Buttons.Sneak, ticks: 2);
        driver.Hold(Buttons.Sneak | Buttons.Forward | Buttons.Sprint, ticks: 10);
        Assert.That(driver.Body.IsSprinting, Is.False);

        driver.Hold(Buttons.Forward | Buttons.Sprint, ticks: 3);
        driver.Hold(Buttons.Forward | Buttons.Sneak, ticks: 3);
        Assert.That(driver.Body.IsSprinting, Is.True);
    }

    [Test]
    public void Hunger_ends_a_sprint()
    {
        var driver = new BodyDriver();
        driver.Hold(Buttons.Forward | Buttons.Sprint, ticks: 5);

        driver.Body.Tick(driver.Volume, new PlayerInput(Buttons.Forward | Buttons.Sprint, MaySprint: false));

        Assert.That(driver.Body.IsSprinting, Is.False);
    }

    [TestCase(BlockId.Water, 1.96)]
    [TestCase(BlockId.Lava, 0.784)]
    public void A_fluid_slows_down_to_its_own_speed(BlockId fluid, double metresPerSecond)
    {
        var driver = InDepths(fluid);

        driver.Hold(Buttons.Forward, ticks: 40);

        Assert.That(driver.Body.Travelled * 20, Is.EqualTo(metresPerSecond).Within(0.005));
    }

    [TestCase(BlockId.Water, -0.025)]
    [TestCase(BlockId.Lava, -0.04)]
    public void A_body_sinks_in_a_fluid_at_its_own_speed(BlockId fluid, double blocksPerTick)
    {
        var driver = InDepths(fluid);
        driver.Hold(Buttons.None, ticks: 40);
        var before = driver.Body.Y;

        driver.Step(Buttons.None);

        Assert.That(driver.Body.Y - before, Is.EqualTo(blocksPerTick).Within(1e-4));
    }

    [TestCase(BlockId.Water)]
    [TestCase(BlockId.Lava)]
    public void Held_jump_rises_in_a_fluid(BlockId fluid)
    {
        var driver = InDepths(fluid);
        var before = driver.Body.Y;

        driver.Hold(Buttons.Jump, ticks: 40);

        Assert.That(driver.Body.Y, Is.GreaterThan(before + 1));
        Assert.That((driver.Body.InWater, driver.Body.InLava), Is.EqualTo((fluid == BlockId.Water, fluid == BlockId.Lava)));
    }

    [Test]
    public void Sneaking_dives()
    {
        var (idle, diving) = (InDepths(BlockId.Water), InDepths(BlockId.Water));
        idle.Hold(Buttons.None, ticks: 20);
        diving.Hold(Buttons.Sneak, ticks: 20);

        Assert.That(diving.Body.Y, Is.LessThan(idle.Body.Y - 1));
    }

    [Test]
    public void Eyes_in_lava_are_noticed()
    {
        var driver = InDepths(BlockId.Lava);

        driver.Step(Buttons.None);

        Assert.That((driver.Body.EyeInLava, driver.Body.EyeInWater), Is.EqualTo((true, false)));
    }

    [Test]
    public void A_swimmer_climbs_out_of_lava_too()
    {
        var driver = new BodyDriver();
        driver.Fill((-3, 60, -3), (3, 63, 3), BlockId.Lava);

        driver.HoldUntil(Buttons.Jump | Buttons.Forward, () => driver.Body.OnGround && driver.Body.Y >= 64, limit: 400);

        Assert.That(driver.Body.Z, Is.GreaterThan(3));
    }

    [Test]
    public void A_ladder_is_climbed_by_walking_at_its_wall_and_held_by_sneaking()
    {
        var driver = AtLadder();
        var ticks = driver.HoldUntil(Buttons.Forward, () => driver.Body.Y > 70);
        Assert.That(ticks, Is.InRange(50, 65), "about 2.35 m/s");

        driver.Hold(Buttons.Sneak, ticks: 5);
        var held = driver.Body.Y;
        driver.Hold(Buttons.Sneak, ticks: 20);
        Assert.That(driver.Body.Y, Is.EqualTo(held));

        driver.Hold(Buttons.None, ticks: 10);
        Assert.That(held - driver.Body.Y, Is.InRange(1, 1.6), "at most 0.15 a tick");
        Assert.That(driver.Body.FallDistance, Is.LessThan(0.2));
    }

    [Test]
    public void On_ice_a_player_glides_on()
    {
        var (onGrass, onIce) = (new BodyDriver(), new BodyDriver());
        onIce.Fill((-1, 63, 0), (1, 63, 60), BlockId.Ice);
        foreach (var driver in new[] { onGrass, onIce })
        {
            driver.HoldUntil(Buttons.Forward, () => driver.Body.Z > 10);
            driver.Hold(Buttons.None, ticks: 40);
        }

        Assert.That(onGrass.Body.Z, Is.LessThan(10.8));
        Assert.That(onIce.Body.Z, Is.GreaterThan(11.5));
    }

    [Test]
    public void A_cobweb_catches_a_fall()
    {
        var driver = new BodyDriver();
        driver.Fill((0, 64, 0), (0, 66, 0), BlockId.Cobweb);
        driver.Body.Place(0.5, 80, 0.5, yaw: 0);

        driver.HoldUntil(Buttons.None, () => driver.Body.OnGround);
        driver.Step(Buttons.None);

        Assert.That(driver.Vitals.Health, Is.EqualTo(20f));
    }

    [Test]
    public void A_cactus_is_touched_when_leaned_on_and_not_from_a_step_away()
    {
        var driver = new BodyDriver();
        driver.Fill((-1, 64, 3), (1, 65, 3), BlockId.Cactus);
        driver.HoldUntil(Buttons.Forward, () => driver.Body.Z > 2.5);
        Assert.That(driver.Body.TouchesCactus, Is.False);

        driver.HoldUntil(Buttons.Forward, () => driver.Body.HitWall);

        Assert.That(driver.Body.TouchesCactus, Is.True);
    }

    [TestCase(BlockId.Sand, true)]
    [TestCase(BlockId.OakLeaves, false)]
    [TestCase(BlockId.Glass, false)]
    public void An_opaque_block_smothers_the_head_inside_it(BlockId block, bool smothers)
    {
        var driver = new BodyDriver();
        driver.Volume.Set(0, 65, 0, block);

        driver.Step(Buttons.None);

        Assert.That(driver.Body.IsSmothered, Is.EqualTo(smothers));
    }

    [Test]
    public void Who_is_buried_can_walk_out()
    {
        var driver = new BodyDriver();
        driver.Fill((0, 64, 0), (0, 65, 0), BlockId.Sand);

        driver.HoldUntil(Buttons.Forward, () => driver.Body.Z > 1.4, limit: 20);

        Assert.That((driver.Body.Y, driver.Body.IsSmothered), Is.EqualTo((64.0, false)));
    }

    [Test]
    public void Walls_never_smother()
    {
        var driver = new BodyDriver();
        driver.Fill((-1, 64, 2), (1, 66, 2), BlockId.Stone);

        driver.HoldUntil(Buttons.Forward, () => driver.Body.HitWall);

        Assert.That(driver.Body.IsSmothered, Is.False);
    }

    [Test]
    public void The_meadow_s_player_does_not_know_the_sneak_key()
    {
        Assert.That(PlayInMeadow(Buttons.Sneak), Is.EqualTo(PlayInMeadow(Buttons.None)));
    }

    [Test]
    public void Moving_allocates_nothing()
    {
        var driver = new BodyDriver();
        driver.Fill((-2, 64, 4), (2, 66, 4), BlockId.LadderNorth);
        Roam(driver);

        using var allocations = new AllocationMeter();
        Roam(driver);

        Assert.That(allocations.Bytes, Is.Zero);
    }

    private static void Roam(BodyDriver driver)
    {
        driver.Hold(Buttons.Forward | Buttons.Sneak, ticks: 100);
        driver.Hold(Buttons.Forward | Buttons.Sprint | Buttons.Jump, ticks: 100);
    }

    private static double Distance(double x, double z) => Math.Sqrt((x * x) + (z * z));

    /// <summary>A body in the middle of a wide and deep basin.</summary>
    private static BodyDriver InDepths(BlockId fluid)
    {
        var driver = new BodyDriver();
        driver.Fill((-6, 40, -6), (6, 63, 6), fluid);
        driver.Body.Place(0.5, 55, 0.5, yaw: 0);
        return driver;
    }

    /// <summary>A body before a ladder on a wall to the south, 12 blocks high.</summary>
    private static BodyDriver AtLadder()
    {
        var driver = new BodyDriver();
        driver.Fill((-1, 64, 2), (1, 75, 2), BlockId.Stone);
        driver.Fill((-1, 64, 1), (1, 75, 1), BlockId.LadderNorth);
        return driver;
    }

    private static ulong PlayInMeadow(Buttons held)
    {
        var volume = new VoxelVolume();
        volume.Reset(new FlatSource(), 0, 0);
        var player = new Player(PhysicsConfig.Meadow);
        player.Place(0.5, 64, 0.5, yaw: 30);
        for (var tick = 0; tick < 200; tick++)
        {
            var keys = (tick / 30 % 3) switch
            {
                0 => Buttons.Forward | Buttons.Sprint,
                1 => Buttons.Forward | Buttons.Jump,
                _ => tick % 4 < 2 ? Buttons.Forward : Buttons.Left,
            };
            player.Tick(volume, new PlayerInput(keys | held));
        }

        return player.HashInto(0);
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
