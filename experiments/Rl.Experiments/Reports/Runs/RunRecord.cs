using System.Text.Json;
using System.Text.Json.Nodes;
using Rl.Experiments.Configuration;
using Rl.Pretrain.Cloning;
using Rl.Pretrain.Labelling;
using Rl.Workers.Evaluation;
using Rl.Workers.Runs;

namespace Rl.Experiments.Reports.Runs;

/// <summary>All that a folder tells about a run. What is damaged is left out, and named in <see cref="Skipped"/>.</summary>
public sealed class RunRecord
{
    private const string CloningFacts = "cloning.json";
    private const string InverseDynamicsFacts = "training.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly List<string> _skipped = [];

    private RunRecord(string folder, RunKind kind)
    {
        Folder = folder;
        Kind = kind;
        Metrics = MetricTable.Read(At("metrics.jsonl"));
        Resolved = ReadObject(At(RunConfig.ResolvedName));
        Facts = kind == RunKind.Training ? null : ReadObject(At(kind == RunKind.Cloning ? CloningFacts : InverseDynamicsFacts));
        Status = Attempt(At("status.json"), _ => RunFolder.ReadStatus(folder));
        Evaluations = ReadEvaluations();
        Cloning = kind == RunKind.Cloning ? Validation<CloningMetrics>() : null;
        Labels = kind == RunKind.InverseDynamics ? Validation<LabelMetrics>() : null;
        Prior = kind == RunKind.Training && KindOf(At("prior")) is { } prior ? new RunRecord(At("prior"), prior) : null;
        if (Metrics.SkippedLines > 0)
        {
            _skipped.Add($"{Metrics.SkippedLines} of {Metrics.Lines + Metrics.SkippedLines} lines of metrics.jsonl are no metrics.");
        }
    }

    /// <summary>Where it lies.</summary>
    public string Folder { get; }

    /// <summary>The folder's own name.</summary>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Folder)));

    /// <summary>What it is the result of.</summary>
    public RunKind Kind { get; }

    /// <summary>Settings, versions, hardware and command; null where they were not kept.</summary>
    public JsonObject? Resolved { get; }

    /// <summary>What a cloning or an inverse dynamics training noted about itself; null for others.</summary>
    public JsonObject? Facts { get; }

    /// <summary>The last state; null for models.</summary>
    public RunStatus? Status { get; }

    /// <summary>What was measured on the way.</summary>
    public MetricTable Metrics { get; }

    /// <summary>The evaluations in <c>eval/</c>; the prior first, since the others are held against it.</summary>
    public IReadOnlyList<StageEvaluation> Evaluations { get; }

    /// <summary>How well a clone foretells held-out play.</summary>
    public CloningMetrics? Cloning { get; }

    /// <summary>How well an inverse dynamics model labels held-out play.</summary>
    public LabelMetrics? Labels { get; }

    /// <summary>The cloning that made the run's prior, where it was made in the run.</summary>
    public RunRecord? Prior { get; }

    /// <summary>What could not be read, with the reason; a sentence each.</summary>
    public IReadOnlyList<string> Skipped => _skipped;

    /// <summary>The videos, by name.</summary>
    public IReadOnlyList<string> Films => Files("videos", "*.mp4");

    /// <summary>Folders of pictures that stand for videos where there was no encoder.</summary>
    public IReadOnlyList<string> PictureFolders => Directory.Exists(At("videos")) ? [.. Directory.GetDirectories(At("videos")).Order(StringComparer.Ordinal)] : [];

    /// <summary>Pictures in <c>plots/</c>.</summary>
    public IReadOnlyList<string> Plots => Files("plots", "*.png");

    /// <summary>Reads a folder.</summary>
    /// <exception cref="UsageException">There is no such folder, or it holds no run.</exception>
    public static RunRecord Read(string folder) => KindOf(folder) is { } kind
        ? new RunRecord(folder, kind)
        : throw new UsageException(
            Directory.Exists(folder)
                ? $"'{folder}' holds no run: neither status.json nor metrics.jsonl, {CloningFacts} or {InverseDynamicsFacts} is there. Runs are listed by: ./rl runs list"
                : $"There is no run in '{folder}'. Runs are listed by: ./rl runs list");

    private static RunKind? KindOf(string folder) => folder switch
    {
        _ when File.Exists(Path.Combine(folder, CloningFacts)) => RunKind.Cloning,
        _ when File.Exists(Path.Combine(folder, InverseDynamicsFacts)) => RunKind.InverseDynamics,
        _ when File.Exists(Path.Combine(folder, "status.json")) || File.Exists(Path.Combine(folder, "metrics.jsonl")) => RunKind.Training,
        _ => null,
    };

    private StageEvaluation[] ReadEvaluations()
    {
        var tables = Files("eval", "*.csv")
            .Select(path => Attempt(path, text => new StageEvaluation(Path.GetFileNameWithoutExtension(path), EvaluationResult.FromCsv(text))))
            .OfType<StageEvaluation>();
        return [.. tables.OrderBy(stage => stage.Name == "prior" ? 0 : 1)];
    }

    private T? Validation<T>()
        where T : class
    {
        var result = Facts?["result"] ?? Facts?["Result"];
        var validation = result?["validation"] ?? result?["Validation"];
        return Attempt($"{Folder}: validation", validation?.ToJsonString(), text => JsonSerializer.Deserialize<T>(text, Json));
    }

    private JsonObject? ReadObject(string path) => Attempt(path, text => JsonNode.Parse(text) as JsonObject);

    private T? Attempt<T>(string path, Func<string, T?> read)
        where T : class => Attempt(path, File.Exists(path) ? File.ReadAllText(path) : null, read);

    private T? Attempt<T>(string name, string? text, Func<string, T?> read)
        where T : class
    {
        try
        {
            return text is null ? null : read(text);
        }
        catch (Exception error) when (error is JsonException or FormatException or IOException)
        {
            _skipped.Add($"{name} cannot be read: {error.Message}");
            return null;
        }
    }

    private string[] Files(string name, string pattern) =>
        Directory.Exists(At(name)) ? [.. Directory.GetFiles(At(name), pattern).Order(StringComparer.Ordinal)] : [];

    private string At(string name) => Path.Combine(Folder, name);
}
