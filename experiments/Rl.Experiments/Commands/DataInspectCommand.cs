using System.CommandLine;
using Rl.Experiments.Inspection;
using Rl.Pretrain.Contractor;

namespace Rl.Experiments.Commands;

/// <summary><c>rl data inspect</c>: what the lines of a contractor's recording mean.</summary>
public static class DataInspectCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The recording's jsonl file." };
        var mode = new Option<ContractorMode>("--mode")
        {
            Description = "corrected mends what is plainly wrong in the reference's loader, reference does as it does (docs/parity.md).",
            DefaultValueFactory = _ => ContractorMode.Corrected,
        };
        var version = new Option<string?>("--recorder-version") { Description = "The recorder's version, such as 6.7; else a folder of the path that is called so." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object a line of the recording." };
        var inspect = new Command("inspect", "What each line of a contractor's recording says, and what cloning makes of it.") { file, mode, version, json };
        inspect.SetAction(parsed =>
        {
            var options = new ContractorOptions { Mode = parsed.GetValue(mode), RecorderVersion = parsed.GetValue(version) };
            var steps = ContractorRecording.Read(parsed.GetRequiredValue(file), options);
            using var output = Console.OpenStandardOutput();
            if (parsed.GetValue(json))
            {
                StepJson.Write(steps, output);
            }
            else
            {
                using var text = new StreamWriter(output);
                StepTable.Write(steps, text);
            }

            return ExitCode.Done;
        });
        return inspect;
    }
}
