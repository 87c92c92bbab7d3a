using Rl.Env.World.Blocks;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class FluidTests
{
    [TestCase(true, true, false, BlockId.Water)]
    [TestCase(true, false, false, BlockId.Air)]
    [TestCase(false, false, true, BlockId.Water)]
    [TestCase(false, false, false, BlockId.Air)]
    public void A_hole_fills_at_once_between_two_sources_or_under_one(bool west, bool north, bool above, BlockId filled)
    {
        var world = new MovingBlocks();
        world.Build((-1, 60, 0), (-1, 60, 0), west ? BlockId.Water : BlockId.Stone);
        world.Build((0, 60, -1), (0, 60, -1), north ? BlockId.Water : BlockId.Stone);
        world.Build((0, 61, 0), (0, 61, 0), above ? BlockId.Water : BlockId.Stone);

        Assert.That(world.Fluids.Refill(world.Volume, 0, 60, 0), Is.EqualTo(filled));
    }

    [TestCase(BlockId.Water, 5)]
    [TestCase(BlockId.Lava, 30)]
    public void A_source_flows_one_step_aside_into_a_hole_in_its_own_time(BlockId fluid, int ticks)
    {
        var world = new MovingBlocks();
        world.Build((0, 60, 0), (0, 60, 0), fluid);
        world.Build((2, 60, 0), (2, 60, 0), BlockId.Air);
        world.Set(1, 60, 0, BlockId.Air);

        world.Hold(ticks - 1);
        Assert.That(world[1, 60, 0], Is.EqualTo(BlockId.Air));

        world.Step();
        Assert.That(world[1, 60, 0], Is.EqualTo(fluid));
        Assert.That(world.Fluids.IsSource(world.Volume, 1, 60, 0), Is.False);
        Assert.That(world.Fluids.IsSource(world.Volume, 0, 60, 0), Is.True);

        world.Hold(200);
        Assert.That(world[2, 60, 0], Is.EqualTo(BlockId.Air));
    }

    [TestCase(BlockId.Water, 5)]
    [TestCase(BlockId.Lava, 30)]
    public void A_fluid_falls_down_a_shaft_step_by_step_to_its_bottom(BlockId fluid, int ticks)
    {
        var world = new MovingBlocks();
        world.Build((0, 62, 0), (0, 62, 0), fluid);
        world.Build((0, 50, 0), (0, 60, 0), BlockId.Air);
        world.Set(0, 61, 0, BlockId.Air);

        world.Hold(ticks * 3);
        Assert.That((world[0, 59, 0], world[0, 58, 0]), Is.EqualTo((fluid, BlockId.Air)));

        world.Hold(ticks * 12);
        Assert.That(world[0, 50, 0], Is.EqualTo(fluid));
        Assert.That(world.Count(fluid, range: 3), Is.EqualTo(13));
    }

    [TestCase(BlockId.Water)]
    [TestCase(BlockId.Lava)]
    public void A_bucket_on_a_plain_makes_a_puddle_of_five_that_dries_up_without_it(BlockId fluid)
    {
        var world = new MovingBlocks();
        world.Fluids.Pour(0, 64, 0);
        world.Set(0, 64, 0, fluid);
        world.Hold(300);
        Assert.That(world.Count(fluid, range: 6), Is.EqualTo(5));

        world.Set(0, 64, 0, BlockId.Air);
        world.Hold(300);

        Assert.That(world.Count(fluid, range: 6), Is.Zero);
        Assert.That(world.HashInto(1), Is.EqualTo(1UL));
    }

    [Test]
    public void A_waterfall_dries_up_from_above()
    {
        var world = new MovingBlocks();
        world.Set(0, 80, 0, BlockId.Stone);
        world.Set(0, 81, 0, BlockId.Water);
        world.Hold(300);
        Assert.That(world.Count(BlockId.Water, range: 3), Is.EqualTo(1 + (4 * 18)), "four falls of 18 around the stone");

        world.Set(0, 81, 0, BlockId.Air);
        world.Hold(300);

        Assert.That(world.Count(BlockId.Water, range: 3), Is.Zero);
    }

    [Test]
    public void Flowing_water_between_two_sources_becomes_one()
    {
        var world = new MovingBlocks();
        world.Build((-1, 60, 0), (1, 60, 0), BlockId.Water);
        world.Set(0, 60, 0, BlockId.Air);

        world.Hold(20);

        Assert.That(world.Fluids.IsSource(world.Volume, 0, 60, 0), Is.True);
    }

    [Test]
    public void Water_over_a_pool_of_lava_turns_it_to_obsidian()
    {
        var world = new MovingBlocks();
        world.Build((-1, 63, -1), (1, 63, 1), BlockId.Lava);

        world.Set(0, 64, 0, BlockId.Water);
        world.Hold(60);

        Assert.That(world[0, 63, 0], Is.EqualTo(BlockId.Obsidian));
        Assert.That(world[1, 63, 0], Is.EqualTo(BlockId.Obsidian), "water that flowed aside works as well");
        Assert.That(world[1, 63, 1], Is.EqualTo(BlockId.Lava));
    }

    [Test]
    public void Flowing_lava_that_meets_water_turns_to_cobblestone()
    {
        var world = new MovingBlocks();
        world.Build((0, 60, 0), (0, 60, 0), BlockId.Lava);
        world.Build((2, 60, 0), (2, 60, 0), BlockId.Water);
        world.Build((1, 59, 0), (1, 59, 0), BlockId.Stone);
        world.Build((3, 60, 0), (3, 60, 0), BlockId.Stone);

        // Both would flow into the gap; water does so first and meets the source.
        world.Set(1, 60, 0, BlockId.Air);
        world.Hold(10);
        Assert.That(world[0, 60, 0], Is.EqualTo(BlockId.Obsidian));

        // Lava that has flowed, and then water beside it.
        world.Build((0, 50, 0), (0, 50, 0), BlockId.Lava);
        world.Set(1, 50, 0, BlockId.Air);
        world.Hold(40);
        Assert.That(world[1, 50, 0], Is.EqualTo(BlockId.Lava));
        world.Set(2, 50, 0, BlockId.Water);
        world.Hold(10);
        Assert.That(world[1, 50, 0], Is.EqualTo(BlockId.Cobblestone));
        Assert.That(world[0, 50, 0], Is.EqualTo(BlockId.Lava));
    }

    [Test]
    public void Lava_that_comes_down_on_water_makes_stone()
    {
        var world = new MovingBlocks();
        world.Build((0, 60, 0), (0, 60, 0), BlockId.Water);
        world.Build((0, 62, 0), (0, 62, 0), BlockId.Lava);

        world.Set(0, 61, 0, BlockId.Air);
        world.Hold(100);

        Assert.That(world[0, 61, 0], Is.EqualTo(BlockId.Lava));
        Assert.That(world[0, 60, 0], Is.EqualTo(BlockId.Stone));
    }

    [TestCase(BlockId.Water, 1)]
    [TestCase(BlockId.Lava, 0)]
    public void Water_washes_a_torch_away_and_lava_burns_it(BlockId fluid, int torches)
    {
        var world = new MovingBlocks();
        world.Set(1, 64, 0, BlockId.Torch);
        world.Set(0, 64, 0, fluid);

        world.Hold(60);

        Assert.That(world[1, 64, 0], Is.EqualTo(fluid));
        Assert.That(world.Dropped[(int)ItemId.Torch], Is.EqualTo(torches));
    }

    [Test]
    public void A_block_in_a_flow_ends_it_there()
    {
        var world = new MovingBlocks();
        world.Set(0, 64, 0, BlockId.Water);
        world.Hold(20);

        world.Set(1, 64, 0, BlockId.Stone);
        world.Set(1, 64, 0, BlockId.Air);
        world.Set(0, 64, 0, BlockId.Stone);
        world.Hold(60);

        Assert.That(world.Count(BlockId.Water, range: 6), Is.Zero);
    }

    [Test]
    public void Still_water_that_nobody_touches_stays_still()
    {
        var world = new MovingBlocks();
        world.Build((0, 70, 0), (3, 70, 3), BlockId.Water);

        world.Hold(200);

        Assert.That(world.Count(BlockId.Water), Is.EqualTo(16));
        Assert.That(world.HashInto(1), Is.EqualTo(1UL));
    }

    [Test]
    public void Flowing_allocates_nothing()
    {
        var world = new MovingBlocks();
        world.Set(0, 80, 0, BlockId.Water);
        world.Set(5, 80, 0, BlockId.Lava);
        world.Hold(100);

        using var allocations = new AllocationMeter();
        world.Set(0, 80, 0, BlockId.Air);
        world.Hold(300);

        Assert.That(allocations.Bytes, Is.Zero);
    }
}
