using System.CommandLine;
using Rl.Pretrain.Contractor;

namespace Rl.Experiments.Commands;

/// <summary>Options of the verbs that read contractors' recordings.</summary>
internal sealed class DataOptions
{
    private readonly Option<ContractorMode> _mode = new("--mode")
    {
        Description = "How lines are read: corrected mends what is plainly wrong in the reference's loader, reference does as it does (docs/parity.md).",
        DefaultValueFactory = _ => ContractorMode.Corrected,
    };

    private readonly Option<string?> _version = new("--recorder-version") { Description = "The recorder's version, such as 6.7; else a folder of the path that is called so." };

    /// <summary>Files or frames that are read at the same time.</summary>
    public Option<int> Threads { get; } = new("--threads")
    {
        Description = "Videos or shards read at the same time.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    /// <summary>Adds the options on lines to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Add(_mode);
        command.Add(_version);
    }

    /// <summary>How lines become actions.</summary>
    public ContractorOptions Lines(ParseResult parsed) => new() { Mode = parsed.GetValue(_mode), RecorderVersion = parsed.GetValue(_version) };
}
