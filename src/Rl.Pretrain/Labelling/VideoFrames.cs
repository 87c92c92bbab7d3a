using Rl.Env;
using Rl.Pretrain.Video;

namespace Rl.Pretrain.Labelling;

/// <summary>A video's frames at a model's size and the game's rate.</summary>
public sealed class VideoFrames : IFrameSource
{
    private readonly VideoReader _reader;

    private VideoFrames(VideoReader reader) => _reader = reader;

    /// <inheritdoc />
    public FrameSize FrameSize => _reader.FrameSize;

    /// <summary>Opens a video.</summary>
    /// <param name="path">The video.</param>
    /// <param name="config">Size, rate and edits of its frames.</param>
    /// <param name="cancellation">Ends the look into the file.</param>
    public static async Task<IFrameSource> OpenAsync(string path, VideoReaderConfig config, CancellationToken cancellation) =>
        new VideoFrames(await VideoReader.OpenAsync(path, config, cancellation).ConfigureAwait(false));

    /// <inheritdoc />
    public ValueTask<int> ReadAsync(Memory<byte> frames, CancellationToken cancellation) => _reader.ReadAsync(frames, cancellation);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _reader.DisposeAsync();
}
