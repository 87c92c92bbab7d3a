using System.Globalization;
using Rl.Experiments.Reports;
using Rl.Experiments.Reports.Runs;
using Rl.Workers.Evaluation;

namespace Rl.Experiments.Quickstart;

/// <summary>The report of a quickstart: each stage beside the one it came from, and which of them could not be told from it.</summary>
public static class QuickstartReport
{
    /// <summary>Puts the report together from what the finished stages left.</summary>
    public static ReportDocument Of(QuickstartPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var journal = QuickstartJournal.Open(plan.Folder);
        var stages = QuickstartPlan.Judged
            .Where(policy => File.Exists(plan.EvaluationFile(policy.Name)))
            .Select(policy => new StageEvaluation(policy.Title, EvaluationResult.FromCsv(File.ReadAllText(plan.EvaluationFile(policy.Name))))).ToArray();
        var comparisons = stages.Zip(stages.Skip(1), EvaluationSection.Compare).ToArray();
        var (model, cloned, tuned, rl) = (Read(plan, "idm"), Read(plan, "cloned"), Read(plan, "fine-tuned"), Read(plan, "rl"));
        RunRecord?[] records = [model, cloned, tuned, rl];
        var skipped = records.OfType<RunRecord>().SelectMany(record => record.Skipped).ToArray();

        return new ReportDocument(
            $"Quickstart {Path.GetFileName(Path.TrimEndingDirectorySeparator(plan.Folder))}",
            [.. comparisons.Select(section => section.Blocks[0]), .. skipped.Length == 0 ? [] : new ReportBlock[] { new Verdict(VerdictKind.Worse, $"Left out of this report: {string.Join(" ", skipped)}") }],
            [
                Road(journal),
                EvaluationSection.Of(stages),
                .. comparisons,
                LabelSection.Of(model?.Labels) with { Title = "The inverse dynamics model, on held-out labelled play" },
                CloningSection.Of(cloned?.Cloning) with { Title = "The clone, against the labels of held-out play" },
                CloningSection.Of(tuned?.Cloning) with { Title = "The fine-tuned clone, against the labels of the held-out early game" },
                Curves("Learning curves: inverse dynamics", model),
                Curves("Learning curves: cloning", cloned),
                Curves("Learning curves: fine-tuning", tuned),
                Curves("Learning curves: RL", rl),
                new ReportSection("Videos", [.. QuickstartPlan.Judged.SelectMany(policy => Film(plan, policy))]),
                .. rl is null ? [] : new[] { SetupSection.Of(rl) with { Title = "Machine and versions" }, SetupSection.Settings(rl) },
            ]);
    }

    private static ReportSection Road(QuickstartJournal journal) => new("The road",
    [
        new Paragraph(
            "An inverse dynamics model learns from a little play whose actions are known, and labels a lot of play of which only frames are used. A policy is cloned "
            + "from those labels, fine-tuned on the early game, and then by RL with a KL penalty to where RL starts. All are judged in the same worlds, which nothing "
            + "learned from."),
        new ReportTable(
            [new("stage"), new("time", true), new("interrupted")],
            [
                .. journal.Finished.Select(stage => (string[])[stage.Name, Time(stage.Seconds), stage.WasResumed ? "yes; the time of its last part" : ""]),
                ["all", Time(journal.Finished.Sum(stage => stage.Seconds)), ""],
            ]),
        new Listing(string.Join('\n', journal.Finished.Select(stage => stage.Command)), "the commands"),
    ]);

    private static ReportSection Curves(string title, RunRecord? run) =>
        run is null ? new ReportSection(title, []) : CurveSection.Of(title, [("", run.Metrics)]);

    /// <summary>The mp4, or the pictures that stand for it where there was no encoder.</summary>
    private static IEnumerable<ReportBlock> Film(QuickstartPlan plan, (string Name, string Title) policy) =>
        File.Exists(plan.FilmFile(policy.Name)) ? [new FilmFigure($"the {policy.Title} policy", plan.FilmFile(policy.Name))] : [];

    private static RunRecord? Read(QuickstartPlan plan, string name) => Directory.Exists(plan.At(name)) ? RunRecord.Read(plan.At(name)) : null;

    private static string Time(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{(int)(seconds / 60)} min {(int)(seconds % 60):00} s");
}
