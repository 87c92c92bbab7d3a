using System.Numerics;
using Rl.Env.World.Generation;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class VeinShapeTerrainTests
{
    // Means and maxima of the blob's blocks by size, from simulating the published shape.
    [TestCase(7, 4.9, 10)]
    [TestCase(8, 5.7, 10)]
    [TestCase(9, 6.8, 13)]
    [TestCase(17, 22, 37)]
    [TestCase(33, 112, 160)]
    public void A_vein_has_the_blocks_of_its_size(int size, double mean, int maximum)
    {
        var shapes = VeinShapes.OfSize(size);
        var (sum, largest) = (0, 0);
        for (var shape = 0; shape < VeinShapes.Count; shape++)
        {
            var blocks = 0;
            foreach (var row in shapes.Rows(shape))
            {
                blocks += BitOperations.PopCount(VeinShapes.Cells(row));
            }

            sum += blocks;
            largest = Math.Max(largest, blocks);
        }

        Assert.Multiple(() =>
        {
            Assert.That(sum / (double)VeinShapes.Count, Is.EqualTo(mean).Within(5).Percent);
            Assert.That(largest, Is.InRange(0.8 * maximum, maximum));
        });
    }

    [Test]
    public void A_vein_stays_within_the_chunks_beside_its_own()
    {
        for (var size = 1; size <= VeinShapes.MaximumSize; size += 4)
        {
            Assert.That(VeinShapes.OfSize(size).Reach, Is.LessThan(VeinShapes.RowCenter));
        }
    }
}
