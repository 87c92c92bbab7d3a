using Rl.Env;
using Rl.Pretrain.Recordings;

namespace Rl.Pretrain.Labelling;

/// <summary>A recorded episode's frames, as if nobody knew what was done in them.</summary>
public sealed class EpisodeFrames(RecordedEpisode episode) : IFrameSource
{
    private int _next;

    /// <inheritdoc />
    public FrameSize FrameSize => episode.FrameSize;

    /// <inheritdoc />
    public ValueTask<int> ReadAsync(Memory<byte> frames, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var count = Math.Min(frames.Length / FrameSize.ByteCount, episode.Steps - _next);
        episode.CopyFrames(_next, frames.Span[..(count * FrameSize.ByteCount)]);
        _next += count;
        return ValueTask.FromResult(count);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
