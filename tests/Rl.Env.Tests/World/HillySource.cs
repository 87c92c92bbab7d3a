using Rl.Env.World.Blocks;
using Rl.Env.World.Volume;

namespace Rl.Env.Tests.World;

/// <summary>A small landscape for tests: rolling hills, a sea, beaches, trees, an ore seam and an overhang here and there.</summary>
internal sealed class HillySource(int seed = 0) : IChunkSource
{
    private const int SeaLevel = 62;

    public int FillChunk(int chunkX, int chunkZ, Span<byte> blocks)
    {
        blocks.Clear();
        var top = 0;
        for (var z = 0; z < 16; z++)
        {
            for (var x = 0; x < 16; x++)
            {
                top = Math.Max(top, FillColumn((chunkX * 16) + x, (chunkZ * 16) + z, blocks, (z * 16) + x));
            }
        }

        for (var tree = 0; tree < 4; tree++)
        {
            var place = Hash(chunkX, chunkZ, tree);
            var (x, z) = ((int)(2 + (place % 12)), (int)(2 + (place / 16 % 12)));
            var ground = Ground((chunkX * 16) + x, (chunkZ * 16) + z);
            if (ground > SeaLevel + 1)
            {
                top = Math.Max(top, Plant(blocks, x, ground + 1, z, place / 4096 % 4 == 0));
            }
        }

        return top;
    }

    private static int Plant(Span<byte> blocks, int x, int y, int z, bool birch)
    {
        var leaves = (byte)(birch ? BlockId.BirchLeaves : BlockId.OakLeaves);
        for (var dy = 3; dy <= 6; dy++)
        {
            var radius = dy < 5 ? 2 : 1;
            for (var dz = -radius; dz <= radius; dz++)
            {
                for (var dx = -radius; dx <= radius; dx++)
                {
                    if (Math.Abs(dx) != radius || Math.Abs(dz) != radius || dy == 4)
                    {
                        blocks[((y + dy) * 256) + ((z + dz) * 16) + x + dx] = leaves;
                    }
                }
            }
        }

        for (var dy = 0; dy < 6; dy++)
        {
            blocks[((y + dy) * 256) + (z * 16) + x] = (byte)(birch ? BlockId.BirchLog : BlockId.OakLog);
        }

        return y + 6;
    }

    private int FillColumn(int x, int z, Span<byte> blocks, int column)
    {
        var ground = Ground(x, z);
        for (var y = 0; y <= Math.Max(ground, SeaLevel); y++)
        {
            blocks[(y * 256) + column] = (byte)(y > ground ? BlockId.Water
                : y == 0 ? BlockId.Bedrock
                : ground <= SeaLevel + 1 && y > ground - 3 ? BlockId.Sand
                : y == ground ? BlockId.GrassBlock
                : y > ground - 4 ? BlockId.Dirt
                : Hash(x >> 1, (y >> 1) + (z >> 1 << 8), 9) % 40 == 0 ? BlockId.CoalOre
                : BlockId.Stone);
        }

        if (Hash(x >> 2, z >> 2, 7) % 97 == 0)
        {
            // A slab of stone in the air: something to stand under.
            blocks[((ground + 4) * 256) + column] = (byte)BlockId.Stone;
            return ground + 4;
        }

        return Math.Max(ground, SeaLevel);
    }

    private int Ground(int x, int z)
    {
        var (fx, fz) = (x + (seed * 137), z - (seed * 91));
        var height = 67.5 + (7 * Math.Sin(fx * 0.043) * Math.Cos(fz * 0.037)) + (4 * Math.Sin((fx * 0.11) + (fz * 0.07))) + (2 * Math.Sin(fz * 0.21));
        return (int)height;
    }

    private uint Hash(int x, int z, int salt)
    {
        var h = unchecked((uint)((x * 374761393) + (z * 668265263) + (salt * 974634131) + (seed * 2246822519)));
        h = (h ^ (h >> 13)) * 1274126177;
        return (h ^ (h >> 16)) & 0xFFFFFF;
    }
}
