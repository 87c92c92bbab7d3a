using Rl.Pretrain.Cloning;
using Rl.Pretrain.InverseDynamics;
using Rl.Workers.Runs;

namespace Rl.Experiments;

/// <summary>
/// Writes down how a model's training goes, as a run does in its metrics.jsonl: beside the model's folder while it trains, since the folder appears
/// whole at the end, and within it afterwards. What an interrupted training left is kept up to where it is resumed.
/// </summary>
public sealed class TrainingCurve : IDisposable
{
    private const string FileName = "metrics.jsonl";

    private readonly string _directory;
    private readonly string _path;
    private readonly MetricsLog _log;

    /// <summary>Begins to write.</summary>
    /// <param name="directory">The folder that the model will be saved in.</param>
    /// <param name="resumedUpdate">Updates that were made before; 0 begins anew.</param>
    public TrainingCurve(string directory, long resumedUpdate)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        _directory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        _path = $"{_directory}.{FileName}";
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        _log = new MetricsLog(_path, resumedUpdate);
    }

    /// <summary>Writes a line of a cloning.</summary>
    public void Add(CloningProgress now)
    {
        ArgumentNullException.ThrowIfNull(now);
        var line = Line(now.Loss, now.LearningRate, now.FramesPerSecond);
        line["perf/loader_share"] = now.LoaderShare;
        line["losses/kl_to_original"] = now.OriginalKl ?? double.NaN;
        if (now.Validation is { } validation)
        {
            line["validation/loss"] = validation.Loss;
            line["validation/button_accuracy"] = validation.ButtonAccuracy;
            line["validation/camera_accuracy"] = validation.CameraAccuracy;
            line["validation/turning_accuracy"] = validation.TurningAccuracy;
            line["validation/attack_f1"] = validation.AttackF1;
        }

        if (now.Rollout is { } rollout)
        {
            line["charts/episodic_return"] = rollout.MeanReturn;
            foreach (var (item, rate) in rollout.MilestoneRates)
            {
                line[$"milestones/{item}_rate"] = rate;
            }
        }

        _log.Write(now.Update, now.Frames, now.Elapsed.TotalSeconds, line);
    }

    /// <summary>Writes a line of an inverse dynamics model's training.</summary>
    public void Add(InverseDynamicsProgress now)
    {
        ArgumentNullException.ThrowIfNull(now);
        var line = Line(now.Loss, now.LearningRate, now.FramesPerSecond);
        line["validation/key_f1"] = now.Validation?.MicroF1 ?? double.NaN;
        line["validation/mouse_r2"] = now.Validation?.MouseR2 ?? double.NaN;
        _log.Write(now.Update, now.Frames, now.Elapsed.TotalSeconds, line);
    }

    /// <summary>Moves what was written into the model's folder, which is there by now.</summary>
    public void Complete()
    {
        _log.Dispose();
        File.Move(_path, Path.Combine(_directory, FileName), overwrite: true);
    }

    /// <inheritdoc />
    public void Dispose() => _log.Dispose();

    private static Dictionary<string, double> Line(double loss, double learningRate, double framesPerSecond) => new()
    {
        ["losses/training_loss"] = loss,
        ["charts/learning_rate"] = learningRate,
        ["charts/SPS"] = framesPerSecond,
    };
}
