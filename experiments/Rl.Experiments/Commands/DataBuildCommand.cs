using System.CommandLine;
using System.Text.Json;
using Rl.Experiments.Configuration;
using Rl.Pretrain.Contractor;
using Rl.Pretrain.Filming;
using Rl.Pretrain.Recordings;
using Rl.Workers.Runs;

namespace Rl.Experiments.Commands;

/// <summary><c>rl data build</c>: a store of frames at the policy's size, so that training never decodes a video.</summary>
public static class DataBuildCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var directory = new Option<string>("--out") { Description = "Folder of the store. A build that was interrupted there is gone on with.", Required = true };
        var recordings = new Option<string?>("--recordings") { Description = "Folder or index of recordings in the contractors' format." };
        var videos = new Option<string?>("--videos") { Description = "Folder of videos; --labels says what was done in them." };
        var labels = new Option<string?>("--labels") { Description = "Folder of labels (rl idm label --videos)." };
        var size = new Option<int>("--frame-size") { Description = "Side of the square frames, in pixels: 128 for the published sizes, 64 for nano.", DefaultValueFactory = _ => 128 };
        var encoding = new Option<FrameEncoding>("--encoding") { Description = "packed is smaller, raw is read quicker.", DefaultValueFactory = _ => FrameEncoding.Packed };
        var (options, cursor, json) = (new DataOptions(), CommonOptions.Cursor(), CommonOptions.Json());
        var build = new Command("build", "Decode recordings, or videos and labels, once into a store for training.")
        {
            recordings, videos, labels, directory, size, encoding, cursor, options.Threads, json,
        };
        options.AddTo(build);
        build.SetAction(async (parsed, cancellation) =>
        {
            var (path, film, told) = (parsed.GetValue(recordings), parsed.GetValue(videos), parsed.GetValue(labels));
            if (path is null == film is null || film is null != told is null)
            {
                throw new UsageException("Give --recordings DIR, or --videos DIR with --labels DIR.");
            }

            var image = CommonOptions.CursorOf(parsed.GetValue(cursor));
            var episodes = path is not null
                ? StoreSources.OfRecordings(ContractorFolder.Open(path, options.Lines(parsed)), image)
                : StoreSources.OfLabelledVideos(film!, told!, image);
            if (episodes.Count == 0)
            {
                throw new UsageException($"There is no recording in '{path}': no mp4, no jsonl. Is it the right folder?");
            }

            var config = Origin(path ?? film!, isLabelled: told is not null) with
            {
                FramePixels = parsed.GetValue(size),
                Encoding = parsed.GetValue(encoding),
                Threads = parsed.GetValue(options.Threads),
            };
            await BuildAsync(config, episodes, parsed.GetRequiredValue(directory), parsed.GetValue(json), cancellation).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return build;
    }

    /// <summary>Who played where: as filmed play says of itself, else a human in Minecraft; labels are nobody's own play.</summary>
    private static StoreBuilderConfig Origin(string path, bool isLabelled)
    {
        var config = new StoreBuilderConfig();
        if (Directory.Exists(path) && FilmingManifest.Exists(path))
        {
            var manifest = FilmingManifest.Read(path);
            config = config with { Environment = manifest.Environment, Player = manifest.Expert };
        }

        return isLabelled ? config with { Player = $"{config.Player}, as labelled" } : config;
    }

    private static async Task BuildAsync(StoreBuilderConfig config, IReadOnlyList<StoreEpisode> episodes, string directory, bool json, CancellationToken cancellation)
    {
        var (line, clock) = (StatusLine.Console(), TimeProvider.System);
        var started = clock.GetTimestamp();
        var progress = new Reporter<RecordingProgress>(now => line.Show(
            $"store: {now.Episodes}/{now.TotalEpisodes} episodes, {now.Skipped} skipped, {now.Steps:N0} frames, {now.StepsPerSecond:N0} frames/s, {StatusLine.Brief(now.Remaining)} left"));
        var store = await new StoreBuilder(config, clock).BuildAsync(directory, episodes, progress, cancellation).ConfigureAwait(false);
        var skipped = store.Manifest.Skipped ?? [];
        line.End($"store: {store.Manifest.Steps:N0} frames of {store.FrameSize} in {store.Episodes.Count} episodes, {skipped.Count} skipped, {StatusLine.Brief(clock.GetElapsedTime(started))}, in {directory}");
        foreach (var episode in skipped)
        {
            Console.Error.WriteLine($"skipped: {episode.Source}: {episode.Reason}");
        }

        foreach (var entry in store.Manifest.Episodes.Where(entry => entry.FramesLeftOver > 0 || entry.ActionsLeftOver > 0))
        {
            Console.Error.WriteLine($"uneven: {entry.Source}: {entry.FramesLeftOver} frames without a line, {entry.ActionsLeftOver} lines without a frame; the first {entry.Steps} of both are stored");
        }

        if (json)
        {
            var bytes = store.Manifest.Episodes.Sum(entry => entry.Bytes);
            Console.WriteLine(JsonSerializer.Serialize(new { directory, Frames = store.Manifest.Steps, Episodes = store.Episodes.Count, bytes, skipped }, JsonSerializerOptions.Web));
        }
    }
}
