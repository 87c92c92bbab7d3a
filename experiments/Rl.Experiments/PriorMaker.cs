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

    /// <summary>
    /// Clones a recording into a checkpoint, from random weights or from those of a policy of the same sizes. What was measured on the way lies in the
    /// checkpoint's folder as metrics.jsonl.
    /// </summary>
    /// <param name="config">How much is learned, and how.</param>
    /// <param name="policy">Size of the policy.</param>
    /// <param name="recording">What is cloned.</param>
    /// <param name="directory">Where the checkpoint goes.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="start">Policy to go on from; stays the caller's. Null starts at random.</param>
    /// <param name="rollouts">Tries the policy out; null only where the settings do not ask for it.</param>
    /// <param name="resume">Goes on from the state that an interrupted cloning saved.</param>
    public async Task<CloningResult> CloneAsync(
        CloningConfig config,
        PolicyConfig policy,
        RecordingStore recording,
        string directory,
        CancellationToken cancellation,
        VptPolicy? start = null,
        Rollouts? rollouts = null,
        bool resume = false)
    {
        await output.WriteLineAsync($"computes in {Precision.Describe(config.Compute, policy, config.Device)}").ConfigureAwait(false);
        var line = StatusLine.Console();
        using var cloner = new Cloner(config, policy, recording, clock, start);
        if (resume)
        {
            cloner.LoadState(TrainingState.FolderOf(directory));
        }

        using var curve = new TrainingCurve(directory, cloner.Updates);
        var progress = new Reporter<CloningProgress>(now =>
        {
            curve.Add(now);
            line.Show($"cloning: update {now.Update}/{now.TotalUpdates}, loss {now.Loss:F3}{News(now)}, {now.FramesPerSecond:N0} frames/s, {now.LoaderShare:P1} loading, {StatusLine.Brief(now.Remaining)} left");
        });
        var result = await cloner.RunAsync(directory, progress, cancellation, rollouts is null ? null : rollouts.PlayAsync).ConfigureAwait(false);
        curve.Complete();
        line.End(
            $"cloning: {result.Updates} updates, {result.Frames:N0} frames, {StatusLine.Brief(result.Elapsed)}, {result.LoaderShare:P1} loading; held out: loss {result.Validation.Loss:F3} (best {result.BestValidation.Value:F3} after {result.BestValidation.Update}), buttons {result.Validation.ButtonAccuracy:P1}, camera {result.Validation.CameraAccuracy:P1}");
        if (result is { Rollout: { } rollout, BestRollout: { } best })
        {
            line.End($"cloning: return in the world {rollout.MeanReturn:F3}, best {best.Value:F3} after {best.Update} updates ({rollout.Episodes} episodes each); --checkpoint best takes that one");
        }

        return result;
    }

    private static string News(CloningProgress now)
    {
        var validation = now.Validation is { } metrics ? string.Create(CultureInfo.InvariantCulture, $", held out {metrics.Loss:F3}") : "";
        return now.Rollout is { } rollout ? string.Create(CultureInfo.InvariantCulture, $"{validation}, return {rollout.MeanReturn:F3}") : validation;
    }
}
