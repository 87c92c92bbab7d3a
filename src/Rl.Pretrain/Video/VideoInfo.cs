using System.Globalization;
using System.Text.Json;
using Rl.Env;
using Rl.Pretrain.Recordings;

namespace Rl.Pretrain.Video;

/// <summary>What a video says about itself, as ffprobe reads it.</summary>
/// <param name="Size">Size of the decoded pictures, as they are coded.</param>
/// <param name="FramesPerSecond">Mean rate of the pictures; 0 if the file does not say.</param>
/// <param name="Duration">Length of the stream of pictures, or of the file where the stream does not say; null if neither does.</param>
/// <param name="Codec">ffmpeg's name of the codec: <c>h264</c>.</param>
/// <param name="PixelFormat">ffmpeg's name of the pixels' format: <c>yuv420p</c>.</param>
/// <param name="HasPlainColors">True if colours are coded as ITU-R BT.601 in limited range, or the file says nothing, which counts as the same.</param>
public sealed record VideoInfo(FrameSize Size, double FramesPerSecond, TimeSpan? Duration, string Codec, string PixelFormat, bool HasPlainColors)
{
    /// <summary>Reads what stands at the head of a video; decodes nothing.</summary>
    /// <param name="path">The video.</param>
    /// <param name="config">Which ffprobe is asked.</param>
    /// <param name="cancellation">Ends the child process.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DamagedDataException">It is no video, is damaged, or has sound only.</exception>
    /// <exception cref="FfmpegMissingException">There is no ffprobe.</exception>
    public static async Task<VideoInfo> ReadAsync(string path, VideoReaderConfig config, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(config);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no video '{path}'.", path);
        }

        string[] arguments =
        [
            "-v", "error", "-protocol_whitelist", "file", "-select_streams", "v:0",
            "-show_entries", "stream=codec_name,pix_fmt,color_range,color_space,width,height,avg_frame_rate,duration:format=duration", "-of", "json",
            FfmpegProcess.FileArgument(path),
        ];
        var probe = FfmpegProcess.Start(config.Probe, writesInput: false, arguments);
        await using var _ = probe.ConfigureAwait(false);
        using var answer = new MemoryStream();
        await probe.Output.CopyToAsync(answer, cancellation).ConfigureAwait(false);
        var (code, said) = await probe.WaitAsync(cancellation).ConfigureAwait(false);
        if (code == 0)
        {
            return Parse(path, answer.ToArray());
        }

        var message = $"'{path}' cannot be read as a video: {probe.Describe(code, said)}";
        throw FfmpegProcess.IsSignal(code) ? new IOException(message) : new DamagedDataException(message);
    }

    private static VideoInfo Parse(string path, byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (!root.TryGetProperty("streams", out var streams) || streams.GetArrayLength() == 0)
        {
            throw new DamagedDataException($"'{path}' has no pictures in it. Is it sound only?");
        }

        var stream = streams[0];
        var size = new FrameSize(Number(stream, "height"), Number(stream, "width"));
        if (size.Height < 1 || size.Width < 1)
        {
            throw new DamagedDataException($"'{path}' does not say how large its pictures are.");
        }

        var duration = Seconds(stream) ?? (root.TryGetProperty("format", out var format) ? Seconds(format) : null);
        var isPlain = Text(stream, "color_range") is "" or "unknown" or "tv"
            && Text(stream, "color_space") is "" or "unknown" or "smpte170m" or "bt470bg";
        return new VideoInfo(size, Rate(Text(stream, "avg_frame_rate")), duration, Text(stream, "codec_name"), Text(stream, "pix_fmt"), isPlain);
    }

    private static int Number(JsonElement stream, string name) => stream.TryGetProperty(name, out var value) ? value.GetInt32() : 0;

    private static string Text(JsonElement stream, string name) => stream.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static TimeSpan? Seconds(JsonElement element) =>
        double.TryParse(Text(element, "duration"), CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>ffprobe writes rates as fractions, and an unknown one as 0/0.</summary>
    private static double Rate(string fraction)
    {
        var parts = fraction.Split('/');
        return parts.Length == 2 && double.TryParse(parts[0], CultureInfo.InvariantCulture, out var above)
            && double.TryParse(parts[1], CultureInfo.InvariantCulture, out var below) && below > 0
            ? above / below
            : 0;
    }
}
