using System.Globalization;
using Rl.Env.Frames;

namespace Rl.Pretrain.Video;

/// <summary>
/// Writes frames to an mp4 through a child process of ffmpeg, or, where that is allowed and there is none, to numbered PNG pictures in a folder.
/// Memory is bounded: every frame is handed on before the next is taken. The video has a temporary name until <see cref="CompleteAsync"/>; a writer
/// that is disposed before leaves nothing behind.
/// </summary>
public sealed class VideoWriter : IAsyncDisposable
{
    private readonly VideoWriterConfig _config;
    private readonly string _path;
    private readonly FfmpegProcess? _encoder;
    private bool _isComplete;

    private VideoWriter(string path, VideoWriterConfig config, FfmpegProcess? encoder)
    {
        _path = path;
        _config = config;
        _encoder = encoder;
        OutputPath = encoder is null ? Path.ChangeExtension(path, null) : path;
    }

    /// <summary>Where the pictures go: the mp4, or the folder of PNGs.</summary>
    public string OutputPath { get; }

    /// <summary>True if ffmpeg was not there and PNG pictures are written.</summary>
    public bool IsPngFolder => _encoder is null;

    /// <summary>Frames taken so far.</summary>
    public int Frames { get; private set; }

    private string TemporaryPath => _path + ".partial";

    /// <summary>Starts a video.</summary>
    /// <param name="path">The mp4 to write; without ffmpeg, where pictures are allowed, the folder of the same name without extension.</param>
    /// <param name="config">Size, speed and quality.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <exception cref="FfmpegMissingException">There is no ffmpeg, and pictures are not allowed.</exception>
    public static async Task<VideoWriter> OpenAsync(string path, VideoWriterConfig config, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(config);
        config = config.Validated();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            var codec = config.Codec == VideoCodec.Best ? await FindCodecAsync(config.Encoder, cancellation).ConfigureAwait(false) : config.Codec;
            return new VideoWriter(path, config, FfmpegProcess.Start(config.Encoder, writesInput: true, Arguments(path + ".partial", config, codec)));
        }
        catch (FfmpegMissingException) when (config.AllowsPictures)
        {
            var writer = new VideoWriter(path, config, null);
            Directory.CreateDirectory(writer.OutputPath);
            return writer;
        }
    }

    /// <summary>Adds a picture.</summary>
    /// <param name="frame"><c>[height, width, channel] uint8</c>; may be reused afterwards.</param>
    /// <param name="cancellation">Ends the wait for the encoder.</param>
    /// <exception cref="IOException">The encoder gave up; the message carries what it said.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellation)
    {
        if (frame.Length != _config.FrameSize.ByteCount)
        {
            throw new ArgumentException($"'frame' has {frame.Length} bytes, expected {_config.FrameSize} x 3 = {_config.FrameSize.ByteCount}.", nameof(frame));
        }

        if (_encoder is null)
        {
            PngFile.Write(Path.Combine(OutputPath, $"frame-{Frames:D6}.png"), _config.FrameSize, frame.Span);
        }
        else
        {
            // The write blocks in the pipe, where only the encoder's end wakes it.
            using var kill = cancellation.Register(_encoder.Kill);
            try
            {
                await _encoder.Input.WriteAsync(frame, cancellation).ConfigureAwait(false);
            }
            catch (IOException error)
            {
                throw await ExplainAsync(error, cancellation).ConfigureAwait(false);
            }
        }

        Frames++;
    }

    /// <summary>Finishes the video and gives it its name.</summary>
    /// <exception cref="InvalidOperationException">Not one frame was written.</exception>
    /// <exception cref="IOException">The encoder failed; the message carries what it said.</exception>
    public async Task CompleteAsync(CancellationToken cancellation)
    {
        if (Frames == 0)
        {
            throw new InvalidOperationException($"'{_path}' cannot be a video of no frames. Write one before completing it.");
        }

        if (_encoder is not null)
        {
            try
            {
                _encoder.Input.Close();
            }
            catch (IOException error)
            {
                throw await ExplainAsync(error, cancellation).ConfigureAwait(false);
            }

            var (code, _) = await _encoder.WaitAsync(cancellation).ConfigureAwait(false);
            if (code != 0)
            {
                throw await ExplainAsync(null, cancellation).ConfigureAwait(false);
            }

            File.Move(TemporaryPath, _path, overwrite: true);
        }

        _isComplete = true;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_encoder is null)
        {
            return;
        }

        await _encoder.DisposeAsync().ConfigureAwait(false);
        if (!_isComplete)
        {
            File.Delete(TemporaryPath);
        }
    }

    private static string[] Arguments(string path, VideoWriterConfig config, VideoCodec codec) =>
    [
        "-hide_banner", "-loglevel", "error", "-nostdin", "-xerror", "-y",
        "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", config.FrameSize.ToString(),
        "-r", config.FramesPerSecond.ToString(CultureInfo.InvariantCulture), "-i", "pipe:0",
        "-an", .. config.Options(codec), "-threads", config.Threads.ToString(CultureInfo.InvariantCulture),
        "-pix_fmt", "yuv420p", "-movflags", "+faststart", "-f", "mp4", FfmpegProcess.FileArgument(path),
    ];

    private static async Task<VideoCodec> FindCodecAsync(string encoder, CancellationToken cancellation)
    {
        var encoders = await VideoEncoders.ListAsync(encoder, cancellation).ConfigureAwait(false);
        return encoders.Contains(VideoEncoders.H264) ? VideoCodec.H264 : VideoCodec.Mpeg4;
    }

    private async Task<IOException> ExplainAsync(IOException? cause, CancellationToken cancellation)
    {
        var (code, said) = await _encoder!.WaitAsync(cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return new IOException($"'{_path}' could not be written (after {Frames} frames): {_encoder.Describe(code, said)}", cause);
    }
}
