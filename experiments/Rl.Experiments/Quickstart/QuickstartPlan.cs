using System.Globalization;
using Rl.Experiments.Configuration;

namespace Rl.Experiments.Quickstart;

/// <summary>
/// The road of Video Pretraining on the embedded world, stage by stage: a little labelled play, a lot of unlabelled, labels by inverse dynamics, a clone,
/// fine-tuning on the early game, RL with a KL penalty to it, and an evaluation of each on the same worlds.
/// </summary>
public sealed class QuickstartPlan
{
    /// <summary>The policies that are judged, in the order in which one came from the other: a short name, and how the report calls it.</summary>
    public static readonly IReadOnlyList<(string Name, string Title)> Judged = [("cloned", "cloned"), ("fine-tuned", "fine-tuned"), ("rl", "RL")];

    private const int LabelledSeed = 1;
    private const int UnlabelledSeed = 2;
    private const int EarlySeed = 3;

    /// <summary>From one seed of the quickstart to the next, for its recordings.</summary>
    private const int SeedStride = 10;

    private const int FilmSteps = 400;

    private readonly ExperimentConfig _config;

    /// <param name="folder">The run's folder.</param>
    /// <param name="config">Settings of all stages.</param>
    public QuickstartPlan(string folder, ExperimentConfig config)
    {
        (Folder, _config) = (folder, config);
        Stages = [.. Recordings(), .. Labels(), .. Policies(), .. Judged.Select(Evaluation), .. Judged.Select(Film)];
    }

    /// <summary>The run's folder.</summary>
    public string Folder { get; }

    /// <summary>The stages in order; the report comes after them.</summary>
    public IReadOnlyList<QuickstartStage> Stages { get; }

    /// <summary>The settings of all stages but fine-tuning, as a file for <c>--config</c>.</summary>
    public string SettingsFile => At("settings.json");

    /// <summary>The same with fine-tuning's in the place of cloning's.</summary>
    public string FineTuningFile => At("settings-fine-tuning.json");

    /// <summary>Where a policy of <see cref="Judged"/> is judged.</summary>
    public string EvaluationFile(string policy) => At($"eval/{policy}.csv");

    /// <summary>The video of a policy of <see cref="Judged"/>.</summary>
    public string FilmFile(string policy) => At($"videos/{policy}.mp4");

    /// <summary>Writes the settings that the stages read.</summary>
    public void WriteSettings()
    {
        WholeFile.Write(SettingsFile, ConfigLoader.Print(_config));
        WholeFile.Write(FineTuningFile, ConfigLoader.Print(_config with { Cloning = _config.Quickstart.FineTuning }));
    }

    /// <summary>A path in the run's folder.</summary>
    public string At(string name) => Path.Combine(Folder, name);

    private string Seed => Number(_config.Quickstart.Seed);

    private IEnumerable<QuickstartStage> Recordings()
    {
        var (amounts, steps) = (_config.Quickstart, _config.Recording.EpisodeSteps);
        yield return Record("labelled", "record play whose actions are kept", amounts.LabelledEpisodes, steps, LabelledSeed);
        yield return Record("unlabelled", "record play of which only the frames are used", amounts.UnlabelledEpisodes, steps, UnlabelledSeed);
        yield return Record("early", "record the early game, of which only the frames are used", amounts.EarlyEpisodes, amounts.EarlySteps, EarlySeed);
    }

    private QuickstartStage Record(string name, string title, int episodes, int steps, int seed) => new(name, title,
        ["data", "record", "--config", SettingsFile, "--out", At(name), "--episodes", Number(episodes), "--steps", Number(steps),
         "--seed", Number(((long)_config.Quickstart.Seed * SeedStride) + seed)]);

    private IEnumerable<QuickstartStage> Labels()
    {
        yield return new QuickstartStage(
            "idm", "train the inverse dynamics model", ["idm", "train", "--config", SettingsFile, "--data", At("labelled"), "--out", At("idm"), "--seed", Seed])
        {
            ResumableFrom = At("idm.state"),
        };
        yield return Label("labels", "unlabelled");
        yield return Label("early-labels", "early");
    }

    private QuickstartStage Label(string name, string data) => new(
        name, $"label what was recorded in {data}/", ["idm", "label", "--config", SettingsFile, "--idm", At("idm"), "--data", At(data), "--out", At(name)]);

    private IEnumerable<QuickstartStage> Policies()
    {
        yield return new QuickstartStage(
            "cloned", "clone a policy from the labels",
            ["bc", "train", "--config", SettingsFile, "--data", At("unlabelled"), "--labels", At("labels"), "--out", At("cloned"), "--seed", Seed])
        {
            ResumableFrom = At("cloned.state"),
        };
        yield return new QuickstartStage(
            "fine-tuned", "fine-tune the clone on the early game",
            ["bc", "train", "--config", FineTuningFile, "--data", At("early"), "--labels", At("early-labels"), "--init", At("cloned"), "--out", At("fine-tuned"), "--seed", Seed])
        {
            ResumableFrom = At("fine-tuned.state"),
        };
        yield return new QuickstartStage(
            "rl", "fine-tune by RL, with a KL penalty to where it starts",
            ["train", "--config", SettingsFile, "--init", At("fine-tuned"), "--runs", Folder, "--run-id", "rl", "--seed", Seed, "--no-eval"])
        {
            ResumableFrom = At("rl/checkpoints"),
            BeginWith = ["--force"],
        };
    }

    private QuickstartStage Evaluation((string Name, string Title) policy) => new(
        $"eval-{policy.Name}", $"judge the {policy.Title} policy",
        ["eval", .. PolicyOf(policy.Name), "--config", SettingsFile, "--env", _config.Training.Environment, "--csv", EvaluationFile(policy.Name)]);

    private QuickstartStage Film((string Name, string Title) policy) => new(
        $"film-{policy.Name}", $"film the {policy.Title} policy",
        ["play", .. PolicyOf(policy.Name), "--env", _config.Training.Environment, "--seed", Number(_config.Evaluation.FirstWorld), "--steps", Number(FilmSteps), "--out", FilmFile(policy.Name)]);

    private string[] PolicyOf(string name) => name == "rl" ? ["--runs", Folder, "--run", "rl"] : ["--policy", At(name)];

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
