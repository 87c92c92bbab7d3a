using System.Globalization;
using Rl.Pretrain.Contractor;

namespace Rl.Experiments.Inspection;

/// <summary>Prints a recording's steps for people, and what they add up to.</summary>
public static class StepTable
{
    /// <summary>Prints a row a step, then a summary. What was read before a damaged line is printed before the error comes.</summary>
    public static void Write(IEnumerable<ContractorStep> steps, TextWriter output)
    {
        var summary = new StepSummary();
        output.WriteLine($"{"line",7} {"pitch",9} {"yaw",9}  {"joint",8} {"window",7}  pressed");
        foreach (var step in steps)
        {
            summary.Add(step);
            var joint = step.Joint;
            var pressed = string.Join(' ', RecorderKeys.NamesOf(step.Buttons, step.Unplayable));
            var note = (step.IsNull, step.IsEmitted) switch
            {
                (_, true) => string.Empty,
                (true, _) => "(null)",
                _ => "(left out)",
            };
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{step.Index + 1,7} {step.PitchDegrees,9:0.###} {step.YawDegrees,9:0.###}  {joint.Buttons,4}/{joint.Camera,-3} {(step.IsGuiOpen ? "open" : string.Empty),7}  {pressed} {note}"));
        }

        output.WriteLine();
        summary.WriteTo(output);
    }
}
