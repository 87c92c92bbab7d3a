namespace Rl.Pretrain.Video;

/// <summary>A program of ffmpeg's is not there. No video can be read, so going on to the next file is of no use. Exit code 3.</summary>
public sealed class FfmpegMissingException : Exception
{
    /// <summary>Says which program is missing, and how to get it.</summary>
    public FfmpegMissingException(string program, Exception innerException)
        : base($"'{program}' cannot be started: {innerException?.Message} It comes with ffmpeg: apt-get install ffmpeg (Debian, Ubuntu), dnf install ffmpeg (Fedora), or https://ffmpeg.org/download.html", innerException)
    {
    }

    /// <summary>Says that ffmpeg is missing.</summary>
    public FfmpegMissingException(string message)
        : base(message)
    {
    }

    /// <summary>Some program of ffmpeg's is missing.</summary>
    public FfmpegMissingException()
    {
    }
}
