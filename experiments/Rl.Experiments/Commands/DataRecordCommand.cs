using System.CommandLine;
using System.Text.Json;
using Rl.Env;
using Rl.Env.Tasks;
using Rl.Experiments.Configuration;
using Rl.Pretrain.Filming;
using Rl.Pretrain.Recordings;
using Rl.Workers.Runs;

namespace Rl.Experiments.Commands;

/// <summary><c>rl data record</c>: the expert's play, written down for cloning.</summary>
public static class DataRecordCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var directory = new Option<string>("--out") { Description = "Folder of the recording.", Required = true };
        var environment = CommonOptions.Environment();
        var expert = new Option<string?>("--expert") { Description = $"Who plays: {string.Join(", ", ExpertPlay.Experts)}; with --env, the one who knows that world." };
        var episodes = new Option<int?>("--episodes") { Description = "Episodes to record." };
        var steps = new Option<int?>("--steps") { Description = "Steps of an episode." };
        var size = new Option<int?>("--frame-size") { Description = "Side of the square frames, in pixels." };
        var seed = new Option<ulong?>("--seed") { Description = "Seed from which the worlds are drawn; never evaluation's." };
        var threads = new Option<int?>("--threads") { Description = "Episodes played at the same time." };
        var videos = new Option<bool>("--videos")
        {
            Description = "Record videos of 640x360 with a jsonl beside each, as contractors' recordings are, instead of a store. An interrupted recording is gone on with.",
        };
        var quality = new Option<int?>("--crf") { Description = "With --videos: loss of the encoder, 0 to 51; smaller is better and larger on the disk (default 20)." };
        var speed = new Option<string?>("--x264-preset") { Description = "With --videos: x264's preset, ultrafast to slow (default veryfast)." };
        var length = new Option<int?>("--segment-frames") { Description = "With --videos: most frames of a video; longer episodes are cut (default 6,000)." };
        var json = CommonOptions.Json();
        var (preset, config, set, print) = (CommonOptions.Preset(), CommonOptions.Config(), CommonOptions.Set(), CommonOptions.PrintConfig());
        var record = new Command("record", "Let the scripted expert play and write it down.")
        {
            directory, environment, expert, episodes, steps, size, seed, threads, videos, quality, speed, length, json, preset, config, set, print,
        };
        record.SetAction(async (parsed, cancellation) =>
        {
            var settings = ExperimentConfig.Load(parsed.GetValue(preset), parsed.GetValue(config), parsed.GetValue(set) ?? []).Recording;
            settings = settings with
            {
                Environment = parsed.GetValue(environment) ?? settings.Environment,
                Expert = parsed.GetValue(expert) ?? (parsed.GetValue(environment) is { } world ? ExpertPlay.For(world) : settings.Expert),
                Episodes = parsed.GetValue(episodes) ?? settings.Episodes,
                EpisodeSteps = parsed.GetValue(steps) ?? settings.EpisodeSteps,
                FramePixels = parsed.GetValue(size) ?? settings.FramePixels,
                Seed = parsed.GetValue(seed) ?? settings.Seed,
                Threads = parsed.GetValue(threads) ?? settings.Threads,
            };
            var filming = new FilmingConfig { Play = settings };
            filming = filming with
            {
                SegmentFrames = parsed.GetValue(length) ?? filming.SegmentFrames,
                Video = filming.Video with
                {
                    Quality = parsed.GetValue(quality) ?? filming.Video.Quality,
                    Preset = parsed.GetValue(speed) ?? filming.Video.Preset,
                    X264Parameters = parsed.GetValue(speed) is null ? filming.Video.X264Parameters : "",
                },
            };
            if (parsed.GetValue(print))
            {
                Console.WriteLine(parsed.GetValue(videos) ? ConfigLoader.Print(filming) : ConfigLoader.Print(settings));
                return ExitCode.Done;
            }

            if (parsed.GetValue(videos))
            {
                RefuseSize(parsed.GetValue(size));
                await FilmAsync(filming.Validated(), parsed.GetRequiredValue(directory), parsed.GetValue(json), cancellation).ConfigureAwait(false);
                return ExitCode.Done;
            }

            if (parsed.GetResult(quality) is not null || parsed.GetResult(speed) is not null || parsed.GetResult(length) is not null)
            {
                throw new UsageException("--crf, --x264-preset and --segment-frames are for videos. Give --videos, or leave them out.");
            }

            await new PriorMaker(Console.Out, TimeProvider.System).RecordAsync(settings.Validated(), parsed.GetRequiredValue(directory), cancellation).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return record;
    }

    private static void RefuseSize(int? pixels)
    {
        if (pixels is not null)
        {
            throw new UsageException("--frame-size is a store's: videos are 640x360. A store is built of them by: ./rl data build --recordings DIR --frame-size N");
        }
    }

    private static async Task FilmAsync(FilmingConfig config, string directory, bool json, CancellationToken cancellation)
    {
        var (line, clock) = (StatusLine.Console(), TimeProvider.System);
        var started = clock.GetTimestamp();
        var progress = new Reporter<RecordingProgress>(now => line.Show(
            $"videos: {now.Episodes}/{now.TotalEpisodes} episodes, {now.Steps:N0} frames, {now.StepsPerSecond:N0} frames/s, mean return {now.MeanReturn:F2}, {StatusLine.Brief(now.Remaining)} left"));
        var task = new TaskConfig { EpisodeSteps = config.Play.EpisodeSteps };
        var filmer = new PlayFilmer(config, () => ExpertPlay.Create(config.Play.Environment, config.Play.Expert, FrameSize.Native, task), clock);
        var manifest = await filmer.RecordAsync(directory, progress, cancellation).ConfigureAwait(false);
        var segments = manifest.Episodes.Sum(episode => episode.Segments.Count);
        line.End($"videos: {manifest.Steps:N0} frames in {segments} segments of {manifest.Episodes.Count} episodes, {StatusLine.Brief(clock.GetElapsedTime(started))}, in {directory}");
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(
                new { directory, manifest.Environment, manifest.Expert, Frames = manifest.Steps, Segments = segments, Episodes = manifest.Episodes.Count }, JsonSerializerOptions.Web));
        }
    }
}
