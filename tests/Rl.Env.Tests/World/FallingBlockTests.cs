using Rl.Env.Seeds;
using Rl.Env.World.Blocks;
using Rl.Env.World.Dynamics;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class FallingBlockTests
{
    [TestCase(BlockId.Sand)]
    [TestCase(BlockId.Gravel)]
    public void A_loose_block_leaves_its_cell_two_ticks_after_it_lost_its_ground(BlockId block)
    {
        var world = new MovingBlocks();
        world.Set(0, 70, 0, block);

        world.Step();
        Assert.That(world[0, 70, 0], Is.EqualTo(block));

        world.Step();
        Assert.That(world[0, 70, 0], Is.EqualTo(BlockId.Air));
        Assert.That(world.Falling.All.Length, Is.EqualTo(1));
        Assert.That(world.Falling.All[0].Body.Y, Is.EqualTo(70 - 0.04).Within(1e-12), "it moves in the tick in which it leaves");

        world.Hold(30);
        Assert.That(world[0, 64, 0], Is.EqualTo(block));
        Assert.That(world.Falling.All.Length, Is.Zero);
    }

    [Test]
    public void A_falling_block_speeds_up_by_a_twenty_fifth_and_keeps_98_percent()
    {
        var world = new MovingBlocks();
        world.Set(0, 90, 0, BlockId.Sand);
        world.Hold(4);

        var (first, second, third) = (0.04, (0.04 * 0.98) + 0.04, (((0.04 * 0.98) + 0.04) * 0.98) + 0.04);
        Assert.That(world.Falling.All[0].Body.Y, Is.EqualTo(90 - first - second - third).Within(1e-12));
    }

    [Test]
    public void A_block_on_firm_ground_stays()
    {
        var world = new MovingBlocks();
        world.Set(0, 64, 0, BlockId.Sand);
        world.Set(0, 65, 0, BlockId.Gravel);

        world.Hold(20);

        Assert.That((world[0, 64, 0], world[0, 65, 0]), Is.EqualTo((BlockId.Sand, BlockId.Gravel)));
    }

    [Test]
    public void A_column_without_its_foot_comes_down_in_its_order()
    {
        var world = new MovingBlocks();
        world.Build((0, 67, 0), (0, 67, 0), BlockId.Stone);
        world.Build((0, 68, 0), (0, 75, 0), BlockId.Sand);
        world.Build((0, 76, 0), (0, 76, 0), BlockId.Gravel);

        world.Set(0, 67, 0, BlockId.Air);
        for (var tick = 0; tick < 80; tick++)
        {
            world.Step();
            Assert.That(InTheWorld(world, BlockId.Sand, range: 2), Is.EqualTo(8), $"tick {tick}");
        }

        Assert.That(Enumerable.Range(64, 8).Select(y => world[0, y, 0]), Is.All.EqualTo(BlockId.Sand));
        Assert.That((world[0, 72, 0], world[0, 73, 0]), Is.EqualTo((BlockId.Gravel, BlockId.Air)));
    }

    [TestCase(BlockId.Torch)]
    [TestCase(BlockId.Dandelion)]
    [TestCase(BlockId.OakSapling)]
    public void What_is_no_ground_and_does_not_yield_breaks_the_fall_into_an_item(BlockId obstacle)
    {
        var world = new MovingBlocks();
        world.Set(0, 64, 0, obstacle);
        world.Set(0, 70, 0, BlockId.Gravel);

        world.Hold(60);

        Assert.That(world[0, 64, 0], Is.EqualTo(obstacle));
        Assert.That(world.Dropped[(int)ItemId.Gravel], Is.EqualTo(1));
        Assert.That(world.Falling.All.Length, Is.Zero);
    }

    [TestCase(BlockId.Grass)]
    [TestCase(BlockId.Snow)]
    [TestCase(BlockId.Water)]
    [TestCase(BlockId.Lava)]
    public void What_yields_is_buried(BlockId buried)
    {
        var world = new MovingBlocks();
        world.Build((-1, 64, -1), (1, 64, 1), BlockId.Stone);
        world.Build((0, 63, 0), (0, 64, 0), buried);
        world.Build((0, 63, 0), (0, 63, 0), BlockId.GrassBlock);
        world.Set(0, 70, 0, BlockId.Sand);

        world.Hold(60);

        Assert.That(world[0, 64, 0], Is.EqualTo(BlockId.Sand));
        Assert.That(world.Dropped.Sum(), Is.Zero);
    }

    [Test]
    public void A_roof_that_never_had_ground_comes_down_from_where_it_is_touched()
    {
        var world = new MovingBlocks();
        world.Build((-3, 70, -3), (3, 70, 3), BlockId.Gravel);
        world.Hold(20);
        Assert.That(world[3, 70, 3], Is.EqualTo(BlockId.Gravel));

        world.Set(0, 70, 0, BlockId.Air);
        world.Hold(80);

        Assert.That(world.Count(BlockId.Gravel, range: 3, fromY: 64, toY: 64), Is.EqualTo(48));
    }

    [Test]
    public void More_than_fit_in_the_air_wait_and_none_is_lost()
    {
        var world = new MovingBlocks();
        world.Build((-10, 70, -10), (9, 70, 9), BlockId.Stone);
        world.Build((-10, 71, -10), (9, 72, 9), BlockId.Sand);
        for (var i = 0; i < 400; i++)
        {
            world.Set(-10 + (i % 20), 70, -10 + (i / 20), BlockId.Air);
        }

        var most = 0;
        for (var tick = 0; tick < 200; tick++)
        {
            world.Step();
            most = Math.Max(most, world.Falling.All.Length);
            if (tick % 10 == 0)
            {
                Assert.That(InTheWorld(world, BlockId.Sand, range: 10), Is.EqualTo(800), $"tick {tick}");
            }
        }

        Assert.That(most, Is.EqualTo(FallingBlocks.Capacity));
        Assert.That(world.Falling.All.Length, Is.Zero);
        Assert.That(world.Count(BlockId.Sand, range: 10, fromY: 64, toY: 65), Is.EqualTo(800));
    }

    [Test]
    public void However_sand_is_built_and_undermined_its_number_never_changes()
    {
        var world = new MovingBlocks();
        var random = new SeededRandom(12);
        var (sand, gravel) = (0, 0);
        for (var tick = 0; tick < 1500; tick++)
        {
            var (x, y, z) = (random.Next(-2, 3), random.Next(64, 84), random.Next(-2, 3));
            var there = world[x, y, z];
            switch (random.Next(4))
            {
                case 0 when there == BlockId.Air:
                    world.Set(x, y, z, BlockId.Sand);
                    sand++;
                    break;
                case 1 when there == BlockId.Air:
                    world.Set(x, y, z, BlockId.Gravel);
                    gravel++;
                    break;
                case 2 when there == BlockId.Air:
                    world.Set(x, y, z, random.Next(3) == 0 ? BlockId.Torch : BlockId.Stone);
                    break;
                case 3 when there is BlockId.Stone or BlockId.Torch:
                    world.Set(x, y, z, BlockId.Air);
                    break;
            }

            world.Step();
            Assert.That(InTheWorld(world, BlockId.Sand, range: 3), Is.EqualTo(sand), $"tick {tick}");
            Assert.That(InTheWorld(world, BlockId.Gravel, range: 3), Is.EqualTo(gravel), $"tick {tick}");
        }

        Assert.That(world.Dropped[(int)ItemId.Sand] + world.Dropped[(int)ItemId.Gravel], Is.Positive);
    }

    [Test]
    public void What_the_player_placed_stays_his_on_the_way_down()
    {
        var world = new MovingBlocks();
        world.Placed.Add((0, 70, 0));
        world.Set(0, 70, 0, BlockId.Sand);
        world.Placed.Add((5, 70, 0));
        world.Set(5, 64, 0, BlockId.Poppy);
        world.Set(5, 70, 0, BlockId.Sand);

        world.Hold(60);

        Assert.That(world.Placed, Is.EquivalentTo(new[] { (0, 64, 0) }));
        Assert.That(world.DroppedOwned[(int)ItemId.Sand], Is.EqualTo(1));
    }

    [Test]
    public void Far_from_the_player_nothing_falls_until_he_comes_back()
    {
        var world = new MovingBlocks();
        world.Set(0, 70, 0, BlockId.Sand);
        world.Set(5, 70, 0, BlockId.Sand);
        world.Hold(3);
        var height = world.Falling.All[0].Body.Y;
        world.Reach = new Reach(500, 0);
        world.Set(3, 70, 0, BlockId.Sand);
        world.Hold(50);
        Assert.That((world.Falling.All[0].Body.Y, world[3, 70, 0]), Is.EqualTo((height, BlockId.Sand)));

        world.Reach = new Reach(0, 0);
        world.Hold(50);

        Assert.That(new[] { world[0, 64, 0], world[3, 64, 0], world[5, 64, 0] }, Is.All.EqualTo(BlockId.Sand));
    }

    [Test]
    public void Only_what_falls_is_hashed()
    {
        var world = new MovingBlocks();
        world.Set(0, 70, 0, BlockId.Stone);
        Assert.That(world.HashInto(1), Is.EqualTo(1UL));

        world.Set(1, 70, 0, BlockId.Sand);
        var scheduled = world.HashInto(1);
        world.Hold(3);
        var falling = world.HashInto(1);
        world.Hold(60);

        Assert.That(new[] { scheduled, falling, 1UL }, Is.Unique);
        Assert.That(world.HashInto(1), Is.EqualTo(1UL));
    }

    [Test]
    public void Falling_allocates_nothing()
    {
        var world = new MovingBlocks();
        world.Set(0, 100, 0, BlockId.Sand);
        world.Hold(40);
        world.Build((0, 80, 0), (0, 99, 0), BlockId.Gravel);
        world.Set(0, 79, 0, BlockId.Air);

        using var allocations = new AllocationMeter();
        world.Hold(100);

        Assert.That(allocations.Bytes, Is.Zero);
    }

    private static int InTheWorld(MovingBlocks world, BlockId block, int range = 20)
    {
        var falling = 0;
        foreach (ref readonly var each in world.Falling.All)
        {
            falling += each.Block == block ? 1 : 0;
        }

        var item = BlockTable.Of(block).Drop == ItemId.None ? ItemId.Gravel : BlockTable.Of(block).Drop;
        return world.Count(block, range) + falling + world.Dropped[(int)item];
    }
}
