using System.CommandLine;
using System.Text.Json.Nodes;
using Rl.Experiments.Reports;
using Rl.Experiments.Reports.Runs;

namespace Rl.Experiments.Commands;

/// <summary><c>rl report</c>: what a run was and what came of it, as one page of HTML and as Markdown.</summary>
public static class ReportCommand
{
    /// <summary>The verb's options and action.</summary>
    public static Command Create()
    {
        var run = new Argument<string>("run") { Description = "A run's name, or the folder of a run or of a trained model." };
        var directory = new Option<string?>("--out") { Description = "Folder of report.html and report.md (default: report/ in the run's folder)." };
        var (root, json) = (CommonOptions.Runs(), CommonOptions.Json());
        var command = new Command("report", "Report on a run: settings, learning curves, evaluations, videos.") { run, directory, root, json };
        command.SetAction(parsed =>
        {
            var folder = FolderOf(parsed.GetRequiredValue(run), parsed.GetRequiredValue(root));
            var (html, markdown) = ReportFiles.Write(RunReport.Of(RunRecord.Read(folder)), parsed.GetValue(directory) ?? Path.Combine(folder, "report"));
            Console.WriteLine($"wrote {html} and {markdown}");
            if (parsed.GetValue(json))
            {
                Console.WriteLine(new JsonObject { ["html"] = html, ["markdown"] = markdown }.ToJsonString());
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static string FolderOf(string run, string root)
    {
        var named = Path.Combine(root, run);
        return Directory.Exists(named) || !Directory.Exists(run) ? named : run;
    }
}
