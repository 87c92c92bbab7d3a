using Rl.Env;

namespace Rl.Pretrain.Labelling;

/// <summary>Frames in order, once: a video, a recorded episode.</summary>
public interface IFrameSource : IAsyncDisposable
{
    /// <summary>Size of the frames.</summary>
    FrameSize FrameSize { get; }

    /// <summary>Reads the next frames.</summary>
    /// <param name="frames"><c>[time, height, width, channel] uint8</c>, RGB, written from its start; its length says how many are wanted.</param>
    /// <param name="cancellation">Ends the wait; the source is of no use afterwards.</param>
    /// <returns>The frames that came: fewer than wanted, or 0, at the end.</returns>
    ValueTask<int> ReadAsync(Memory<byte> frames, CancellationToken cancellation);
}
