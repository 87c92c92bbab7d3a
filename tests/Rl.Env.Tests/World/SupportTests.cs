using Rl.Env.World.Blocks;
using Rl.Env.World.Dynamics;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class SupportTests
{
    [TestCase(BlockId.Torch, 0, -1, 0, ItemId.Torch)]
    [TestCase(BlockId.WallTorchNorth, 0, 0, 1, ItemId.Torch)]
    [TestCase(BlockId.WallTorchSouth, 0, 0, -1, ItemId.Torch)]
    [TestCase(BlockId.WallTorchWest, 1, 0, 0, ItemId.Torch)]
    [TestCase(BlockId.WallTorchEast, -1, 0, 0, ItemId.Torch)]
    [TestCase(BlockId.LadderNorth, 0, 0, 1, ItemId.Ladder)]
    [TestCase(BlockId.LadderSouth, 0, 0, -1, ItemId.Ladder)]
    [TestCase(BlockId.LadderWest, 1, 0, 0, ItemId.Ladder)]
    [TestCase(BlockId.LadderEast, -1, 0, 0, ItemId.Ladder)]
    public void What_hangs_on_a_block_comes_off_in_the_tick_after_it_went(BlockId block, int x, int y, int z, ItemId item)
    {
        var world = new MovingBlocks();
        world.Set(x, 70 + y, z, BlockId.Stone);
        world.Set(0, 70, 0, block);
        world.Hold(10);
        Assert.That(world[0, 70, 0], Is.EqualTo(block));

        world.Set(x, 70 + y, z, BlockId.Air);
        world.Step();

        Assert.That(world[0, 70, 0], Is.EqualTo(BlockId.Air));
        Assert.That(world.Dropped[(int)item], Is.EqualTo(1));
    }

    [Test]
    public void Two_changes_beside_a_torch_make_it_come_off_once()
    {
        var world = new MovingBlocks();
        world.Set(0, 70, 0, BlockId.Stone);
        world.Set(0, 71, 0, BlockId.Torch);
        world.Placed.Add((0, 71, 0));

        world.Set(0, 70, 0, BlockId.Air);
        world.Set(1, 71, 0, BlockId.Stone);
        world.Set(1, 71, 0, BlockId.Air);
        world.Hold(5);

        Assert.That(world.DroppedOwned[(int)ItemId.Torch], Is.EqualTo(1), "it was the player's and stays so");
        Assert.That(world.Placed, Is.Empty);
    }

    [TestCase(BlockId.Dandelion, ItemId.Dandelion)]
    [TestCase(BlockId.Poppy, ItemId.Poppy)]
    [TestCase(BlockId.OakSapling, ItemId.OakSapling)]
    [TestCase(BlockId.BrownMushroom, ItemId.BrownMushroom)]
    public void A_plant_goes_with_its_soil_and_drops_itself(BlockId plant, ItemId item)
    {
        var world = new MovingBlocks();
        world.Set(0, 64, 0, plant);

        world.Set(0, 63, 0, BlockId.Air);
        world.Hold(2);

        Assert.That(world[0, 64, 0], Is.EqualTo(BlockId.Air));
        Assert.That(world.Dropped[(int)item], Is.EqualTo(1));
    }

    [Test]
    public void Tall_grass_loses_both_halves_whichever_is_taken()
    {
        var world = new MovingBlocks();
        for (var x = 0; x < 3; x++)
        {
            world.Build((x, 64, 0), (x, 64, 0), BlockId.TallGrass);
            world.Build((x, 65, 0), (x, 65, 0), BlockId.TallGrassUpper);
        }

        world.Set(0, 64, 0, BlockId.Air);
        world.Set(1, 65, 0, BlockId.Air);
        world.Set(2, 63, 0, BlockId.Air);
        world.Hold(3);

        Assert.That(world.Count(BlockId.TallGrass) + world.Count(BlockId.TallGrassUpper), Is.Zero);
    }

    [Test]
    public void Tall_grass_drops_seeds_once_and_not_for_the_half_that_follows()
    {
        var world = new MovingBlocks();
        const int plants = 800;
        for (var i = 0; i < plants; i++)
        {
            var (x, z) = ((i % 40) - 20, (i / 40) - 10);
            world.Build((x, 64, z), (x, 64, z), BlockId.TallGrass);
            world.Build((x, 65, z), (x, 65, z), BlockId.TallGrassUpper);
        }

        for (var i = 0; i < plants; i++)
        {
            world.Set((i % 40) - 20, 63, (i / 40) - 10, BlockId.Stone);
            world.Hold(1);
        }

        world.Hold(3);
        Assert.That(world.Count(BlockId.TallGrassUpper), Is.Zero);
        Assert.That(world.Dropped[(int)ItemId.WheatSeeds] / (double)plants, Is.EqualTo(0.125).Within(0.03));
    }

    [TestCase(BlockId.SugarCane, ItemId.SugarCane)]
    [TestCase(BlockId.Cactus, ItemId.Cactus)]
    public void A_stem_without_its_foot_comes_down_piece_by_piece(BlockId stem, ItemId item)
    {
        var world = new MovingBlocks();
        world.Build((0, 63, 0), (0, 63, 0), BlockId.Sand);
        world.Build((1, 63, 0), (1, 63, 0), BlockId.Water);
        world.Build((0, 64, 0), (0, 66, 0), stem);

        world.Set(0, 64, 0, BlockId.Air);
        world.Step();
        Assert.That((world[0, 65, 0], world[0, 66, 0]), Is.EqualTo((BlockId.Air, stem)));

        world.Step();
        Assert.That(world[0, 66, 0], Is.EqualTo(BlockId.Air));
        Assert.That(world.Dropped[(int)item], Is.EqualTo(2));
    }

    [Test]
    public void A_block_beside_a_cactus_breaks_it()
    {
        var world = new MovingBlocks();
        world.Build((0, 63, 0), (0, 63, 0), BlockId.Sand);
        world.Build((0, 64, 0), (0, 65, 0), BlockId.Cactus);

        world.Set(1, 65, 0, BlockId.Dirt);
        world.Hold(3);

        Assert.That((world[0, 64, 0], world[0, 65, 0]), Is.EqualTo((BlockId.Cactus, BlockId.Air)));
        Assert.That(world.Dropped[(int)ItemId.Cactus], Is.EqualTo(1));
    }

    [Test]
    public void Snow_without_ground_is_gone()
    {
        var world = new MovingBlocks();
        world.Set(0, 64, 0, BlockId.Snow);
        world.Set(0, 63, 0, BlockId.Air);

        world.Hold(2);

        Assert.That(world[0, 64, 0], Is.EqualTo(BlockId.Air));
        Assert.That(world.Dropped.Sum(), Is.Zero);
    }

    [TestCase(BlockId.Torch, BlockId.Glass, true)]
    [TestCase(BlockId.Torch, BlockId.OakLeaves, false)]
    [TestCase(BlockId.Torch, BlockId.Chest, false)]
    [TestCase(BlockId.Torch, BlockId.Water, false)]
    [TestCase(BlockId.Torch, BlockId.Furnace, true)]
    [TestCase(BlockId.OakSapling, BlockId.CoarseDirt, true)]
    [TestCase(BlockId.OakSapling, BlockId.Stone, false)]
    [TestCase(BlockId.DeadBush, BlockId.Sand, true)]
    [TestCase(BlockId.DeadBush, BlockId.GrassBlock, false)]
    [TestCase(BlockId.RedMushroom, BlockId.Stone, true)]
    [TestCase(BlockId.Snow, BlockId.OakLeaves, true)]
    [TestCase(BlockId.Snow, BlockId.Ice, false)]
    [TestCase(BlockId.SugarCane, BlockId.Sand, false)]
    [TestCase(BlockId.Cactus, BlockId.Sand, true)]
    [TestCase(BlockId.Cactus, BlockId.Dirt, false)]
    [TestCase(BlockId.Stone, BlockId.Air, true)]
    public void A_block_stands_only_on_what_holds_it(BlockId block, BlockId below, bool holds)
    {
        var world = new MovingBlocks();
        world.Build((0, 69, 0), (0, 69, 0), below);

        Assert.That(Support.Holds(world.Volume, 0, 70, 0, block), Is.EqualTo(holds));
    }
}
