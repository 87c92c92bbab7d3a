using Rl.Algorithms;
using Rl.Pretrain.Cloning;
using Rl.Workers.Runs;

namespace Rl.Experiments;

/// <summary>A cloning's metrics.jsonl: a line after each validation and each trial, with the updates made as iteration.</summary>
/// <remarks>It lies beside the policy's folder while that is not there yet, and in it at the end.</remarks>
public sealed class CloningMetricsLog : IDisposable
{
    private const string FileName = "metrics.jsonl";

    private readonly string _directory;
    private readonly string _path;
    private readonly MetricsLog _log;

    /// <summary>Begins a log, or goes on with it.</summary>
    /// <param name="directory">Where the policy's checkpoint goes.</param>
    /// <param name="resumedUpdate">Updates made before; lines beyond them are cut off. 0 begins anew.</param>
    public CloningMetricsLog(string directory, long resumedUpdate)
    {
        _directory = directory;
        _path = $"{directory.TrimEnd(Path.DirectorySeparatorChar)}.{FileName}";
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_path))!);
        _log = new MetricsLog(_path, resumedUpdate);
    }

    /// <summary>Writes a line if there is something new to say.</summary>
    public void Write(CloningProgress now)
    {
        ArgumentNullException.ThrowIfNull(now);
        if (now.Validation is null && now.Rollout is null)
        {
            return;
        }

        var metrics = new Dictionary<string, double>
        {
            ["losses/cloning_loss"] = now.Loss,
            [MetricNames.LearningRate] = now.LearningRate,
            ["perf/frames_s"] = now.FramesPerSecond,
            ["perf/loader_share"] = now.LoaderShare,
        };
        if (now.OriginalKl is { } divergence)
        {
            metrics["losses/kl_to_original"] = divergence;
        }

        if (now.Validation is { } validation)
        {
            metrics["validation/loss"] = validation.Loss;
            metrics["validation/button_accuracy"] = validation.ButtonAccuracy;
            metrics["validation/camera_accuracy"] = validation.CameraAccuracy;
            metrics["validation/turning_accuracy"] = validation.TurningAccuracy;
            metrics["validation/attack_f1"] = validation.AttackF1;
        }

        if (now.Rollout is { } rollout)
        {
            metrics["charts/episodic_return"] = rollout.MeanReturn;
            foreach (var (item, rate) in rollout.MilestoneRates)
            {
                metrics[$"milestones/{item}_rate"] = rate;
            }
        }

        _log.Write(now.Update, now.Frames, now.Elapsed.TotalSeconds, metrics);
    }

    /// <summary>Moves the file into the policy's folder, which is there by now.</summary>
    public void MoveIn()
    {
        _log.Dispose();
        File.Move(_path, Path.Combine(_directory, FileName), overwrite: true);
    }

    /// <inheritdoc />
    public void Dispose() => _log.Dispose();
}
