using Rl.Env;

namespace Rl.Workers.Evaluation;

/// <summary>Settings of <see cref="VideoWriter"/>; the defaults are the game's native picture at its own speed.</summary>
public sealed record VideoConfig
{
    /// <summary>Rows of the picture; even, as yuv420p asks.</summary>
    public int Height { get; init; } = FrameSize.Native.Height;

    /// <summary>Columns of the picture; even.</summary>
    public int Width { get; init; } = FrameSize.Native.Width;

    /// <summary>Pictures a second; the game has 20.</summary>
    public int FramesPerSecond { get; init; } = 20;

    /// <summary>The encoder to start; a plain name is looked up in PATH.</summary>
    public string Encoder { get; init; } = "ffmpeg";

    /// <summary>The picture's size.</summary>
    internal FrameSize FrameSize => new(Height, Width);

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public VideoConfig Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Height, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(Width, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(FramesPerSecond, 1);
        ArgumentException.ThrowIfNullOrWhiteSpace(Encoder);
        if (Height % 2 != 0 || Width % 2 != 0)
        {
            throw new ArgumentException($"The picture is {Width}x{Height}; both have to be even for yuv420p.");
        }

        return this;
    }
}
