using System.Security.Cryptography;
using System.Text;
using Rl.Models;
using Rl.Pretrain.Recordings;

namespace Rl.Pretrain.Labelling;

/* LabelRun must
 * - be run by any number of machines over the same folder: each takes its part, and work done twice gives the same shard
 * - skip what the same model has labelled, and do again what another one has
 * - not stop a night's work for one damaged video
 */

/// <summary>Labels many videos or episodes into a folder, a shard each.</summary>
/// <param name="model">Tells the actions; stays the caller's.</param>
/// <param name="config">How windows are laid.</param>
/// <param name="clock">Tells the time for reports.</param>
public sealed class LabelRun(InverseDynamicsModel model, LabellerConfig config, TimeProvider clock)
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(1);

    private readonly string _author = InverseDynamicsCheckpoint.Hash(model);

    /// <summary>Where a task's labels lie.</summary>
    public static string PathOf(string directory, string name) => Path.Combine(directory, name + LabelShard.Extension);

    /// <summary>Labels every n-th task.</summary>
    /// <param name="tasks">All tasks, in the same order on every machine.</param>
    /// <param name="directory">Folder of the shards.</param>
    /// <param name="part">This machine's number, from 0.</param>
    /// <param name="parts">How many share the work.</param>
    /// <param name="progress">Told about once a second.</param>
    /// <param name="cancellation">Ends it; finished shards stay.</param>
    /// <exception cref="IOException">A shard could not be written.</exception>
    public async Task<LabelResult> RunAsync(
        IReadOnlyList<LabelTask> tasks, string directory, int part, int parts, IProgress<LabelProgress>? progress, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(part, parts);
        RequireDifferentNames(tasks);
        var mine = tasks.Where((_, i) => i % parts == part).ToList();
        var labeller = new Labeller(model, config);
        var skipped = new List<string>();
        var (labelled, found, frames) = (0, 0, 0L);
        var (started, reported) = (clock.GetTimestamp(), clock.GetTimestamp());
        var bytesLeft = mine.Sum(task => task.Bytes);
        var bytesDone = 0L;
        foreach (var task in mine)
        {
            cancellation.ThrowIfCancellationRequested();
            if (IsFinished(task, directory))
            {
                found++;
            }
            else if (await LabelAsync(task).ConfigureAwait(false))
            {
                labelled++;
                bytesDone += task.Bytes;
            }

            bytesLeft -= task.Bytes;
            Report(frames);
        }

        return new LabelResult(labelled, found, frames, clock.GetElapsedTime(started), skipped);

        async Task<bool> LabelAsync(LabelTask task)
        {
            try
            {
                var source = await task.OpenAsync(cancellation).ConfigureAwait(false);
                await using var _ = source.ConfigureAwait(false);
                var before = frames;
                var labels = await labeller.LabelAsync(source, new Watcher(read => ReportAtIntervals(before + read)), cancellation, SeedOf(task)).ConfigureAwait(false);
                LabelShard.Write(PathOf(directory, task.Name), HeaderOf(task), labels);
                frames += labels.Count;
                return true;
            }
            catch (Exception damage) when (damage is DamagedDataException or FileNotFoundException)
            {
                skipped.Add($"{task.Source}: {damage.Message}");
                return false;
            }
        }

        void ReportAtIntervals(long read)
        {
            if (clock.GetElapsedTime(reported) >= ReportInterval)
            {
                Report(read);
            }
        }

        void Report(long read)
        {
            reported = clock.GetTimestamp();
            var elapsed = clock.GetElapsedTime(started);
            TimeSpan? remaining = bytesDone == 0 ? null : elapsed * ((double)bytesLeft / bytesDone);
            progress?.Report(new LabelProgress(labelled + found + skipped.Count, mine.Count, read, read / Math.Max(1e-9, elapsed.TotalSeconds), remaining));
        }
    }

    private static void RequireDifferentNames(IReadOnlyList<LabelTask> tasks)
    {
        if (tasks.GroupBy(task => task.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException(
                $"Two sources would be labelled as '{twice.Key}': {string.Join(" and ", twice.Select(task => task.Source).Take(2))}. Rename one.", nameof(tasks));
        }
    }

    private static ulong SeedOf(LabelTask task) => BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(task.Source)));

    private LabelHeader HeaderOf(LabelTask task) => new()
    {
        Source = task.Source,
        SourceSha256 = task.Sha256,
        SourceBytes = task.Bytes,
        Frames = 0,
        Model = _author,
        Window = model.Config.Window,
        Stride = config.Stride,
        Draws = config.Draws,
        ColumnsSha256 = "",
    };

    private bool IsFinished(LabelTask task, string directory) =>
        LabelShard.TryReadHeader(PathOf(directory, task.Name)) is { } header
        && header.Model == _author && header.Stride == config.Stride && header.Draws == config.Draws
        && header.SourceBytes == task.Bytes && header.SourceSha256 == task.Sha256;

    /// <summary>Tells at once, on the labelling thread, where <see cref="Progress{T}"/> would tell some time later.</summary>
    private sealed class Watcher(Action<long> tell) : IProgress<long>
    {
        public void Report(long value) => tell(value);
    }
}
