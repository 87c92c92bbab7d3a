using System.CommandLine;
using Rl.Experiments.Configuration;
using Rl.Models;
using Rl.Workers.Checkpoints;

namespace Rl.Experiments.Commands;

/// <summary>The ways in which a verb is told which model it works with: a run, a checkpoint's folder, or published files.</summary>
public sealed class PolicyOptions
{
    /// <summary>What every option that takes a model says of itself.</summary>
    public const string SourceHelp = "a checkpoint's folder, or published files: W.weights beside its .model of the same name, or M.model,W.weights";

    private readonly Option<string?> _run = new("--run") { Description = "A run's name: its policy is taken." };
    private readonly Option<string> _checkpoint = new("--checkpoint") { Description = "Which checkpoint of the run: best, last or an iteration.", DefaultValueFactory = _ => "last" };
    private readonly Option<string?> _policy = new("--policy", "--idm") { Description = $"The model: {SourceHelp}." };
    private readonly Option<string?> _model = new("--model") { Description = "A published .model file; goes with --weights." };
    private readonly Option<string?> _weights = new("--weights") { Description = "A published .weights file; goes with --model." };
    private readonly Option<bool> _allowMismatch = new("--allow-mismatch") { Description = "Load published weights even if tensors are unknown or missing; they are named." };
    private readonly Option<string> _runs = CommonOptions.Runs();

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        ArgumentNullException.ThrowIfNull(command);
        foreach (var option in new Option[] { _run, _checkpoint, _policy, _model, _weights, _allowMismatch, _runs })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>True if any policy was named.</summary>
    public bool IsGiven(ParseResult parsed)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        return parsed.GetValue(_run) is not null || parsed.GetValue(_policy) is not null || parsed.GetValue(_model) is not null || parsed.GetValue(_weights) is not null;
    }

    /// <summary>What the policy is called in reports.</summary>
    public string NameOf(ParseResult parsed)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        return parsed.GetValue(_run) is { } run ? $"{run}@{parsed.GetValue(_checkpoint)}" : parsed.GetValue(_policy) ?? parsed.GetValue(_weights) ?? "policy";
    }

    /// <summary>Folder of the run that was named, or null.</summary>
    public string? RunFolderOf(ParseResult parsed)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        return parsed.GetValue(_run) is { } run ? Path.Combine(parsed.GetRequiredValue(_runs), run) : null;
    }

    /// <summary>Loads the policy, which the caller owns.</summary>
    /// <exception cref="UsageException">No policy was named, or more than one.</exception>
    /// <exception cref="WrongModelKindException">An inverse dynamics model was named.</exception>
    public VptPolicy Load(ParseResult parsed) => SourceOf(parsed).LoadPolicy();

    /// <summary>Where the model that was named lies, of whatever kind it is.</summary>
    /// <exception cref="UsageException">None was named, or more than one.</exception>
    public ModelSource SourceOf(ParseResult parsed)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        var published = (parsed.GetValue(_model), parsed.GetValue(_weights));
        var source = (RunFolderOf(parsed), parsed.GetValue(_policy), published) switch
        {
            ({ } run, null, (null, null)) => ModelSource.OfFolder(CheckpointFolder(run, parsed.GetRequiredValue(_checkpoint))),
            (null, { } policy, (null, null)) => ModelSource.Parse(policy),
            (null, null, ({ } model, { } weights)) => ModelSource.OfFiles(model, weights),
            (null, null, (null, null)) => throw new UsageException("Which model? Give --run ID, --policy DIR, or --model M.model with --weights W.weights."),
            _ => throw new UsageException("Give one model: either --run, or --policy, or --model together with --weights."),
        };
        return source with
        {
            AllowMismatch = parsed.GetValue(_allowMismatch),
            Mismatch = (unknown, missing) => Console.Error.WriteLine($"rl: passed over unknown tensors: {Names(unknown)}; missing tensors: {Names(missing)}"),
        };
    }

    /// <summary>The folder of one of a run's checkpoints.</summary>
    public static string CheckpointFolder(string runFolder, string checkpoint)
    {
        if (!Directory.Exists(runFolder))
        {
            throw new UsageException($"There is no run in '{runFolder}'. See: ./rl runs list");
        }

        return CheckpointStore.Resolve(Path.Combine(runFolder, "checkpoints"), checkpoint);
    }

    private static string Names(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
}
