using Rl.Env.World.Blocks;
using Rl.Env.World.Volume;

namespace Rl.Env.Tests.World;

public class SelectionBoxTests
{
    private static readonly (double X, double Y, double Z) South = (0, 0, 1);

    [Test]
    public void A_torch_stops_the_crosshair_only_at_its_own_box()
    {
        var volume = With(BlockId.Torch);

        var hitsStick = volume.RayCast((0.5, 64.3, -2), South, 10, throughFluids: true, out var stick);
        var passesBeside = volume.RayCast((0.2, 64.3, -2), South, 10, throughFluids: true, out _);
        var passesAbove = volume.RayCast((0.5, 64.8, -2), South, 10, throughFluids: true, out _);

        Assert.That(hitsStick, Is.True);
        Assert.That(stick, Is.EqualTo(new VoxelHit(0, 64, 0, BlockId.Torch, BlockFace.North, 2.375)));
        Assert.That(passesBeside, Is.False);
        Assert.That(passesAbove, Is.False);
    }

    [Test]
    public void A_ray_that_passes_a_plant_meets_what_stands_behind_it()
    {
        var volume = With(BlockId.Poppy);
        volume.Set(0, 64, 2, BlockId.OakLog);

        volume.RayCast((0.5, 64.9, -2), South, 10, throughFluids: true, out var above);
        volume.RayCast((0.5, 64.3, -2), South, 10, throughFluids: true, out var through);

        Assert.That(above, Is.EqualTo(new VoxelHit(0, 64, 2, BlockId.OakLog, BlockFace.North, 4)));
        Assert.That(through, Is.EqualTo(new VoxelHit(0, 64, 0, BlockId.Poppy, BlockFace.North, 2.3125)));
    }

    [Test]
    public void A_layer_of_snow_is_met_from_above_a_little_over_the_ground()
    {
        var volume = With(BlockId.Snow);

        volume.RayCast((0.5, 66, 0.5), (0, -1, 0), 10, throughFluids: true, out var top);
        var overIt = volume.RayCast((0.5, 64.2, -2), South, 10, throughFluids: true, out _);

        Assert.That(top, Is.EqualTo(new VoxelHit(0, 64, 0, BlockId.Snow, BlockFace.Up, 1.875)));
        Assert.That(overIt, Is.False);
    }

    [TestCase(BlockId.LadderNorth, 2.8125)]
    [TestCase(BlockId.LadderSouth, 2)]
    public void A_ladder_is_met_at_its_wall(BlockId ladder, double distance)
    {
        var volume = With(ladder);

        volume.RayCast((0.5, 64.5, -2), South, 10, throughFluids: true, out var hit);

        Assert.That(hit, Is.EqualTo(new VoxelHit(0, 64, 0, ladder, BlockFace.North, distance)));
    }

    [Test]
    public void A_ray_that_begins_inside_a_box_meets_it_at_once()
    {
        var volume = With(BlockId.TallGrass);

        volume.RayCast((0.5, 64.5, 0.5), (1, 0, 0), 10, throughFluids: true, out var hit);

        Assert.That(hit, Is.EqualTo(new VoxelHit(0, 64, 0, BlockId.TallGrass, BlockFace.West, 0)));
    }

    [Test]
    public void A_box_beyond_the_reach_is_not_met_though_its_cell_begins_within_it()
    {
        var volume = With(BlockId.Torch);

        Assert.That(volume.RayCast((0.5, 64.3, -2), South, 2.3, throughFluids: true, out _), Is.False);
        Assert.That(volume.RayCast((0.5, 64.3, -2), South, 2.4, throughFluids: true, out _), Is.True);
    }

    [Test]
    public void Every_box_lies_within_its_cell()
    {
        foreach (var block in Enum.GetValues<BlockId>())
        {
            var box = SelectionBox.Of(block);
            Assert.That(box.LowX >= 0 && box.LowY >= 0 && box.LowZ >= 0 && box.HighX <= 16 && box.HighY <= 16 && box.HighZ <= 16, $"{block}");
            Assert.That(box.LowX < box.HighX && box.LowY < box.HighY && box.LowZ < box.HighZ, $"{block}");
        }
    }

    private static VoxelVolume With(BlockId block)
    {
        var volume = new VoxelVolume();
        volume.Reset(new FlatSource(), 0, 0);
        volume.Set(0, 64, 0, block);
        return volume;
    }
}
