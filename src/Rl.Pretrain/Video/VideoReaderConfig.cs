using Rl.Env;

namespace Rl.Pretrain.Video;

/// <summary>Settings of <see cref="VideoReader"/>; the defaults give frames of the game's clock, as large as they were coded.</summary>
public sealed record VideoReaderConfig
{
    /// <summary>Size of the frames that are handed out; null leaves them as they are decoded.</summary>
    public FrameSize? FrameSize { get; init; }

    /// <summary>
    /// Frames a second that are handed out: at each tick the picture that a viewer would see, whatever the file's own rate. Null hands out every
    /// picture once, timestamps unheeded, as OpenAI's loader reads them.
    /// </summary>
    public double? FramesPerSecond { get; init; } = 20;

    /// <summary>Threads that ffmpeg decodes with. Several files at once use cores better than several threads a file.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The decoder to start; a plain name is looked up in PATH.</summary>
    public string Decoder { get; init; } = "ffmpeg";

    /// <summary>The program that is asked about a file; a plain name is looked up in PATH.</summary>
    public string Probe { get; init; } = "ffprobe";

    /// <summary>Changes native frames before they are resized, as a cursor is drawn in; null changes nothing.</summary>
    public FrameEdit? Edit { get; init; }

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public VideoReaderConfig Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        ArgumentException.ThrowIfNullOrWhiteSpace(Decoder);
        ArgumentException.ThrowIfNullOrWhiteSpace(Probe);
        if (FramesPerSecond is { } rate && rate is not (> 0 and <= 1000))
        {
            throw new ArgumentException($"FramesPerSecond is {rate}; expected more than 0 and at most 1000.");
        }

        if (FrameSize is { } size)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(size.Height, 1, nameof(FrameSize));
            ArgumentOutOfRangeException.ThrowIfLessThan(size.Width, 1, nameof(FrameSize));
        }

        return this;
    }
}
