using Rl.Env.World.Blocks;
using Rl.Env.World.Volume;

namespace Rl.Env.Tests.World;

/// <summary>
/// A hall from y 40 to 51 under stone up to y 63, with stone pillars, torches, furnaces and pools of lava in places that every chunk has for
/// itself.
/// </summary>
internal sealed class GlowingSource : IChunkSource
{
    public int FillChunk(int chunkX, int chunkZ, Span<byte> blocks)
    {
        blocks.Clear();
        blocks[..(64 * 256)].Fill((byte)BlockId.Stone);
        blocks[(40 * 256)..(52 * 256)].Clear();
        for (var cell = 0; cell < 256; cell++)
        {
            var dice = Hash((chunkX * 16) + (cell & 15), (chunkZ * 16) + (cell >> 4));
            var floor = (40 * 256) + cell;
            switch (dice % 64)
            {
                case < 12:
                    for (var y = 40; y < 52; y++)
                    {
                        blocks[(y * 256) + cell] = (byte)BlockId.Stone;
                    }

                    break;
                case 12:
                    blocks[(39 * 256) + cell] = (byte)BlockId.Lava;
                    break;
                case 13 when dice / 64 % 4 == 0:
                    blocks[floor] = (byte)BlockId.Torch;
                    break;
                case 14:
                    blocks[floor + (5 * 256)] = (byte)BlockId.LitFurnace;
                    break;
                case 15:
                    blocks[floor] = (byte)BlockId.BrownMushroom;
                    break;
                case 16:
                    blocks[floor] = (byte)BlockId.OakLeaves;
                    break;
            }
        }

        return 63;
    }

    private static uint Hash(int x, int z)
    {
        var h = unchecked((uint)((x * 374761393) + (z * 668265263)));
        h = (h ^ (h >> 13)) * 1274126177;
        return (h ^ (h >> 16)) & 0xFFFFFF;
    }
}
