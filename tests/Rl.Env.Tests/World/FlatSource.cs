using Rl.Env.World.Blocks;
using Rl.Env.World.Volume;

namespace Rl.Env.Tests.World;

/// <summary>Grass up to y 63; flooded to y 70, or with a 5 × 5 stone roof at y 66 in the middle of every chunk, if asked.</summary>
internal sealed class FlatSource(bool flooded = false, bool roofed = false) : IChunkSource
{
    public int FillChunk(int chunkX, int chunkZ, Span<byte> blocks)
    {
        blocks.Clear();
        blocks[..(63 * 256)].Fill((byte)BlockId.Stone);
        blocks[(63 * 256)..(64 * 256)].Fill((byte)BlockId.GrassBlock);
        if (flooded)
        {
            blocks[(64 * 256)..(71 * 256)].Fill((byte)BlockId.Water);
            return 70;
        }

        if (!roofed)
        {
            return 63;
        }

        for (var i = 0; i < 25; i++)
        {
            blocks[(66 * 256) + ((6 + (i / 5)) * 16) + 6 + (i % 5)] = (byte)BlockId.Stone;
        }

        return 66;
    }
}
