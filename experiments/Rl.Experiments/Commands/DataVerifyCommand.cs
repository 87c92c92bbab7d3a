using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Rl.Pretrain.Auditing;
using Rl.Pretrain.Recordings;
using Rl.Pretrain.Video;
using Rl.Workers.Runs;

namespace Rl.Experiments.Commands;

/// <summary><c>rl data verify</c>: whether recordings or a store are whole. Every fault is named; any makes the exit code 4.</summary>
public static class DataVerifyCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var directory = new Argument<string>("directory") { Description = "Folder of a store or of recordings (mp4 and jsonl), or an index of recordings." };
        var (options, json) = (new DataOptions(), CommonOptions.Json());
        var verify = new Command("verify", "Check hashes, counts and lines, and decode every frame; names all faults, exit code 4 if there are any.") { directory, options.Threads, json };
        options.AddTo(verify);
        verify.SetAction(async (parsed, cancellation) =>
        {
            var (path, threads) = (parsed.GetRequiredValue(directory), parsed.GetValue(options.Threads));
            ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1, "--threads");
            var line = StatusLine.Console();
            var progress = new Reporter<AuditProgress>(now => line.Show($"verifying: {now.Checked}/{now.Total}, {now.Frames:N0} frames, {now.Faults} faults"));
            var report = RecordingStore.Exists(path)
                ? new StoreAudit(threads).Run(path, progress, cancellation)
                : await new RecordingsAudit(threads, new VideoReaderConfig()).RunAsync(path, options.Lines(parsed), progress, cancellation).ConfigureAwait(false);
            line.End();
            foreach (var fault in report.Faults)
            {
                Console.Error.WriteLine($"fault: {fault.Where}: {fault.What}");
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{report.Kind} in {path}: {report.Checked} checked, {report.Frames:N0} frames decoded, {report.Faults.Count} faults"));
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(report, JsonSerializerOptions.Web));
            }

            return report.Faults.Count == 0 ? ExitCode.Done : ExitCode.DataDamaged;
        });
        return verify;
    }
}
