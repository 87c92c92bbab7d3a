using Rl.Env;
using Rl.Pretrain.Recordings;
using Rl.Pretrain.Video;

namespace Rl.Pretrain.Filming;

/// <summary>Settings of <see cref="PlayFilmer"/>; the defaults are the contractors' recordings' size, speed and length.</summary>
public sealed record FilmingConfig
{
    /// <summary>What is played, by whom, how often and on how many threads. Frames have the video's size; slips of the hand are refused.</summary>
    public RecordingConfig Play { get; init; } = new();

    /// <summary>How the frames are encoded.</summary>
    public VideoWriterConfig Video { get; init; } = new();

    /// <summary>Most frames of a segment; a longer episode is cut into several. The contractors' have five minutes, 6,000 frames.</summary>
    public int SegmentFrames { get; init; } = 6_000;

    /// <summary>Episodes whose files lie together in a subfolder.</summary>
    public int EpisodesPerFolder { get; init; } = 100;

    /// <summary>Size of the frames.</summary>
    internal FrameSize FrameSize => new(Video.Height, Video.Width);

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public FilmingConfig Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(SegmentFrames, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(EpisodesPerFolder, 1);
        if (Video.AllowsPictures)
        {
            throw new ArgumentException("AllowsPictures is on: a segment is a video, never a folder of pictures.");
        }

        // A video's lines tell what was carried out; there is no place in them for what was meant.
        return Play.NoiseProbability == 0
            ? this with { Play = Play.Validated(), Video = Video.Validated() }
            : throw new ArgumentException($"NoiseProbability is {Play.NoiseProbability}; videos are recorded without slips of the hand. Set it to 0.");
    }
}
