using System.Globalization;
using Rl.Env;

namespace Rl.Pretrain.Video;

/// <summary>Settings of <see cref="VideoWriter"/>; the defaults are the game's native picture at its own speed.</summary>
public sealed record VideoWriterConfig
{
    /// <summary>x264's presets from fast to slow, as far as they are of use here.</summary>
    private static readonly string[] Presets = ["ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow"];

    /// <summary>Rows of the picture; even, as yuv420p asks.</summary>
    public int Height { get; init; } = FrameSize.Native.Height;

    /// <summary>Columns of the picture; even.</summary>
    public int Width { get; init; } = FrameSize.Native.Width;

    /// <summary>Pictures a second; the game has 20.</summary>
    public int FramesPerSecond { get; init; } = 20;

    /// <summary>How the pictures are encoded.</summary>
    public VideoCodec Codec { get; init; } = VideoCodec.Best;

    /// <summary>
    /// Loss, smaller is better: H.264's constant rate factor, 0 to 51, or three times MPEG-4's quantiser. docs/benchmarks/video.md says what each costs.
    /// </summary>
    public int Quality { get; init; } = 20;

    /// <summary>x264's preset, which trades time for size at about the same quality.</summary>
    public string Preset { get; init; } = "veryfast";

    /// <summary>
    /// x264's parameters laid over the preset, <c>name=value:name=value</c>. The default searches motion a little less than <c>veryfast</c> does, which is a
    /// tenth to a quarter quicker and takes 4 to 8 % more bytes (docs/benchmarks/video.md); empty leaves the preset as it is.
    /// </summary>
    public string X264Parameters { get; init; } = "me=dia:subme=1";

    /// <summary>Threads that ffmpeg encodes with. Several videos at once use cores better than several threads a video.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The encoder to start; a plain name is looked up in PATH.</summary>
    public string Encoder { get; init; } = "ffmpeg";

    /// <summary>True if numbered PNG pictures in a folder will do where there is no ffmpeg; otherwise that is an error.</summary>
    public bool AllowsPictures { get; init; }

    /// <summary>The picture's size.</summary>
    internal FrameSize FrameSize => new(Height, Width);

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public VideoWriterConfig Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Height, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(Width, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(FramesPerSecond, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Quality);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Quality, 51);
        ArgumentException.ThrowIfNullOrWhiteSpace(Encoder);
        ArgumentNullException.ThrowIfNull(X264Parameters);
        if (Height % 2 != 0 || Width % 2 != 0)
        {
            throw new ArgumentException($"The picture is {Width}x{Height}; both have to be even for yuv420p.");
        }

        if (!Presets.Contains(Preset))
        {
            throw new ArgumentException($"There is no preset '{Preset}'; there are {string.Join(", ", Presets)}.");
        }

        return this;
    }

    /// <summary>ffmpeg's options for a codec that has been settled on.</summary>
    internal string[] Options(VideoCodec codec) => codec switch
    {
        VideoCodec.Mpeg4 => ["-c:v", "mpeg4", "-q:v", Math.Clamp(Quality / 3, 1, 31).ToString(CultureInfo.InvariantCulture)],
        _ => ["-c:v", "libx264", "-preset", Preset, "-crf", Quality.ToString(CultureInfo.InvariantCulture), .. X264Parameters.Length == 0 ? (string[])[] : ["-x264-params", X264Parameters]],
    };
}
