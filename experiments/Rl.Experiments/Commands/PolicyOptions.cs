using System.CommandLine;
using Rl.Experiments.Configuration;
using Rl.Models;
using Rl.Pretrain.Cloning;
using Rl.Workers.Checkpoints;

namespace Rl.Experiments.Commands;

/// <summary>The ways in which a verb is told which model it works with: a run, a checkpoint's folder, or published files.</summary>
public sealed class PolicyOptions
{
    /// <summary>What every option that takes a model says of itself.</summary>
    public const string SourceHelp = "a checkpoint's folder, or published files: W.weights beside its .model of the same name, or M.model,W.weights";

    private readonly Option<string?> _run = new("--run") { Description = "A run's name: its policy is taken." };
    private readonly Option<string> _checkpoint = new("--checkpoint") { Description = "Which checkpoint: best, last, or an iteration of a run; a clone has best if it was tried out in its world.", DefaultValueFactory = _ => "last" };
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
        return parsed.GetValue(_run) is { } run ? $"{run}@{parsed.GetValue(_checkpoint)}" : WhichOf(parsed) ?? parsed.GetValue(_weights) ?? "policy";
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
            (null, { } policy, (null, null)) => ModelSource.Parse(CloneFolder(policy, parsed.GetRequiredValue(_checkpoint))),
            (null, null, ({ } model, { } weights)) => ModelSource.OfFiles(model, weights),
            (null, null, (null, null)) => throw new UsageException("Which model? Give --run ID, --policy DIR, or --model M.model with --weights W.weights."),
            _ => throw new UsageException("Give one model: either --run, or --policy, or --model together with --weights."),
        };
        return Tolerant(source, parsed.GetValue(_allowMismatch));
    }

    /// <summary>The model that a text names, with what is passed over named on the error stream.</summary>
    /// <param name="text">See <see cref="SourceHelp"/>.</param>
    /// <param name="allowMismatch">Whether unknown and missing tensors of published files are passed over.</param>
    public static ModelSource Source(string text, bool allowMismatch) => Tolerant(ModelSource.Parse(text), allowMismatch);

    /// <summary>The folder of one of a run's checkpoints.</summary>
    public static string CheckpointFolder(string runFolder, string checkpoint)
    {
        if (!Directory.Exists(runFolder))
        {
            throw new UsageException($"There is no run in '{runFolder}'. See: ./rl runs list");
        }

        return CheckpointStore.Resolve(Path.Combine(runFolder, "checkpoints"), checkpoint);
    }

    private string? WhichOf(ParseResult parsed) =>
        parsed.GetValue(_policy) is { } policy && parsed.GetRequiredValue(_checkpoint) is not "last" and var which ? $"{policy}@{which}" : parsed.GetValue(_policy);

    private static ModelSource Tolerant(ModelSource source, bool allowMismatch) => source with
    {
        AllowMismatch = allowMismatch,
        Mismatch = (unknown, missing) => Console.Error.WriteLine($"rl: passed over unknown tensors: {Names(unknown)}; missing tensors: {Names(missing)}"),
    };

    /// <summary>A clone's last policy is its folder, the one that did best in the world a folder within.</summary>
    private static string CloneFolder(string policy, string checkpoint)
    {
        var best = Path.Combine(policy, Cloner.BestFolder);
        return checkpoint switch
        {
            "last" => policy,
            "best" when Directory.Exists(best) => best,
            _ => throw new UsageException(
                $"There is no checkpoint '{checkpoint}' in '{policy}'. A clone has 'last', and 'best' if it was tried out in its world (rl bc train --rollout-interval N)."),
        };
    }

    private static string Names(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
}
