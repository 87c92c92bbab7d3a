using Rl.Env.World.Blocks;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class LeafDecayTests
{
    [Test]
    public void The_leaves_of_a_felled_tree_are_gone_within_minutes_each_after_68_seconds_on_average()
    {
        var world = new MovingBlocks();
        var lives = new List<long>();
        for (var tree = 0; tree < 5; tree++)
        {
            Plant(world, 0, 0);
            var left = world.Count(BlockId.OakLeaves, range: 2, fromY: 67, toY: 70);
            var start = world.Tick;
            Fell(world, 0, 0);
            while (left > 0)
            {
                world.Step();
                var now = world.Count(BlockId.OakLeaves, range: 2, fromY: 67, toY: 70);
                lives.AddRange(Enumerable.Repeat(world.Tick - start, left - now));
                left = now;
                Assert.That(world.Tick - start, Is.LessThan(30_000));
            }
        }

        // A rate of 3 in 4096 per tick: 1365 ticks on average, with a standard deviation of 1365 / √n.
        Assert.That(lives, Has.Count.GreaterThan(200));
        Assert.That(lives.Average(), Is.EqualTo(1365).Within(3 * 1365 / Math.Sqrt(lives.Count)));
        Assert.That(world.Dropped[(int)ItemId.OakSapling], Is.InRange(2, 30), "one leaf in twenty leaves a sapling");
        Assert.That(world.Leaves.Count, Is.Zero);
    }

    [Test]
    public void Leaves_that_another_trunk_holds_stay()
    {
        var world = new MovingBlocks();
        world.Build((0, 70, 0), (0, 70, 0), BlockId.OakLog);
        world.Build((1, 70, 0), (8, 70, 0), BlockId.OakLeaves);
        world.Build((9, 70, 0), (9, 70, 0), BlockId.BirchLog);

        world.Set(9, 70, 0, BlockId.Air);
        world.Hold(20_000);

        Assert.That(Enumerable.Range(1, 8).Select(x => world[x, 70, 0] == BlockId.OakLeaves), Is.EqualTo(
            new[] { true, true, true, true, true, true, false, false }));
        Assert.That(world.Leaves.Count, Is.Zero);
    }

    [Test]
    public void A_twig_cut_off_from_its_trunk_decays()
    {
        var world = new MovingBlocks();
        world.Build((0, 70, 0), (0, 70, 0), BlockId.SpruceLog);
        world.Build((1, 70, 0), (5, 70, 0), BlockId.SpruceLeaves);

        world.Set(2, 70, 0, BlockId.Air);
        world.Hold(15_000);

        Assert.That(Enumerable.Range(1, 5).Select(x => world[x, 70, 0]), Is.EqualTo(
            new[] { BlockId.SpruceLeaves, BlockId.Air, BlockId.Air, BlockId.Air, BlockId.Air }));
    }

    [Test]
    public void Where_nobody_cuts_trees_no_chance_is_drawn()
    {
        var world = new MovingBlocks();
        Plant(world, 0, 0);
        var before = world.Random.State;

        world.Set(3, 64, 3, BlockId.Stone);
        world.Set(3, 64, 3, BlockId.Air);
        world.Hold(1000);

        Assert.That(world.Random.State, Is.EqualTo(before));
        Assert.That(world.HashInto(1), Is.EqualTo(1UL));
    }

    [Test]
    public void More_leaves_than_are_remembered_hang_on()
    {
        var world = new MovingBlocks();
        for (var tree = 0; tree < 72; tree++)
        {
            Plant(world, (tree % 10 * 6) - 30, (tree / 10 * 6) - 30);
        }

        for (var tree = 0; tree < 72; tree++)
        {
            Fell(world, (tree % 10 * 6) - 30, (tree / 10 * 6) - 30);
        }

        Assert.That(world.Leaves.Count, Is.EqualTo(Env.World.Dynamics.LeafDecay.Capacity));
    }

    [Test]
    public void Decay_allocates_nothing()
    {
        var world = new MovingBlocks();
        Plant(world, 0, 0);
        Fell(world, 0, 0);
        world.Hold(2000);

        using var allocations = new AllocationMeter();
        world.Hold(2000);

        Assert.That(allocations.Bytes, Is.Zero);
    }

    /// <summary>An oak of 5 logs with leaves of radius 2 in two layers, radius 1 in two more.</summary>
    private static void Plant(MovingBlocks world, int x, int z)
    {
        world.Build((x - 2, 67, z - 2), (x + 2, 68, z + 2), BlockId.OakLeaves);
        world.Build((x - 1, 69, z - 1), (x + 1, 70, z + 1), BlockId.OakLeaves);
        world.Build((x, 64, z), (x, 68, z), BlockId.OakLog);
    }

    private static void Fell(MovingBlocks world, int x, int z)
    {
        for (var y = 64; y <= 68; y++)
        {
            world.Set(x, y, z, BlockId.Air);
        }
    }
}
