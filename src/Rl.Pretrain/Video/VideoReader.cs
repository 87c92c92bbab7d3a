using System.Globalization;
using Rl.Env;
using Rl.Env.Frames;
using Rl.Pretrain.Recordings;

namespace Rl.Pretrain.Video;

/* VideoReader must
 * - take no more memory for a film than for a clip (hence one native frame of its own and its planes, all others in the caller's buffer)
 * - tell a video that ended from one that broke off: a decoder that gives up and an end long before the file's own are errors
 * - leave no child process and no pipe behind, whether read to the end, disposed early or cancelled
 */

/// <summary>
/// Reads a video's frames in order, through a child process of ffmpeg, and resizes them as the reference does. One consumer at a time; several
/// readers may run side by side.
/// </summary>
public sealed class VideoReader : IAsyncDisposable
{
    /// <summary>How much earlier than the file says a video may end: containers round, and the last picture's length is often a guess.</summary>
    private static readonly TimeSpan EndTolerance = TimeSpan.FromSeconds(0.5);

    private readonly string _path;
    private readonly VideoReaderConfig _config;
    private readonly FfmpegProcess _decoder;
    private readonly FrameResizer _resizer;
    private readonly byte[] _native;
    private readonly byte[]? _planes; // What ffmpeg sends if it is not RGB
    private bool _isAtEnd;

    private VideoReader(string path, VideoReaderConfig config, VideoInfo info, FfmpegProcess decoder)
    {
        _path = path;
        _config = config;
        _decoder = decoder;
        Info = info;
        FrameSize = config.FrameSize ?? info.Size;
        _resizer = new FrameResizer(info.Size, FrameSize);
        _native = new byte[info.Size.ByteCount];
        _planes = SendsPlanes(info) ? new byte[YuvConverter.ByteCount(info.Size)] : null;
    }

    /// <summary>What the file says about itself.</summary>
    public VideoInfo Info { get; }

    /// <summary>Size of the frames that are handed out.</summary>
    public FrameSize FrameSize { get; }

    /// <summary>Frames handed out so far.</summary>
    public long FramesRead { get; private set; }

    /// <summary>Place of the next frame in the video, as time since the first.</summary>
    public TimeSpan Position => (_config.FramesPerSecond ?? Info.FramesPerSecond) is > 0 and var rate ? TimeSpan.FromSeconds(FramesRead / rate) : TimeSpan.Zero;

    /// <summary>Looks at a video and starts to decode it.</summary>
    /// <param name="path">The video; any container and codec that ffmpeg reads.</param>
    /// <param name="config">Size and rate of the frames.</param>
    /// <param name="cancellation">Ends the look; later reads have their own.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DamagedDataException">It is no video, or has no pictures.</exception>
    /// <exception cref="FfmpegMissingException">ffmpeg is not installed.</exception>
    public static async Task<VideoReader> OpenAsync(string path, VideoReaderConfig config, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(config);
        config = config.Validated();
        var info = await VideoInfo.ReadAsync(path, config, cancellation).ConfigureAwait(false);
        return new VideoReader(path, config, info, FfmpegProcess.Start(config.Decoder, writesInput: false, Arguments(path, config, info)));
    }

