using System.Globalization;
using Rl.Env.Tasks;
using Rl.Models;
using Rl.Pretrain.Cloning;
using Rl.Pretrain.Recordings;
using Rl.Workers.Runs;

namespace Rl.Experiments;

/// <summary>Makes a prior from nothing: lets the expert play, writes it down, clones it. Tells how far it is.</summary>
public sealed class PriorMaker(TextWriter output, TimeProvider clock)
{
    /// <summary>Records the expert's play into a folder; one that is finished there is used again.</summary>
    public async Task<RecordingStore> RecordAsync(RecordingConfig config, string directory, CancellationToken cancellation)
    {
        if (RecordingStore.Exists(directory))
        {
            await output.WriteLineAsync($"recording: using the one in {directory}").ConfigureAwait(false);
            return RecordingStore.Open(directory);
        }

        var line = StatusLine.Console();
        var task = new TaskConfig();
        var recorder = new DataRecorder(config, () => ExpertPlay.Create(config, task), clock);
        var progress = new Reporter<RecordingProgress>(now => line.Show(
            $"recording: {now.Episodes}/{now.TotalEpisodes} episodes, {now.Steps:N0} steps, {now.StepsPerSecond:N0} steps/s, mean return {now.MeanReturn:F2}, {StatusLine.Brief(now.Remaining)} left"));
        var started = clock.GetTimestamp();
        var store = await recorder.RecordAsync(directory, progress, cancellation).ConfigureAwait(false);
        line.End($"recording: {store.Manifest.Steps:N0} steps in {store.Episodes.Count} episodes, {StatusLine.Brief(clock.GetElapsedTime(started))}, in {directory}");
        return store;
    }

    /// <summary>Clones a recording into a checkpoint, from random weights or from those of a policy of the same sizes.</summary>
    public CloningResult Clone(
        CloningConfig config, PolicyConfig policy, RecordingStore recording, string directory, CancellationToken cancellation, VptPolicy? start = null)
    {
        var line = StatusLine.Console();
        using var cloner = new Cloner(config, policy, recording, clock, start);
        using var curve = new TrainingCurve(directory, (long)config.Streams * config.SequenceLength, cloner.Updates);
        var progress = new Reporter<CloningProgress>(now =>
        {
            curve.Add(now);
            var validation = now.Validation is { } metrics ? string.Create(CultureInfo.InvariantCulture, $", held out {metrics.Loss:F3}") : "";
            line.Show($"cloning: update {now.Update}/{now.TotalUpdates}, loss {now.Loss:F3}{validation}, {now.FramesPerSecond:N0} frames/s, {StatusLine.Brief(now.Remaining)} left");
        });
        var result = cloner.Run(directory, progress, cancellation);
        curve.Complete();
        line.End(
            $"cloning: {result.Updates} updates, {result.Frames:N0} frames, {StatusLine.Brief(result.Elapsed)}; held out: loss {result.Validation.Loss:F3}, buttons {result.Validation.ButtonAccuracy:P1}, camera {result.Validation.CameraAccuracy:P1}");
        return result;
    }
}
