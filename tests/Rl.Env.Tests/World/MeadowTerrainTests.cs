using Rl.Env.World.Blocks;
using Rl.Env.World.Generation;
using Rl.Env.World.Volume;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class MeadowTerrainTests
{
    private const int ChunkBytes = VoxelVolume.Height * 256;

    [Test]
    public void A_chunk_is_the_same_whatever_was_filled_before()
    {
        var (one, other) = (Terrain(5), Terrain(6));
        var (first, second) = (new byte[ChunkBytes], new byte[ChunkBytes]);
        one.FillChunk(3, -2, first);
        other.FillChunk(9, 9, second);
        Array.Fill(second, (byte)99);
        other.Reseed(5);

        other.FillChunk(3, -2, second);

        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void Ground_asked_for_by_column_is_the_ground_of_the_chunk()
    {
        var terrain = Terrain(11);
        var blocks = new byte[ChunkBytes];
        for (var chunk = -4; chunk < 4; chunk++)
        {
            terrain.FillChunk(chunk, chunk * 3, blocks);
            for (var column = 0; column < 256; column++)
            {
                var ground = terrain.GroundAt((chunk * 16) + (column & 15), (chunk * 48) + (column >> 4));
                Assert.That(IsGround(blocks[(ground * 256) + column]), Is.True);
                Assert.That(IsGround(blocks[((ground + 1) * 256) + column]), Is.False);
            }
        }
    }

    [Test]
    public void Crowns_go_on_across_chunk_borders()
    {
        var terrain = Terrain(2);
        var blocks = new byte[ChunkBytes];
        var checkedTrees = 0;
        for (var cellZ = 0; cellZ < 200 && checkedTrees < 20; cellZ++)
        {
            if (!terrain.TryGetTree((4 * 5) + 3, cellZ, out var tree) || (tree.X & 15) != 14)
            {
                continue;
            }

            // Two columns east of the trunk lies the next chunk; the two lower layers of a crown reach that far, but for their corners.
            terrain.FillChunk((tree.X >> 4) + 1, tree.Z >> 4, blocks);
            var cell = ((tree.GroundY + tree.TrunkHeight - 1) * 256) + ((tree.Z & 15) * 16);
            Assert.That(blocks[cell], Is.AnyOf((byte)BlockId.OakLeaves, (byte)BlockId.BirchLeaves, (byte)BlockId.OakLog, (byte)BlockId.BirchLog)
                .Or.Matches<byte>(IsGround));
            checkedTrees++;
        }

        Assert.That(checkedTrees, Is.GreaterThan(3));
    }

    [Test]
    public void Trunks_have_the_heights_of_their_kind_and_stand_on_the_ground()
    {
        var terrain = Terrain(8);
        var heights = new SortedSet<(bool IsBirch, int Height)>();
        for (var cell = 0; cell < 4000; cell++)
        {
            if (terrain.TryGetTree(cell % 64, cell / 64, out var tree))
            {
                heights.Add((tree.IsBirch, tree.TrunkHeight));
                Assert.That(tree.GroundY, Is.EqualTo(terrain.GroundAt(tree.X, tree.Z)).And.GreaterThan(63));
            }
        }

        Assert.That(heights, Is.EqualTo(new[] { (false, 4), (false, 5), (false, 6), (true, 5), (true, 6), (true, 7) }));
    }

    [Test]
    public void Woods_hills_and_lakes_are_all_there()
    {
        var (trees, water, highest) = (0, 0, 0);
        for (var seed = 0; seed < 8; seed++)
        {
            var terrain = Terrain(seed);
            for (var cell = 0; cell < 64 * 64; cell++)
            {
                var (x, z) = (cell % 64, cell / 64);
                trees += terrain.TryGetTree(x, z, out _) ? 1 : 0;
                var ground = terrain.GroundAt(x * 4, z * 4);
                water += ground < 62 ? 1 : 0;
                highest = Math.Max(highest, ground);
            }
        }

        Assert.Multiple(() =>
        {
            Assert.That(trees / (8 * 256.0), Is.InRange(2.0, 5.0), "trees per chunk");
            Assert.That(water / (8 * 4096.0), Is.InRange(0.02, 0.2), "share of water");
            Assert.That(highest, Is.GreaterThan(78));
        });
    }

    [Test]
    public void The_floor_of_the_world_is_bedrock_under_rock_with_ores()
    {
        var terrain = Terrain(4);
        var blocks = new byte[ChunkBytes];
        var ores = new SortedSet<byte>();
        for (var chunk = 0; chunk < 8; chunk++)
        {
            var top = terrain.FillChunk(chunk, 0, blocks);
            Assert.That(blocks.AsSpan(0, 256).IndexOfAnyExcept((byte)BlockId.Bedrock), Is.Negative);
            Assert.That(blocks.AsSpan(256 * 5, 256).IndexOf((byte)BlockId.Bedrock), Is.Negative);
            Assert.That(blocks.AsSpan(top * 256, 256).IndexOfAnyExcept((byte)BlockId.Air), Is.Not.Negative);
            Assert.That(blocks.AsSpan((top + 1) * 256).IndexOfAnyExcept((byte)BlockId.Air), Is.Negative);
            ores.UnionWith(blocks.Where(block => (BlockId)block is BlockId.CoalOre or BlockId.IronOre or BlockId.DiamondOre));
        }

        Assert.That(ores, Has.Count.EqualTo(3));
    }

    [Test]
    public void Filling_chunks_allocates_nothing()
    {
        var terrain = Terrain(1);
        var blocks = new byte[ChunkBytes];
        terrain.FillChunk(0, 0, blocks);

        using var allocations = new AllocationMeter();
        terrain.Reseed(2);
        for (var chunk = 0; chunk < 16; chunk++)
        {
            terrain.FillChunk(chunk, -chunk, blocks);
        }

        Assert.That(allocations.Bytes, Is.Zero);
    }

    private static MeadowTerrain Terrain(long seed)
    {
        var terrain = new MeadowTerrain();
        terrain.Reseed(seed);
        return terrain;
    }

    private static bool IsGround(byte block) => (BlockId)block is not (BlockId.Air or BlockId.Water or BlockId.OakLog or BlockId.BirchLog
        or BlockId.OakLeaves or BlockId.BirchLeaves);
}
