using Rl.Env;

namespace Rl.Pretrain.Recordings;

/// <summary>Frames that lie one after the other as they are; successive ones are one positioned read.</summary>
internal sealed class RawShardFrames(string path, FrameSize size) : IShardFrames
{
    public void Copy(ReadOnlySpan<int> steps, Span<byte> frames)
    {
        using var file = File.OpenHandle(path);
        for (var row = 0; row < steps.Length;)
        {
            var run = 1;
            while (row + run < steps.Length && steps[row + run] == steps[row] + run)
            {
                run++;
            }

            var place = ShardLayout.HeadBytes + ((long)steps[row] * size.ByteCount);
            ShardLayout.ReadFully(file, path, frames.Slice(row * size.ByteCount, run * size.ByteCount), place);
            row += run;
        }
    }
}
