using System.CommandLine;
using Rl.Experiments.Configuration;
using Rl.Experiments.Quickstart;
using Rl.Experiments.Reports;
using Rl.Workers.Runs;

namespace Rl.Experiments.Commands;

/// <summary><c>rl quickstart</c>: the whole road of Video PreTraining on the embedded world, from nothing to a report.</summary>
public static class QuickstartCommand
{
    private const string FullPreset = "quickstart";
    private const string FastPreset = "quickstart-fast";

    /// <summary>The verb.</summary>
    /// <param name="run">Runs another verb, given its arguments, and answers its exit code.</param>
    public static Command Create(Func<IReadOnlyList<string>, CancellationToken, Task<int>> run)
    {
        var fast = new Option<bool>("--fast") { Description = "Twenty minutes of two cores instead of hours." };
        var seed = new Option<int?>("--seed") { Description = "Seed of the recorded worlds, the weights and the learning; policies are judged in the same worlds." };
        var id = new Option<string?>("--run-id") { Description = "The run's name (default: the preset's)." };
        var resume = new Option<bool>("--resume") { Description = "Go on with the run of this id where it was interrupted." };
        var force = new Option<bool>("--force") { Description = "Overwrite the run of this id." };
        var (runs, config, set, print) = (CommonOptions.Runs(), CommonOptions.Config(), CommonOptions.Set(), CommonOptions.PrintConfig());
        var command = new Command("quickstart", "Record, label, clone, fine-tune, train by RL, judge every stage, and report.") { fast, seed, id, resume, force, runs, config, set, print };
        command.SetAction(async (parsed, cancellation) =>
        {
            var preset = parsed.GetValue(fast) ? FastPreset : FullPreset;
            var name = parsed.GetValue(id) ?? preset;
            var isResumed = parsed.GetValue(resume);
            var root = parsed.GetRequiredValue(runs);
            string[] settings = [.. parsed.GetValue(set) ?? [], .. parsed.GetValue(seed) is { } number ? [$"quickstart.seed={number}"] : Array.Empty<string>()];
            var experiment = isResumed ? Resumed(Path.Combine(root, name), parsed.GetValue(config), settings) : ExperimentConfig.Load(preset, parsed.GetValue(config), settings);
            if (parsed.GetValue(print))
            {
                Console.WriteLine(ConfigLoader.Print(experiment));
                return ExitCode.Done;
            }

            using var folder = RunFolder.Open(root, name, isResumed ? RunReuse.Resume : parsed.GetValue(force) ? RunReuse.Force : RunReuse.Refuse);
            folder.WriteConfig(ConfigLoader.Print(experiment), RunConfig.Resolve(experiment));
            var plan = new QuickstartPlan(Path.Combine(root, name), experiment);
            plan.WriteSettings();
            Directory.CreateDirectory(plan.At("eval"));
            var code = ExitCode.Failed;
            try
            {
                code = await new QuickstartRunner(plan, run, Console.Out, TimeProvider.System).RunAsync(cancellation).ConfigureAwait(false);
            }
            finally
            {
                if (code != ExitCode.Done)
                {
                    await Console.Error.WriteLineAsync($"quickstart stopped. Go on with: ./rl quickstart --run-id {name} --resume").ConfigureAwait(false);
                }
            }

            if (code == ExitCode.Done)
            {
                Report(plan);
            }

            return code;
        });
        return command;
    }

    private static void Report(QuickstartPlan plan)
    {
        var document = QuickstartReport.Of(plan);
        var (html, markdown) = ReportFiles.Write(document, plan.At("report"));
        Console.WriteLine();
        foreach (var verdict in document.Summary.OfType<Verdict>())
        {
            Console.WriteLine(verdict.Text);
        }

        Console.WriteLine($"\nreport: {html} and {markdown}");
    }

    /// <summary>The settings a run began with: another amount of play or another model would not fit what is there.</summary>
    private static ExperimentConfig Resumed(string folder, string? config, string[] set) => config is null && set.Length == 0
        ? RunConfig.Read(folder)
        : throw new UsageException("A resumed quickstart keeps its settings: leave out --config, --set and --seed, or take another --run-id.");
}
