using Rl.Env.World.Blocks;
using Rl.Env.World.Generation;
using Rl.Env.World.Volume;

namespace Rl.Env.Tests.World;

/// <summary>That everything is near.</summary>
[TestFixture]
public sealed class CompactTerrainTests
{
    private const int Seeds = 40;
    private const int TunnelFeet = 12;
    private const int TunnelLength = 30;

    [Test]
    public void A_stair_and_a_short_tunnel_from_the_start_meet_coal_iron_and_diamonds_in_nearly_every_seed()
    {
        var terrain = new SurvivalTerrain(SurvivalTerrainConfig.Compact);
        var rich = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            terrain.Reseed(seed);
            var start = terrain.FindSpawn();
            var isRich = false;
            for (var side = 0; side < 4 && !isRich; side++)
            {
                var seen = Dig(terrain, start, side);
                isRich = Count(seen, BlockId.CoalOre) >= 1 && Count(seen, BlockId.IronOre) >= 3 && Count(seen, BlockId.DiamondOre) >= 3;
            }

            rich += isRich ? 1 : 0;
        }

        Assert.That(rich, Is.GreaterThanOrEqualTo(Seeds - 2));
    }

    [Test]
    public void The_ground_is_low_and_caves_open_to_it()
    {
        const int chunks = 256;
        var terrain = new SurvivalTerrain(SurvivalTerrainConfig.Compact);
        var (sum, mouths) = (0, 0);
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            var hasMouth = false;
            for (var column = 0; column < 256; column++)
            {
                var (x, z) = ((chunk % 16 * 16) + (column & 15), (chunk / 16 * 16) + (column >> 4));
                var surface = terrain.SurfaceAt(x, z);
                sum += surface;
                hasMouth |= terrain.GroundAt(x, z) < surface - 3;
            }

            mouths += hasMouth ? 1 : 0;
        }

        Assert.Multiple(() =>
        {
            Assert.That(sum / (256.0 * chunks), Is.InRange(31, 38));
            Assert.That(mouths, Is.InRange(chunks / 20, chunks / 2));
        });
    }

    private static int Count(HashSet<(int X, int Y, int Z, BlockId Block)> seen, BlockId block) => seen.Count(cell => cell.Block == block);

    /// <summary>Goes down by stairs towards one side, then straight on; gives the blocks that are dug or bared.</summary>
    private static HashSet<(int X, int Y, int Z, BlockId Block)> Dig(SurvivalTerrain terrain, SpawnPoint start, int side)
    {
        var map = new TerrainMap(terrain);
        var seen = new HashSet<(int, int, int, BlockId)>();
        var (stepX, stepZ) = side switch { 0 => (1, 0), 1 => (-1, 0), 2 => (0, 1), _ => (0, -1) };
        var (x, feet, z) = (start.X, start.GroundY + 1, start.Z);
        var length = start.GroundY + 1 - TunnelFeet + TunnelLength;
        for (var i = 0; i < length; i++)
        {
            (x, feet, z) = (x + stepX, Math.Max(TunnelFeet, feet - 1), z + stepZ);
            for (var dy = -1; dy <= 2; dy++)
            {
                for (var across = -1; across <= 1; across++)
                {
                    var isBared = across == 0 || dy is 0 or 1;
                    var (sideX, sideZ) = (x + (across * stepZ), z + (across * stepX));
                    if (isBared && feet + dy < VoxelVolume.Height)
                    {
                        seen.Add((sideX, feet + dy, sideZ, map[sideX, feet + dy, sideZ]));
                    }
                }
            }
        }

        return seen;
    }
}