    /// <summary>Reads the next frames; the work is done on a thread of the pool.</summary>
    /// <param name="frames"><c>[time, height, width, channel] uint8</c>, written from its start; its length says how many frames are wanted.</param>
    /// <param name="cancellation">Kills the decoder; the reader is of no use afterwards.</param>
    /// <returns>The frames that came: fewer than wanted, or 0, at the end. Only such an answer says that the video was whole.</returns>
    /// <exception cref="DamagedDataException">The video is damaged; the message names file and time.</exception>
    /// <exception cref="IOException">Somebody killed the decoder.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> frames, CancellationToken cancellation)
    {
        if (frames.Length == 0 || frames.Length % FrameSize.ByteCount != 0)
        {
            throw new ArgumentException($"'frames' has {frames.Length} bytes, expected a multiple of {FrameSize} x 3 = {FrameSize.ByteCount}.", nameof(frames));
        }

        if (_isAtEnd)
        {
            return 0;
        }

        // The read blocks in the pipe, where only the decoder's end wakes it.
        using var kill = cancellation.Register(_decoder.Kill);
        var count = await Task.Run(() => ReadAvailable(frames.Span), CancellationToken.None).ConfigureAwait(false);
        if (count * (long)FrameSize.ByteCount < frames.Length)
        {
            _isAtEnd = true;
            await RequireRegularEndAsync(cancellation).ConfigureAwait(false);
        }

        return count;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _decoder.DisposeAsync();

    /// <summary>True where we make RGB ourselves: half the bytes go through the pipe. It is what contractors' videos and ours are coded as.</summary>
    private static bool SendsPlanes(VideoInfo info) => info is { PixelFormat: "yuv420p", HasPlainColors: true } && YuvConverter.Fits(info.Size);

    private static string[] Arguments(string path, VideoReaderConfig config, VideoInfo info)
    {
        var filters = new List<string>();
        if (config.FramesPerSecond is { } rate)
        {
            // A tick shows the newest picture at or before it. A quarter of a tick of grace keeps a file at the wanted rate as it is, frame by
            // frame, though its container rounds timestamps.
            filters.Add(string.Create(CultureInfo.InvariantCulture, $"setpts=PTS-{0.25 / rate}/TB"));
            filters.Add(string.Create(CultureInfo.InvariantCulture, $"fps=fps={rate}:round=up"));
        }

        // Pictures whose size changes on the way are brought to the first one's. No scaler flags: swscale's plain conversion is what the reference's
        // decoder uses, and accurate_rnd or full_chroma_int give other pixels (docs/decisions/0072); YuvConverter equals it.
        filters.Add($"scale={info.Size.Width}:{info.Size.Height}");
        var threads = config.Threads.ToString(CultureInfo.InvariantCulture);
        return
        [
            "-hide_banner", "-loglevel", "error", "-nostdin", "-xerror", "-protocol_whitelist", "file,pipe",
            "-threads", threads, "-filter_threads", threads, "-noautorotate", "-i", FfmpegProcess.FileArgument(path),
            "-map", "0:v:0", "-vf", string.Join(',', filters), "-vsync", "passthrough", "-f", "rawvideo", "-pix_fmt", SendsPlanes(info) ? "yuv420p" : "rgb24", "pipe:1",
        ];
    }

    private int ReadAvailable(Span<byte> frames)
    {
        var isPlain = Info.Size == FrameSize;
        var count = 0;
        for (; frames.Length > 0; frames = frames[FrameSize.ByteCount..])
        {
            var target = frames[..FrameSize.ByteCount];
            var native = isPlain ? target : _native.AsSpan();
            var coded = _planes is null ? native : _planes.AsSpan();
            if (_decoder.Output.ReadAtLeast(coded, coded.Length, throwOnEndOfStream: false) < coded.Length)
            {
                break;
            }

            if (_planes is not null)
            {
                YuvConverter.ToRgb(_planes, Info.Size, native);
            }

            _config.Edit?.Invoke(FramesRead, native, Info.Size);
            if (!isPlain)
            {
                _resizer.Resize(native, target);
            }

            FramesRead++;
            count++;
        }

        return count;
    }

    private async Task RequireRegularEndAsync(CancellationToken cancellation)
    {
        var (code, said) = await _decoder.WaitAsync(cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        var where = string.Create(CultureInfo.InvariantCulture, $"'{_path}' at {Position.TotalSeconds:F2} s (after {FramesRead} frames)");
        if (FfmpegProcess.IsSignal(code))
        {
            throw new IOException($"{where}: {_decoder.Describe(code, said)}");
        }

        if (code != 0)
        {
            throw new DamagedDataException($"{where} is damaged: {_decoder.Describe(code, said)}");
        }

        if (FramesRead == 0)
        {
            throw new DamagedDataException($"'{_path}' holds no picture that can be decoded.");
        }

        if (Info.Duration is { } duration && Position > TimeSpan.Zero && Position + EndTolerance < duration)
        {
            throw new DamagedDataException(string.Create(
                CultureInfo.InvariantCulture, $"{where} breaks off, though it says that it lasts {duration.TotalSeconds:F2} s. Was it copied whole?"));
        }
    }
}
