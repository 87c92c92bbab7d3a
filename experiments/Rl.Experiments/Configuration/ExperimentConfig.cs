using Rl.Env;
using Rl.Experiments.Quickstart;
using Rl.Models;
using Rl.Pretrain.Cloning;
using Rl.Pretrain.InverseDynamics;
using Rl.Pretrain.Labelling;
using Rl.Pretrain.Recordings;
using Rl.Workers;
using Rl.Workers.Evaluation;

namespace Rl.Experiments.Configuration;

/// <summary>A whole experiment: the prior's making, the fine-tuning, and the evaluation that judges both.</summary>
public sealed record ExperimentConfig
{
    /// <summary>The expert's play from which the prior is cloned, where training starts from <c>clone</c>.</summary>
    public RecordingConfig Recording { get; init; } = new();

    /// <summary>Size of the policy: nano, 1x, 2x or 3x. A run that starts from a checkpoint takes the checkpoint's.</summary>
    public string Model { get; init; } = "nano";

    /// <summary>How the prior is cloned.</summary>
    public CloningConfig Cloning { get; init; } = new();

    /// <summary>Size of the inverse dynamics model: nano or 4x.</summary>
    public string LabelModel { get; init; } = "nano";

    /// <summary>How the inverse dynamics model is trained.</summary>
    public InverseDynamicsTrainingConfig InverseDynamics { get; init; } = new();

    /// <summary>How the inverse dynamics model labels.</summary>
    public LabellerConfig Labelling { get; init; } = new();

    /// <summary>The fine-tuning.</summary>
    public TrainingConfig Training { get; init; } = new();

    /// <summary>How the prior and the result are judged at the end.</summary>
    public EvaluationConfig Evaluation { get; init; } = new();

    /// <summary>Videos made at the end; 0 makes none.</summary>
    public int Videos { get; init; } = 1;

    /// <summary>How much is played in <c>rl quickstart</c>, and how its clone is fine-tuned.</summary>
    public QuickstartConfig Quickstart { get; init; } = new();

    /// <summary>The folder of presets, found above the executable.</summary>
    public static string PresetFolder => Path.Combine(RepositoryRoot(), "experiments", "presets");

    /// <summary>Loads an experiment from a preset, a file and single settings.</summary>
    /// <exception cref="UsageException">The preset is unknown, or a setting is wrong.</exception>
    public static ExperimentConfig Load(string? preset, string? file, IEnumerable<string> settings)
    {
        var files = new List<string>();
        if (preset is not null)
        {
            files.Add(PresetFile(preset));
        }

        if (file is not null)
        {
            files.Add(file);
        }

        return ConfigLoader.Load(new ExperimentConfig(), files, settings).Validated();
    }

    /// <summary>The preset that holds where none is named: a game that is not embedded has one of its own name, or none.</summary>
    /// <param name="preset">What was named.</param>
    /// <param name="environment">The environment that was asked for.</param>
    public static string? PresetFor(string? preset, string? environment) =>
        preset ?? (environment is not null && EnvironmentCatalog.Games.Contains(environment) && File.Exists(Path.Combine(PresetFolder, environment + ".json")) ? environment : null);

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public ExperimentConfig Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Videos);
        PolicyConfig.ByName(Model);
        var labelModel = InverseDynamicsConfig.ByName(LabelModel);
        return this with
        {
            Recording = Recording.Validated(),
            Cloning = Cloning.Validated(),
            InverseDynamics = InverseDynamics.Validated(),
            Labelling = Labelling.Validated(labelModel.Window),
            Training = Training.Validated(),
            Evaluation = Evaluation.Validated(),
            Quickstart = Quickstart.Validated(),
        };
    }

    private static string PresetFile(string preset)
    {
        var path = Path.Combine(PresetFolder, preset + ".json");
        if (File.Exists(path))
        {
            return path;
        }

        var known = Directory.Exists(PresetFolder) ? Directory.GetFiles(PresetFolder, "*.json").Select(Path.GetFileNameWithoutExtension).Order().ToArray() : [];
        throw new UsageException($"There is no preset '{preset}'. Known ones: {string.Join(", ", known)}.");
    }

    /// <summary>The repository's folder, found above the executable.</summary>
    /// <exception cref="UsageException">The executable lies outside of it.</exception>
    internal static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Rl.sln")))
            {
                return folder.FullName;
            }
        }

        throw new UsageException($"The repository was not found above '{AppContext.BaseDirectory}'; presets lie in its experiments/presets.");
    }
}
