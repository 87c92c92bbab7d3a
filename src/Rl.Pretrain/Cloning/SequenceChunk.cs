using Rl.Env;

namespace Rl.Pretrain.Cloning;

/// <summary>The same number of successive frames from every stream, with the actions to be learned. Filled again and again.</summary>
/// <param name="streams">Streams.</param>
/// <param name="length">Frames of each.</param>
/// <param name="size">Size of the frames.</param>
internal sealed class SequenceChunk(int streams, int length, FrameSize size)
{
    public int Streams => streams;

    public int Length => length;

    public FrameSize FrameSize => size;

    /// <summary><c>[streams, time, height, width, channel] uint8</c>.</summary>
    public byte[] Frames { get; } = new byte[streams * length * size.ByteCount];

    /// <summary><c>[streams, time]</c>; true where an episode begins, and memory ends.</summary>
    public bool[] First { get; } = new bool[streams * length];

    /// <summary><c>[streams, time]</c>; classes of the buttons head.</summary>
    public long[] Buttons { get; } = new long[streams * length];

    /// <summary><c>[streams, time]</c>; classes of the camera head.</summary>
    public long[] Camera { get; } = new long[streams * length];
}
