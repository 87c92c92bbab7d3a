using System.Diagnostics;
using System.Globalization;
using Rl.Env;
using Rl.Env.Frames;
using Rl.Env.Tasks;
using Rl.Env.World;
using Rl.Pretrain.Filming;
using Rl.Pretrain.Recordings;
using Rl.Pretrain.Video;

namespace Rl.Experiments.Benchmarks;

/// <summary>
/// Measures videos of the expert's play in the embedded world: rendering and encoding together, decoding to 128×128, and what the encoder's
/// settings cost and give. Rates are frames a second of one core, from <see cref="CpuClock"/>: child processes count, other programs do not.
/// </summary>
/// <param name="environment">World in which the expert plays.</param>
/// <param name="frames">Frames that are rendered, encoded and decoded as one video.</param>
public sealed class VideoBenchmark(string environment, int frames)
{
    private const ulong Seed = 3;
    private const long WorldSeed = 3;
    private const int ClipFrames = 300;
    private const int StepsBeforeClip = 400;
    private static readonly FrameSize Small = FrameSize.Square(128);

    private static readonly (string Preset, int Quality)[] Settings =
    [
        ("ultrafast", 0), ("ultrafast", 23), ("ultrafast", 18), ("superfast", 23), ("superfast", 20), ("superfast", 17), ("veryfast", 23), ("veryfast", 20), ("veryfast", 17), ("faster", 20),
    ];

