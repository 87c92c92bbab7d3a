using Rl.Env.Actions;
using Rl.Env.Seeds;
using Rl.Env.World.Blocks;
using Rl.Env.World.Survival;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class VitalsTests
{
    /// <summary>Rules under which wounds stay open, so that damage can be counted.</summary>
    private static readonly SurvivalConfig Unhealing = new() { FastTicks = int.MaxValue, SlowRegenerationFood = 21 };

    [TestCase(3, 20f)]
    [TestCase(4, 19f)]
    [TestCase(10, 13f)]
    [TestCase(22, 1f)]
    [TestCase(30, 0f)]
    public void A_fall_takes_half_a_heart_for_every_block_beyond_three(int blocks, float health)
    {
        var driver = new BodyDriver(Unhealing);
        driver.Body.Place(0.5, 64 + blocks, 0.5, yaw: 0);

        driver.HoldUntil(Buttons.None, () => driver.Body.OnGround);
        driver.Step(Buttons.None);

        Assert.That(driver.Vitals.Health, Is.EqualTo(health));
    }

    [Test]
    public void A_deadly_fall_is_reported_as_such_until_the_next_life()
    {
        var driver = new BodyDriver(Unhealing);
        driver.Body.Place(0.5, 64 + 26, 0.5, yaw: 0);

        driver.HoldUntil(Buttons.None, () => driver.Vitals.IsDead);
        Assert.That(driver.Vitals.DeathCause, Is.EqualTo(DamageCause.Fall));

        driver.Vitals.Reset();
        Assert.That((driver.Vitals.Health, driver.Vitals.DeathCause), Is.EqualTo((20f, DamageCause.None)));
    }

    [Test]
    public void Lava_takes_four_every_ten_ticks_and_kills_in_two_seconds()
    {
        var driver = new BodyDriver(Unhealing);
        driver.Fill((-2, 64, -2), (2, 66, 2), BlockId.Lava);
        driver.Step(Buttons.None);

        Assert.That(HealthAfter(driver, [1, 9, 1, 9, 1]), Is.EqualTo(new[] { 16f, 16f, 12f, 12f, 8f }));

        driver.HoldUntil(Buttons.None, () => driver.Vitals.IsDead, limit: 20);
        Assert.That(driver.Vitals.DeathCause, Is.EqualTo(DamageCause.Lava));
    }

    [Test]
    public void Who_leaves_lava_burns_for_fifteen_seconds_one_half_heart_each()
    {
        var driver = new BodyDriver(Unhealing);
        driver.Volume.Set(0, 64, 0, BlockId.Lava);
        driver.Hold(Buttons.None, ticks: 2);
        driver.Volume.Set(0, 64, 0, BlockId.Air);
        Assert.That(driver.Vitals.Health, Is.EqualTo(16f));

        var ticks = driver.HoldUntil(Buttons.None, () => !driver.Vitals.IsBurning);

        Assert.That(ticks, Is.InRange(300, 302));
        Assert.That(driver.Vitals.Health, Is.EqualTo(2f), "14 of 15 burns count: the first falls into the lava's own hurt");
    }

    [Test]
    public void Water_puts_a_burning_player_out()
    {
        var driver = new BodyDriver(Unhealing);
        driver.Volume.Set(0, 64, 0, BlockId.Lava);
        driver.Hold(Buttons.None, ticks: 2);
        driver.Volume.Set(0, 64, 0, BlockId.Water);

        driver.Hold(Buttons.None, ticks: 2);

        Assert.That(driver.Vitals.IsBurning, Is.False);
        driver.Hold(Buttons.None, ticks: 60);
        Assert.That(driver.Vitals.Health, Is.EqualTo(16f));
    }

    [Test]
    public void A_burn_can_be_what_kills()
    {
        var driver = new BodyDriver(Unhealing);
        driver.Vitals.Hurt(15, DamageCause.Fall);
        driver.Hold(Buttons.None, ticks: 11);
        driver.Volume.Set(0, 64, 0, BlockId.Lava);
        driver.Hold(Buttons.None, ticks: 2);
        driver.Volume.Set(0, 64, 0, BlockId.Air);

        driver.HoldUntil(Buttons.None, () => driver.Vitals.IsDead);

        Assert.That(driver.Vitals.DeathCause, Is.EqualTo(DamageCause.Fire));
    }

    [Test]
    public void Breath_lasts_300_ticks_and_then_two_go_every_20()
    {
        var driver = new BodyDriver(Unhealing);
        driver.Fill((-2, 64, -2), (2, 70, 2), BlockId.Water);
        driver.Step(Buttons.Sneak);

        driver.Hold(Buttons.Sneak, ticks: 300);
        Assert.That((driver.Vitals.Air, driver.Vitals.Health), Is.EqualTo((0, 20f)));
        Assert.That(HealthAfter(driver, [19, 1, 19, 1]), Is.EqualTo(new[] { 20f, 18f, 18f, 16f }));

        driver.HoldUntil(Buttons.Sneak, () => driver.Vitals.IsDead);
        Assert.That(driver.Vitals.DeathCause, Is.EqualTo(DamageCause.Drowning));
    }

    [Test]
    public void Breath_comes_back_four_times_as_fast_as_it_goes()
    {
        var driver = new BodyDriver(Unhealing);
        driver.Fill((0, 64, 0), (0, 66, 0), BlockId.Water);
        driver.Hold(Buttons.Sneak, ticks: 101);
        driver.Fill((0, 64, 0), (0, 66, 0), BlockId.Air);
        driver.Step(Buttons.None);
        var air = driver.Vitals.Air;

        driver.Hold(Buttons.None, ticks: 10);

        Assert.That(driver.Vitals.Air, Is.EqualTo(air + 40));
    }

    [Test]
    public void A_block_around_the_head_takes_one_every_ten_ticks()
    {
        var driver = new BodyDriver(Unhealing);
        driver.Fill((0, 64, 0), (0, 65, 0), BlockId.Gravel);
        driver.Step(Buttons.None);

        Assert.That(HealthAfter(driver, [1, 9, 1, 9, 1]), Is.EqualTo(new[] { 19f, 19f, 18f, 18f, 17f }));

        driver.HoldUntil(Buttons.None, () => driver.Vitals.IsDead);
        Assert.That(driver.Vitals.DeathCause, Is.EqualTo(DamageCause.Suffocation));
    }

    [Test]
    public void A_cactus_takes_one_every_ten_ticks()
    {
        var driver = new BodyDriver(Unhealing);
        driver.Fill((-1, 64, 1), (1, 65, 1), BlockId.Cactus);
        driver.HoldUntil(Buttons.Forward, () => driver.Body.TouchesCactus);

        Assert.That(HealthAfter(driver, [1, 9, 1, 9, 1]), Is.EqualTo(new[] { 19f, 19f, 18f, 18f, 17f }));

        driver.HoldUntil(Buttons.None, () => driver.Vitals.IsDead);
        Assert.That(driver.Vitals.DeathCause, Is.EqualTo(DamageCause.Cactus));
    }

    [Test]
    public void Soon_after_a_hurt_only_the_excess_of_a_bigger_one_counts()
    {
        var vitals = Fresh();

        vitals.Hurt(3, DamageCause.Fall);
        vitals.Hurt(2, DamageCause.Cactus);
        vitals.Hurt(5, DamageCause.Lava);

        Assert.That(vitals.Health, Is.EqualTo(15f));
    }

    [Test]
    public void An_empty_stomach_kills_on_hard()
    {
        var driver = new BodyDriver(Unhealing);
        Tire(driver, points: 25);
        Assert.That((driver.Vitals.Food, driver.Vitals.Saturation), Is.EqualTo((0, 0f)));

        var ticks = driver.HoldUntil(Buttons.None, () => driver.Vitals.IsDead, limit: 2000);

        Assert.That(ticks, Is.InRange(1590, 1600));
        Assert.That(driver.Vitals.DeathCause, Is.EqualTo(DamageCause.Starvation));
    }

    [Test]
    public void Starving_stops_at_the_floor_of_an_easier_world()
    {
        var driver = new BodyDriver(Unhealing with { StarvationFloor = 10 });
        Tire(driver, points: 25);

        driver.Hold(Buttons.None, ticks: 2000);

        Assert.That(driver.Vitals.Health, Is.EqualTo(10f));
    }

    [Test]
    public void A_sprint_needs_more_than_six_food()
    {
        var driver = new BodyDriver();
        Tire(driver, points: 5 + 13);
        Assert.That((driver.Vitals.Food, driver.Vitals.MaySprint), Is.EqualTo((7, true)));

        Tire(driver, points: 1);

        driver.Hold(Buttons.Forward | Buttons.Sprint, ticks: 5);
        Assert.That((driver.Vitals.Food, driver.Body.IsSprinting), Is.EqualTo((6, false)));
    }

    [Test]
    public void Forty_metres_of_sprint_cost_a_point()
    {
        var driver = new BodyDriver();
        driver.HoldUntil(Buttons.Forward | Buttons.Sprint, () => driver.Vitals.Saturation < 5);

        Assert.That(driver.Body.Z - 0.5, Is.EqualTo(40).Within(0.6));
    }

    [Test]
    public void Eighty_jumps_cost_a_point_and_a_walk_nothing()
    {
        var driver = new BodyDriver();
        driver.Hold(Buttons.Forward, ticks: 600);
        var jumps = 0;
        while (driver.Vitals.Saturation == 5)
        {
            driver.Step(Buttons.Jump);
            jumps += driver.Body.Jumped ? 1 : 0;
        }

        Assert.That(jumps, Is.EqualTo(80).Within(1));
    }

    [Test]
    public void A_full_stomach_with_saturation_heals_fast_and_one_of_18_slowly()
    {
        var driver = new BodyDriver();
        driver.Vitals.Hurt(4, DamageCause.Fall);
        driver.Hold(Buttons.None, ticks: 10);
        Assert.That(driver.Vitals.Health, Is.EqualTo(16f + (5f / 6f)).Within(1e-5f));

        var tired = new BodyDriver();
        Tire(tired, points: 5 + 2);
        tired.Vitals.Hurt(4, DamageCause.Fall);
        tired.Hold(Buttons.None, ticks: 79);
        Assert.That(tired.Vitals.Health, Is.EqualTo(16f));
        tired.Step(Buttons.None);
        Assert.That(tired.Vitals.Health, Is.EqualTo(17f));
    }

    [TestCase(ItemId.Apple, 4, 2.4f)]
    [TestCase(ItemId.Bread, 5, 6f)]
    [TestCase(ItemId.Porkchop, 3, 1.8f)]
    [TestCase(ItemId.CookedPorkchop, 8, 12.8f)]
    [TestCase(ItemId.Beef, 3, 1.8f)]
    [TestCase(ItemId.CookedBeef, 8, 12.8f)]
    [TestCase(ItemId.Chicken, 2, 1.2f)]
    [TestCase(ItemId.CookedChicken, 6, 7.2f)]
    [TestCase(ItemId.Mutton, 2, 1.2f)]
    [TestCase(ItemId.CookedMutton, 6, 9.6f)]
    [TestCase(ItemId.RottenFlesh, 4, 0.8f)]
    [TestCase(ItemId.MelonSlice, 2, 1.2f)]
    public void Food_fills_by_the_original_s_table(ItemId item, int points, float saturation)
    {
        var driver = new BodyDriver();
        Tire(driver, points: 5 + 15);

        driver.Vitals.Eat(FoodTable.Of(item), new SeededRandom(1));

        Assert.That((driver.Vitals.Food, driver.Vitals.Saturation), Is.EqualTo((5 + points, Math.Min(5 + points, saturation))));
    }

    [Test]
    public void Nobody_fills_beyond_full_nor_saturation_beyond_food()
    {
        var vitals = Fresh();

        vitals.Eat(FoodTable.Of(ItemId.CookedBeef), new SeededRandom(1));
        vitals.Eat(FoodTable.Of(ItemId.CookedBeef), new SeededRandom(1));

        Assert.That((vitals.Food, vitals.Saturation, vitals.IsHungry), Is.EqualTo((20, 20f, false)));
    }

    [TestCase(ItemId.Chicken, 0.3)]
    [TestCase(ItemId.RottenFlesh, 0.8)]
    [TestCase(ItemId.CookedBeef, 0.0)]
    public void Bad_food_makes_hungry_by_its_odds(ItemId item, double odds)
    {
        var random = new SeededRandom(4);
        var hungry = 0;
        for (var meal = 0; meal < 2000; meal++)
        {
            var vitals = Fresh();
            var before = vitals.HashInto(0);
            vitals.Eat(FoodTable.Of(item) with { Points = 0, Saturation = 0 }, random);
            hungry += vitals.HashInto(0) == before ? 0 : 1;
        }

        Assert.That(hungry / 2000.0, Is.EqualTo(odds).Within(0.04));
    }

    [Test]
    public void Hunger_of_bad_food_costs_three_quarters_of_a_point()
    {
        var driver = new BodyDriver();
        for (var mined = 0; mined < 220; mined++)
        {
            driver.Vitals.TireByMining();
        }

        driver.Vitals.Eat(FoodTable.Of(ItemId.RottenFlesh) with { HungerChance = 1 }, new SeededRandom(1));
        var ticks = driver.HoldUntil(Buttons.None, () => driver.Vitals.Saturation < 5, limit: 600);

        Assert.That(ticks, Is.EqualTo(580).Within(2), "1.1 was spent before, and 0.005 goes a tick");
    }

    [Test]
    public void The_state_hash_of_a_player_who_never_burnt_nor_starved_is_the_old_one()
    {
        // Seven words, mixed in this order, are what the meadow's pinned trajectory is hashed from.
        var vitals = Fresh();
        var hash = Env.World.StateHasher.Mix(0, 20.0);
        hash = Env.World.StateHasher.Mix(hash, 5.0);
        hash = Env.World.StateHasher.Mix(hash, 0.0);
        hash = Env.World.StateHasher.Mix(hash, 0.0);
        hash = Env.World.StateHasher.Mix(hash, 20UL << 32);
        hash = Env.World.StateHasher.Mix(hash, 300UL);

        Assert.That(vitals.HashInto(0), Is.EqualTo(hash));
    }

    private static Vitals Fresh()
    {
        var vitals = new Vitals(Unhealing);
        vitals.Reset();
        return vitals;
    }

    private static float[] HealthAfter(BodyDriver driver, int[] ticks) => [.. ticks.Select(count =>
    {
        driver.Hold(driver.Body.InWater ? Buttons.Sneak : Buttons.None, count);
        return driver.Vitals.Health;
    })];

    /// <summary>Tires by whole points of saturation or food, one a tick.</summary>
    private static void Tire(BodyDriver driver, int points)
    {
        for (var point = 0; point < points; point++)
        {
            for (var hit = 0; hit < 40; hit++)
            {
                driver.Vitals.TireByHitting();
            }

            driver.Vitals.TireByMining();
            driver.Step(Buttons.None);
        }
    }
}
