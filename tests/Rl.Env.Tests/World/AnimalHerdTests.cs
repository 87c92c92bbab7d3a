using Rl.Env.World;
using Rl.Env.World.Animals;
using Rl.Env.World.Blocks;
using Rl.Env.World.Physics;
using Rl.Env.World.Volume;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class AnimalHerdTests
{
    /// <summary>Nothing moves: animals farther than this are frozen, and all are.</summary>
    private static readonly AnimalConfig Frozen = new() { ActiveDistance = 0 };

    private static readonly (double X, double Y, double Z) Away = (30.5, 64, 30.5);

    [Test]
    public void The_same_seed_gives_the_same_herd_after_two_thousand_ticks()
    {
        Assert.That(Roam(seed: 5), Is.EqualTo(Roam(seed: 5)));
        Assert.That(Roam(seed: 5), Is.Not.EqualTo(Roam(seed: 6)));
    }

    [Test]
    public void A_group_is_the_same_whichever_way_its_chunk_is_reached()
    {
        var straight = Visit(seed: 3, 40);
        var roundabout = Visit(seed: 3, -25, 40);

        Assert.That(straight, Is.Not.Empty);
        Assert.That(straight.Except(roundabout), Is.Empty);
    }

    [Test]
    public void One_chunk_in_ten_has_a_group_of_four_by_the_weights_of_the_species()
    {
        var volume = Flat();
        var herd = new AnimalHerd(Frozen, new PhysicsConfig());
        var kinds = new int[AnimalTable.Count];
        const int worlds = 60;
        const int chunks = 13 * 13;
        for (var seed = 0; seed < worlds; seed++)
        {
            herd.Reset(seed);
            herd.Tick(volume, Away);
            foreach (var animal in herd.All)
            {
                kinds[(int)animal.Kind]++;
            }
        }

        var all = (double)kinds.Sum();
        Assert.That(all / worlds / chunks, Is.EqualTo(0.4).Within(0.03));
        Assert.That(kinds[(int)AnimalKind.Sheep] / all, Is.EqualTo(12 / 40.0).Within(0.05));
        Assert.That(kinds[(int)AnimalKind.Cow] / all, Is.EqualTo(8 / 40.0).Within(0.05));
    }

    [Test]
    public void Animals_appear_on_grass_alone()
    {
        var volume = new VoxelVolume();
        volume.Reset(new HillySource(), 0, 0);
        var herd = new AnimalHerd(Frozen, new PhysicsConfig());
        var seen = 0;
        for (var seed = 0; seed < 20; seed++)
        {
            herd.Reset(seed);
            herd.Tick(volume, (0.5, 70, 0.5));
            foreach (var animal in herd.All)
            {
                var (x, y, z) = ((int)Math.Floor(animal.Body.X), (int)animal.Body.Y, (int)Math.Floor(animal.Body.Z));
                Assert.That(volume[x, y - 1, z], Is.EqualTo(BlockId.GrassBlock));
                Assert.That(volume.SkyLight(x, y, z), Is.GreaterThanOrEqualTo(9));
                seen++;
            }
        }

        Assert.That(seen, Is.GreaterThan(100));
    }

    [Test]
    public void No_animal_appears_on_water()
    {
        var volume = new VoxelVolume();
        volume.Reset(new FlatSource(flooded: true), 0, 0);
        var herd = new AnimalHerd(Frozen, new PhysicsConfig());
        herd.Reset(seed: 1);

        herd.Tick(volume, Away);

        Assert.That(herd.Count, Is.Zero);
    }

    [Test]
    public void A_killed_animal_does_not_come_back_when_its_chunk_is_reached_again()
    {
        var volume = Flat();
        var herd = new AnimalHerd(new AnimalConfig(), new PhysicsConfig());
        herd.Reset(seed: 3);
        herd.Tick(volume, Away);
        Assert.That(herd.Count, Is.GreaterThan(0));

        for (var i = 0; i < herd.Count; i++)
        {
            herd.Hit(i, damage: 100, 0, 0);
        }

        Settle(herd, volume, (30.5, 64, 30.5), ticks: 1000);
        Assert.That(Near(herd), Is.Zero);
        herd.Tick(volume, (2000.5, 64, 30.5));
        herd.Tick(volume, Away);

        Assert.That(Near(herd), Is.Zero);

        static int Near(AnimalHerd herd) =>
            herd.All.ToArray().Count(animal => Math.Abs(animal.Body.X - 30) < 80 && Math.Abs(animal.Body.Z - 30) < 80);
    }

    [Test]
    public void Far_animals_stand_still_in_time()
    {
        var (volume, herd) = WithOne(AnimalKind.Cow);
        herd.Hit(0, damage: 1, 0, 1);
        var before = herd.All[0];

        Settle(herd, volume, (100.5, 64, 0.5), ticks: 50);

        Assert.That(herd.All[0].Body, Is.EqualTo(before.Body));
        Assert.That(herd.All[0].PanicTicks, Is.EqualTo(before.PanicTicks));
    }

    [Test]
    public void The_farthest_animals_are_forgotten_when_there_is_no_room()
    {
        var (_, herd) = WithOne(AnimalKind.Pig);
        for (var i = 1; i < AnimalHerd.Capacity; i++)
        {
            herd.Add(AnimalKind.Sheep, (1000 + i, 64, 0), yaw: 0, stream: 1);
        }

        herd.Add(AnimalKind.Chicken, (1000, 64, 0), yaw: 0, stream: 1);

        Assert.That(herd.Count, Is.EqualTo(AnimalHerd.Capacity));
        Assert.That(herd.All.ToArray().Select(animal => animal.Kind), Has.None.EqualTo(AnimalKind.Pig));
    }

    [Test]
    public void What_happens_to_one_animal_changes_nothing_for_another()
    {
        var (volume, left) = WithOne(AnimalKind.Cow);
        var (_, struck) = WithOne(AnimalKind.Cow);
        left.Add(AnimalKind.Pig, (12.5, 64, 0.5), yaw: 10, stream: 9);
        struck.Add(AnimalKind.Pig, (12.5, 64, 0.5), yaw: 10, stream: 9);

        struck.Hit(0, damage: 3, 0, 0);
        Settle(left, volume, (20, 64, 20), ticks: 600);
        Settle(struck, volume, (20, 64, 20), ticks: 600);

        Assert.That(struck.All[0].Body, Is.Not.EqualTo(left.All[0].Body));
        Assert.That(struck.All[1].Body, Is.EqualTo(left.All[1].Body));
    }

    [TestCase(AnimalKind.Cow, ItemId.Beef, 1, 3, ItemId.Leather, 0, 2)]
    [TestCase(AnimalKind.Pig, ItemId.Porkchop, 1, 3, ItemId.None, 0, 0)]
    [TestCase(AnimalKind.Sheep, ItemId.Mutton, 1, 2, ItemId.WhiteWool, 1, 1)]
    [TestCase(AnimalKind.Chicken, ItemId.Chicken, 1, 1, ItemId.Feather, 0, 2)]
    public void A_killed_animal_leaves_what_its_species_leaves(
        AnimalKind kind, ItemId meat, int fewestMeat, int mostMeat, ItemId hide, int fewestHide, int mostHide)
    {
        var (meats, hides) = (new List<int>(), new List<int>());
        for (var stream = 0; stream < 60; stream++)
        {
            var (volume, herd) = WithOne(kind, (ulong)stream);
            herd.Hit(0, damage: 100, 0, 0);
            herd.Tick(volume, Away);
            var drops = herd.Drops.ToArray();
            meats.Add(drops.Where(drop => drop.Stack.Item == meat).Sum(drop => drop.Stack.Count));
            hides.Add(drops.Where(drop => drop.Stack.Item == hide).Sum(drop => drop.Stack.Count));
            Assert.That(drops.All(drop => drop.Stack.Count > 0 && (drop.Stack.Item == meat || drop.Stack.Item == hide)), Is.True);
        }

        Assert.That((meats.Min(), meats.Max()), Is.EqualTo((fewestMeat, mostMeat)));
        Assert.That((hides.Min(), hides.Max()), Is.EqualTo((fewestHide, mostHide)));
    }

    [Test]
    public void A_dead_animal_drops_once_and_is_gone_after_twenty_ticks()
    {
        var (volume, herd) = WithOne(AnimalKind.Sheep);
        herd.Hit(0, damage: 8, 0, 0);
        var drops = 0;
        for (var tick = 0; tick < 20; tick++)
        {
            herd.Tick(volume, Away);
            drops += herd.Drops.Length;
        }

        Assert.That((herd.Count, drops), Is.EqualTo((1, 2)));
        herd.Tick(volume, Away);
        Assert.That((herd.Count, herd.Drops.Length), Is.EqualTo((0, 0)));
    }

    [Test]
    public void Of_a_second_blow_within_ten_ticks_only_the_excess_counts()
    {
        var (volume, herd) = WithOne(AnimalKind.Cow);

        Assert.That(herd.Hit(0, damage: 2, 0, 0), Is.True);
        Assert.That(herd.Hit(0, damage: 2, 0, 0), Is.False);
        Assert.That(herd.Hit(0, damage: 5, 0, 0), Is.True);
        Assert.That(herd.All[0].Health, Is.EqualTo(5));

        Settle(herd, volume, Away, ticks: 10);
        Assert.That(herd.Hit(0, damage: 2, 0, 0), Is.True);
        Assert.That(herd.All[0].Health, Is.EqualTo(3));
    }

    [Test]
    public void A_blow_throws_an_animal_back_and_up()
    {
        var (volume, herd) = WithOne(AnimalKind.Pig);
        Settle(herd, volume, Away, ticks: 2);

        herd.Hit(0, damage: 1, 0.5, -3.5);

        var body = herd.All[0].Body;
        Assert.That((body.VelocityX, body.VelocityZ), Is.EqualTo((0.0, 0.4)));
        Assert.That(body.VelocityY, Is.InRange(0.3, 0.4));
    }

    [TestCase(AnimalKind.Cow)]
    [TestCase(AnimalKind.Pig)]
    [TestCase(AnimalKind.Sheep)]
    [TestCase(AnimalKind.Chicken)]
    public void A_struck_animal_runs_away(AnimalKind kind)
    {
        var gained = 0.0;
        for (var stream = 0; stream < 10; stream++)
        {
            var (volume, herd) = WithOne(kind, (ulong)stream);
            herd.Hit(0, damage: 1, 0.5, -1.5);
            Settle(herd, volume, (0.5, 64, -1.5), ticks: 60);
            var body = herd.All[0].Body;
            gained += Math.Sqrt(((body.X - 0.5) * (body.X - 0.5)) + ((body.Z + 1.5) * (body.Z + 1.5))) - 2;
        }

        Assert.That(gained / 10, Is.GreaterThan(5));
    }

    [Test]
    public void A_left_alone_animal_strolls_now_and_then_and_not_far()
    {
        var (volume, herd) = WithOne(AnimalKind.Sheep);
        var standing = 0;
        var walked = 0.0;
        for (var tick = 0; tick < 2000; tick++)
        {
            var before = herd.All[0].Body;
            herd.Tick(volume, (0.5, 64, 12.5));
            var way = Math.Abs(herd.All[0].Body.X - before.X) + Math.Abs(herd.All[0].Body.Z - before.Z);
            standing += way == 0 ? 1 : 0;
            walked += way;
        }

        Assert.That(standing, Is.InRange(600, 1900));
        Assert.That(walked, Is.GreaterThan(10));
    }

    [Test]
    public void An_animal_sleeps_while_the_player_is_beyond_thirty_two_blocks()
    {
        var (volume, herd) = WithOne(AnimalKind.Sheep);

        Settle(herd, volume, (40, 64, 0.5), ticks: 1500);

        Assert.That((herd.All[0].Body.X, herd.All[0].Body.Z), Is.EqualTo((0.5, 0.5)));
    }

    [Test]
    public void A_ray_finds_the_nearest_living_animal_within_reach()
    {
        var (volume, herd) = WithOne(AnimalKind.Cow);
        herd.Add(AnimalKind.Chicken, (0.5, 64, -1.5), yaw: 0, stream: 2);
        var eye = (0.5, 64.5, -3.5);
        var south = (0.0, 0.0, 2.0);

        Assert.That(herd.Find(eye, south, reach: 6, out var index, out var distance), Is.True);
        Assert.That(index, Is.EqualTo(1));
        Assert.That(distance, Is.EqualTo(1.8).Within(1e-9));
        Assert.That(herd.Find(eye, south, reach: 1.7, out index, out _), Is.False);
        Assert.That(index, Is.EqualTo(-1));
        Assert.That(herd.Find(eye, (0, 1, 1), reach: 6, out _, out _), Is.False);

        herd.Hit(1, damage: 4, 0, 0);
        herd.Tick(volume, Away);
        Assert.That(herd.Find(eye, south, reach: 6, out index, out distance), Is.True);
        Assert.That(index, Is.Zero);
        Assert.That(distance, Is.EqualTo(3.55).Within(1e-6));
    }

    [Test]
    public void A_ray_from_inside_an_animal_meets_it_at_once()
    {
        var (_, herd) = WithOne(AnimalKind.Cow);

        Assert.That(herd.Find((0.5, 65, 0.5), (0, -1, 0), reach: 3, out _, out var distance), Is.True);
        Assert.That(distance, Is.Zero);
    }

    [Test]
    public void A_cell_is_occupied_where_an_animal_stands()
    {
        var (_, herd) = WithOne(AnimalKind.Cow);

        Assert.That(herd.Occupies(0, 65, 0), Is.True);
        Assert.That(herd.Occupies(0, 66, 0), Is.False);
        Assert.That(herd.Occupies(1, 64, 0), Is.False);
    }

    [Test]
    public void A_hen_lays_an_egg_between_one_and_two_spans()
    {
        var herd = new AnimalHerd(new AnimalConfig { EggTicks = 40 }, new PhysicsConfig());
        var volume = Flat();
        herd.Reset(seed: 1);
        herd.Tick(volume, Away);
        Clear(herd, volume);
        herd.Add(AnimalKind.Chicken, (0.5, 64, 0.5), yaw: 0, stream: 1);
        var laid = new List<int>();
        for (var tick = 0; tick < 400; tick++)
        {
            herd.Tick(volume, Away);
            if (herd.Drops.Length > 0)
            {
                Assert.That(herd.Drops[0].Stack, Is.EqualTo(new ItemStack(ItemId.Egg, 1)));
                laid.Add(tick);
            }
        }

        var gaps = laid.Zip(laid.Skip(1), (first, second) => second - first).ToArray();
        Assert.That(gaps, Has.Length.GreaterThanOrEqualTo(4));
        Assert.That(gaps, Is.All.InRange(40, 80));
    }

    [TestCase(AnimalKind.Cow, 7, 6f)]
    [TestCase(AnimalKind.Cow, 3, 10f)]
    [TestCase(AnimalKind.Chicken, 30, 4f)]
    public void A_fall_hurts_by_its_blocks_beyond_three_unless_wings_break_it(AnimalKind kind, int blocks, float health)
    {
        var (volume, herd) = WithOne(kind, y: 64 + blocks);

        Settle(herd, volume, Away, ticks: 400);

        Assert.That(herd.All[0].Body.Y, Is.EqualTo(64).Within(1e-6));
        Assert.That(herd.All[0].Health, Is.EqualTo(health));
    }

    [Test]
    public void Death_in_lava_leaves_cooked_meat()
    {
        var (volume, herd) = WithOne(AnimalKind.Pig);
        for (var cell = 0; cell < 9; cell++)
        {
            volume.Set((cell % 3) - 1, 64, (cell / 3) - 1, BlockId.Lava);
        }

        var drops = new List<ItemId>();
        for (var tick = 0; tick < 100; tick++)
        {
            herd.Tick(volume, Away);
            drops.AddRange(herd.Drops.ToArray().Select(drop => drop.Stack.Item));
        }

        Assert.That(drops, Is.EqualTo(new[] { ItemId.CookedPorkchop }));
    }

    [Test]
    public void In_deep_water_an_animal_comes_up_and_breathes()
    {
        var volume = new VoxelVolume();
        volume.Reset(new FlatSource(flooded: true), 0, 0);
        var herd = new AnimalHerd(new AnimalConfig { GroupChance = 0 }, new PhysicsConfig());
        herd.Reset(seed: 1);
        herd.Add(AnimalKind.Cow, (0.5, 64, 0.5), yaw: 0, stream: 1);

        Settle(herd, volume, Away, ticks: 600);

        Assert.That(herd.All[0].Health, Is.EqualTo(10));
        Assert.That(herd.All[0].Body.Y, Is.InRange(69.0, 71.0));
    }

    [Test]
    public void Under_a_ceiling_an_animal_drowns()
    {
        var volume = new VoxelVolume();
        volume.Reset(new FlatSource(flooded: true), 0, 0);
        for (var cell = 0; cell < 15 * 15; cell++)
        {
            volume.Set((cell % 15) - 7, 66, (cell / 15) - 7, BlockId.Stone);
        }

        var herd = new AnimalHerd(new AnimalConfig { GroupChance = 0 }, new PhysicsConfig());
        herd.Reset(seed: 1);
        herd.Add(AnimalKind.Cow, (0.5, 64, 0.5), yaw: 0, stream: 1);

        Settle(herd, volume, Away, ticks: 300);
        Assert.That(herd.All[0].Health, Is.EqualTo(10));
        Settle(herd, volume, Away, ticks: 150);

        Assert.That(herd.Count, Is.Zero);
    }

    [Test]
    public void The_player_s_body_pushes_an_animal_aside()
    {
        var (volume, herd) = WithOne(AnimalKind.Pig);

        Settle(herd, volume, (0.5, 64, 0.1), ticks: 20);

        Assert.That(herd.All[0].Body.Z, Is.GreaterThan(0.7));
    }

    [Test]
    public void Two_animals_in_one_place_push_each_other_apart()
    {
        var (volume, herd) = WithOne(AnimalKind.Cow);
        herd.Add(AnimalKind.Cow, (0.5, 64, 0.7), yaw: 0, stream: 1);

        Settle(herd, volume, (0.5, 64, 12.5), ticks: 40);

        Assert.That(Math.Abs(herd.All[0].Body.Z - herd.All[1].Body.Z), Is.GreaterThan(0.8));
    }

    [Test]
    public void A_tick_allocates_nothing()
    {
        var volume = new VoxelVolume();
        volume.Reset(new HillySource(), 0, 0);
        var herd = new AnimalHerd(new AnimalConfig(), new PhysicsConfig());
        Play();
        using var allocations = new AllocationMeter();

        Play();

        Assert.That(allocations.Bytes, Is.Zero);

        void Play()
        {
            herd.Reset(seed: 1);
            for (var tick = 0; tick < 300; tick++)
            {
                herd.Tick(volume, (tick * 0.05, 70, 0.5));
                if (tick % 10 == 0 && herd.Count > 0)
                {
                    herd.Hit(tick % herd.Count, damage: 3, tick * 0.05, 0.5);
                }
            }
        }
    }

    [Test]
    public void A_world_without_animals_keeps_its_hash()
    {
        var herd = new AnimalHerd(new AnimalConfig(), new PhysicsConfig());
        Assert.That(herd.HashInto(4711), Is.EqualTo(4711UL));

        herd.Reset(seed: 1);
        Assert.That(herd.HashInto(4711), Is.EqualTo(4711UL));

        herd.Tick(Flat(), Away);
        Assert.That(herd.HashInto(4711), Is.Not.EqualTo(4711UL));
    }

    [Test]
    public void Figures_that_reach_beyond_the_known_blocks_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AnimalConfig { GroupDistanceChunks = 7 }.Validated());
        Assert.Throws<ArgumentOutOfRangeException>(() => new AnimalConfig { ActiveDistance = 100 }.Validated());
        Assert.DoesNotThrow(() => new AnimalConfig().Validated());
    }

    private static VoxelVolume Flat()
    {
        var volume = new VoxelVolume();
        volume.Reset(new FlatSource(), 0, 0);
        return volume;
    }

    /// <summary>A flat world with one animal at (0.5, y, 0.5) that looks south, and no groups.</summary>
    private static (VoxelVolume Volume, AnimalHerd Herd) WithOne(AnimalKind kind, ulong stream = 1, double y = 64)
    {
        var herd = new AnimalHerd(new AnimalConfig { GroupChance = 0 }, new PhysicsConfig());
        herd.Reset(seed: 1);
        herd.Add(kind, (0.5, y, 0.5), yaw: 0, stream);
        return (Flat(), herd);
    }

    private static void Settle(AnimalHerd herd, VoxelVolume volume, (double X, double Y, double Z) player, int ticks)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            herd.Tick(volume, player);
        }
    }

    private static void Clear(AnimalHerd herd, VoxelVolume volume)
    {
        for (var i = 0; i < herd.Count; i++)
        {
            herd.Hit(i, damage: 100, 0, 0);
        }

        Settle(herd, volume, Away, ticks: 40);
    }

    private static ulong Roam(long seed)
    {
        var volume = new VoxelVolume();
        volume.Reset(new HillySource(), 0, 0);
        var herd = new AnimalHerd(new AnimalConfig(), new PhysicsConfig());
        herd.Reset(seed);
        for (var tick = 0; tick < 2000; tick++)
        {
            var x = tick * 0.1;
            volume.Follow((int)x, 0);
            herd.Tick(volume, (x, 70, 0.5));
        }

        return herd.HashInto(StateHasher.Seed);
    }

    /// <summary>The animals around the last of some places along the x axis, visited one after the other, as they appeared.</summary>
    private static List<(AnimalKind Kind, double X, double Z, ulong Stream)> Visit(long seed, params int[] places)
    {
        var volume = new VoxelVolume();
        volume.Reset(new HillySource(), places[0], 0);
        var herd = new AnimalHerd(Frozen, new PhysicsConfig());
        herd.Reset(seed);
        foreach (var x in places)
        {
            volume.Reset(new HillySource(), x, 0);
            herd.Tick(volume, (x, 70, 0));
        }

        return [.. herd.All.ToArray().Select(animal => (animal.Kind, animal.Body.X, animal.Body.Z, animal.Random.S0))];
    }
}
