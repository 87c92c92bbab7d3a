using Rl.Env;

namespace Rl.Pretrain.Recordings;

/// <summary>Frames that were read once and stay in memory.</summary>
/// <param name="all"><c>[time, height, width, channel] uint8</c>.</param>
/// <param name="size">Size of the frames.</param>
internal sealed class ShardFramesInMemory(byte[] all, FrameSize size) : IShardFrames
{
    public void Copy(ReadOnlySpan<int> steps, Span<byte> frames)
    {
        for (var row = 0; row < steps.Length; row++)
        {
            all.AsSpan(steps[row] * size.ByteCount, size.ByteCount).CopyTo(frames[(row * size.ByteCount)..]);
        }
    }
}