    /// <summary>Measures everything; tells of each figure as it is found.</summary>
    /// <param name="report">Gets a line for each figure.</param>
    /// <param name="cancellation">Ends the measurement; the temporary folder is removed.</param>
    public async Task<VideoBenchmarkResult> RunAsync(Action<string> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        var folder = Directory.CreateTempSubdirectory("rl-bench-video-");
        try
        {
            var rendered = await RenderAsync(cancellation).ConfigureAwait(false);
            report(Text($"expert's play in '{environment}', rendered at {FrameSize.Native}, not written: {rendered:N0} frames/s of a core"));
            var recorded = await RecordAsync(Path.Combine(folder.FullName, "play"), cancellation).ConfigureAwait(false);
            var path = recorded.Path;
            report(Text($"recorded as mp4 and jsonl: {recorded.PerCpuSecond:N0} frames/s of a core, {recorded.PerSecond:N0} frames/s by the clock"));
            var decoded = await DecodeAsync(path, Small, cancellation).ConfigureAwait(false);
            report(Text($"decoded to {Small}: {decoded.PerCpuSecond:N0} frames/s of a core, {decoded.PerSecond:N0} frames/s by the clock; starting takes {decoded.StartSeconds:F2} s of it"));
            var native = await DecodeAsync(path, FrameSize.Native, cancellation).ConfigureAwait(false);
            report(Text($"decoded, not resized: {native.PerCpuSecond:N0} frames/s of a core"));
            var stores = await new StoreBenchmark(Path.Combine(folder.FullName, "play"), folder.FullName).RunAsync(report, cancellation).ConfigureAwait(false);
            var rows = await CompareAsync(folder.FullName, report, cancellation).ConfigureAwait(false);
            return new VideoBenchmarkResult(rendered, recorded.PerCpuSecond, decoded.PerCpuSecond, native.PerCpuSecond, decoded.StartSeconds, stores, rows);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The expert plays and every frame is drawn; nothing is written.</summary>
    private async Task<double> RenderAsync(CancellationToken cancellation)
    {
        var play = OpenPlay();
        await using var _ = play.Environment.ConfigureAwait(false);
        var seed = DataRecorder.WorldSeed(Seed, 0);
        await play.Environment.ResetAsync(seed, cancellation).ConfigureAwait(false);
        play.Reset(seed);
        var cpu = CpuClock.Now;
        for (var i = 0; i < frames; i++)
        {
            await play.Environment.StepAsync(play.Act(), cancellation).ConfigureAwait(false);
        }

        return frames / (CpuClock.Now - cpu).TotalSeconds;
    }

    private async Task<(double PerCpuSecond, double PerSecond, string Path)> RecordAsync(string folder, CancellationToken cancellation)
    {
        var config = new FilmingConfig
        {
            Play = new RecordingConfig { Environment = environment, Expert = ExpertPlay.For(environment), Episodes = 1, EpisodeSteps = frames, Threads = 1, Seed = Seed },
            SegmentFrames = frames,
        };
        var (cpu, started) = (CpuClock.Now, Stopwatch.GetTimestamp());
        var manifest = await new PlayFilmer(config, OpenPlay, TimeProvider.System).RecordAsync(folder, null, cancellation).ConfigureAwait(false);
        var (spent, elapsed) = ((CpuClock.Now - cpu).TotalSeconds, Stopwatch.GetElapsedTime(started).TotalSeconds);
        return (manifest.Steps / spent, manifest.Steps / elapsed, Path.Combine(folder, manifest.Episodes[0].Segments[0].Id + ".mp4"));
    }

    private static async Task<(double PerCpuSecond, double PerSecond, double StartSeconds)> DecodeAsync(string path, FrameSize size, CancellationToken cancellation)
    {
        var config = new VideoReaderConfig { FrameSize = size };
        await ReadAsync(path, config, 1, cancellation).ConfigureAwait(false);
        var before = CpuClock.Now;
        await ReadAsync(path, config, 1, cancellation).ConfigureAwait(false);
        var (cpu, started) = (CpuClock.Now, Stopwatch.GetTimestamp());
        var count = await ReadAsync(path, config, long.MaxValue, cancellation).ConfigureAwait(false);
        return (count / (CpuClock.Now - cpu).TotalSeconds, count / Stopwatch.GetElapsedTime(started).TotalSeconds, (cpu - before).TotalSeconds);
    }

    private static async Task<long> ReadAsync(string path, VideoReaderConfig config, long limit, CancellationToken cancellation)
    {
        var reader = await VideoReader.OpenAsync(path, config, cancellation).ConfigureAwait(false);
        await using var _ = reader.ConfigureAwait(false);
        var chunk = new byte[(limit == 1 ? 1 : 16) * reader.FrameSize.ByteCount];
        while (reader.FramesRead < limit && await reader.ReadAsync(chunk, cancellation).ConfigureAwait(false) > 0)
        {
        }

        return reader.FramesRead;
    }

    private async Task<IReadOnlyList<VideoBenchmarkRow>> CompareAsync(string folder, Action<string> report, CancellationToken cancellation)
    {
        var clip = await ClipAsync(cancellation).ConfigureAwait(false);
        var settings = Settings.Select(setting => (
            Name: Text($"x264 {setting.Preset} crf {setting.Quality}"), Config: new VideoWriterConfig { Codec = VideoCodec.H264, Preset = setting.Preset, Quality = setting.Quality, X264Parameters = "" }));
        settings = [.. settings, ("the default", new VideoWriterConfig { Codec = VideoCodec.H264 }), ("mpeg4 q 3", new VideoWriterConfig { Codec = VideoCodec.Mpeg4, Quality = 9 }), ("mpeg4 q 6", new VideoWriterConfig { Codec = VideoCodec.Mpeg4 })];
        report($"{"the same clip of " + ClipFrames + " frames",-32} encoded/s  decoded/s  KiB/frame  error at 128x128: mean, 99 %, most");
        var rows = new List<VideoBenchmarkRow>();
        foreach (var (name, config) in settings)
        {
            var row = await MeasureAsync(Path.Combine(folder, "clip.mp4"), name, config, clip, cancellation).ConfigureAwait(false);
            report(Text($"{name,-32} {row.EncodedPerCpuSecond,9:N0} {row.DecodedPerCpuSecond,10:N0} {row.BytesPerFrame / 1024,10:F2} {row.MeanError,24:F2} {row.P99Error,5} {row.MaxError,5}"));
            rows.Add(row);
        }

        return rows;
    }

    private static async Task<VideoBenchmarkRow> MeasureAsync(string path, string name, VideoWriterConfig config, byte[][] clip, CancellationToken cancellation)
    {
        var cpu = CpuClock.Now;
        var video = await VideoWriter.OpenAsync(path, config, cancellation).ConfigureAwait(false);
        await using (video.ConfigureAwait(false))
        {
            foreach (var frame in clip)
            {
                await video.WriteAsync(frame, cancellation).ConfigureAwait(false);
            }

            await video.CompleteAsync(cancellation).ConfigureAwait(false);
        }

        var encoded = clip.Length / (CpuClock.Now - cpu).TotalSeconds;
        var decoded = new byte[clip.Length * Small.ByteCount];
        cpu = CpuClock.Now;
        var reader = await VideoReader.OpenAsync(path, new VideoReaderConfig { FrameSize = Small }, cancellation).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            await reader.ReadAsync(decoded, cancellation).ConfigureAwait(false);
        }

        var rate = clip.Length / (CpuClock.Now - cpu).TotalSeconds;
        var (mean, p99, max) = Compare(clip, decoded);
        return new VideoBenchmarkRow(name, encoded, rate, (double)new FileInfo(path).Length / clip.Length, mean, p99, max);
    }

    private static (double Mean, int P99, int Max) Compare(byte[][] clip, byte[] decoded)
    {
        var resizer = new FrameResizer(FrameSize.Native, Small);
        var original = new byte[Small.ByteCount];
        var counts = new long[256];
        for (var i = 0; i < clip.Length; i++)
        {
            resizer.Resize(clip[i], original);
            var frame = decoded.AsSpan(i * original.Length, original.Length);
            for (var at = 0; at < original.Length; at++)
            {
                counts[Math.Abs(original[at] - frame[at])]++;
            }
        }

        var total = counts.Sum();
        var (p99, below) = (0, counts[0]);
        while (below < 0.99 * total)
        {
            below += counts[++p99];
        }

        return (counts.Select((count, level) => (double)count * level).Sum() / total, p99, Array.FindLastIndex(counts, count => count > 0));
    }

    private async Task<byte[][]> ClipAsync(CancellationToken cancellation)
    {
        var play = OpenPlay();
        await using var _ = play.Environment.ConfigureAwait(false);
        var world = (VoxelWorld)((TaskEnvironment)play.Environment).Inner;
        world.RenderEnabled = false;
        await play.Environment.ResetAsync(WorldSeed, cancellation).ConfigureAwait(false);
        play.Reset(WorldSeed);
        for (var i = 0; i < StepsBeforeClip; i++)
        {
            await play.Environment.StepAsync(play.Act(), cancellation).ConfigureAwait(false);
        }

        world.RenderEnabled = true;
        var clip = new byte[ClipFrames][];
        for (var i = 0; i < clip.Length; i++)
        {
            clip[i] = (await play.Environment.StepAsync(play.Act(), cancellation).ConfigureAwait(false)).Frame.ToArray();
        }

        return clip;
    }

    private ExpertPlay OpenPlay() =>
        ExpertPlay.Create(environment, ExpertPlay.For(environment), FrameSize.Native, new TaskConfig { EpisodeSteps = frames + StepsBeforeClip + ClipFrames + 1 });
}
