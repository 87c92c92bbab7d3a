namespace Rl.Pretrain.Video;

/// <summary>What an ffmpeg can encode.</summary>
public static class VideoEncoders
{
    /// <summary>The encoder of <see cref="VideoCodec.H264"/>.</summary>
    public const string H264 = "libx264";

    /// <summary>The encoder of <see cref="VideoCodec.Mpeg4"/>.</summary>
    public const string Mpeg4 = "mpeg4";

    /// <summary>The encoders that videos are written with, the better first.</summary>
    public static IReadOnlyList<string> Used { get; } = [H264, Mpeg4];

    /// <summary>Asks a program which video encoders it has.</summary>
    /// <param name="program">An ffmpeg; a plain name is looked up in PATH.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="FfmpegMissingException">There is no such program.</exception>
    public static async Task<IReadOnlySet<string>> ListAsync(string program, CancellationToken cancellation)
    {
        var list = FfmpegProcess.Start(program, writesInput: false, ["-hide_banner", "-loglevel", "error", "-encoders"]);
        await using var _ = list.ConfigureAwait(false);
        using var reader = new StreamReader(list.Output, leaveOpen: true);
        return Parse(await reader.ReadToEndAsync(cancellation).ConfigureAwait(false));
    }

    /// <summary>The names in a list whose lines are <c> V....D libx264   libx264 H.264 / AVC …</c>; V marks a video encoder.</summary>
    internal static IReadOnlySet<string> Parse(string list) => list.Split('\n')
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(parts => parts.Length > 1 && parts[0].Length == 6 && parts[0][0] == 'V' && parts[1] != "=")
        .Select(parts => parts[1])
        .ToHashSet(StringComparer.Ordinal);
}
