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
        var options = new DataOptions();
        var json = new Option<bool>("--json") { Description = "Print one JSON object a line of the recording." };
        var inspect = new Command("inspect", "What each line of a contractor's recording says, and what cloning makes of it.") { file, json };
        options.AddTo(inspect);
        inspect.SetAction(parsed =>
        {
            var steps = ContractorRecording.Read(parsed.GetRequiredValue(file), options.Lines(parsed));
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
