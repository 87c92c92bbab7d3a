using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Rl.Env.Actions;
using Rl.Pretrain.Auditing;
using Rl.Pretrain.Recordings;

namespace Rl.Experiments.Commands;

/// <summary><c>rl data stats</c>: what recorded play adds up to.</summary>
public static class DataStatsCommand
{
    private const int BarLength = 40;

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var directory = new Argument<string>("directory") { Description = "Folder of a store or of recordings (mp4 and jsonl), or an index of recordings." };
        var (options, json) = (new DataOptions(), CommonOptions.Json());
        var stats = new Command("stats", "Frames, minutes, how often each key is held, how the camera moves, idle and window shares, milestones. Decodes nothing.") { directory, json };
        options.AddTo(stats);
        stats.SetAction((parsed, cancellation) =>
        {
            var path = parsed.GetRequiredValue(directory);
            var statistics = RecordingStore.Exists(path)
                ? PlayStatistics.OfStore(RecordingStore.Open(path), cancellation)
                : PlayStatistics.OfRecordings(path, options.Lines(parsed), cancellation);
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(statistics, JsonSerializerOptions.Web));
            }
            else
            {
                Print(statistics);
            }

            return Task.FromResult(ExitCode.Done);
        });
        return stats;
    }

    private static void Print(DataStatistics statistics)
    {
        var windows = statistics.GuiShare is { } share ? Text($"{share:P1} with a window open") : "windows unknown";
        Console.WriteLine(Text(
            $"{statistics.Kind}: {statistics.Episodes} episodes, {statistics.Frames:N0} frames, {statistics.Minutes:F1} minutes; {statistics.NullShare:P1} idle, {statistics.EmittedShare:P1} for cloning, {windows}"));
        foreach (var (key, held) in statistics.Keys.Where(key => key.Value > 0))
        {
            Console.WriteLine(Text($"  {key,-12} {held,8:P2}"));
        }

        Console.WriteLine("camera, frames by bin:   degrees        pitch          yaw");
        for (var bin = 0; bin < statistics.PitchBins.Count; bin++)
        {
            var bar = new string('#', (int)Math.Round(BarLength * (double)statistics.YawBins[bin] / Math.Max(1, statistics.Frames)));
            Console.WriteLine(Text($"  {CameraQuantizer.Default.ToDegrees(bin),30:F2} {statistics.PitchBins[bin],12:N0} {statistics.YawBins[bin],12:N0} {bar}"));
        }

        foreach (var (rung, reached) in statistics.Milestones?.Where(rung => rung.Value > 0) ?? [])
        {
            Console.WriteLine(Text($"  reached {rung,-16} in {reached} episodes"));
        }

        foreach (var fault in statistics.LeftOut)
        {
            Console.Error.WriteLine($"left out: {fault.Where}: {fault.What}");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
