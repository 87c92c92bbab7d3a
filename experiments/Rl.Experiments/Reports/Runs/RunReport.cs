namespace Rl.Experiments.Reports.Runs;

/// <summary>The report of one run, from the parts that reports of several runs are made of too.</summary>
public static class RunReport
{
    /// <summary>Puts the report together.</summary>
    public static ReportDocument Of(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var comparisons = run.Evaluations.Skip(1).Select(stage => EvaluationSection.Compare(run.Evaluations[0], stage)).ToArray();
        var skipped = (run.Prior is null ? run.Skipped : run.Skipped.Concat(run.Prior.Skipped)).ToArray();
        return new ReportDocument(
            $"{Title(run.Kind)} {run.Name}",
            [.. comparisons.Select(section => section.Blocks[0]), .. Failure(run), .. skipped.Length == 0 ? [] : new ReportBlock[] { new Verdict(VerdictKind.Worse, $"Left out of this report: {string.Join(" ", skipped)}") }],
            [
                SetupSection.Of(run),
                EvaluationSection.Of(run.Evaluations),
                .. comparisons,
                LabelSection.Of(run.Labels),
                CloningSection.Of(run.Cloning),
                CurveSection.Of(run.Metrics),
                MediaSection.Of(run),
                .. run.Prior is { } prior ? Prior(prior) : [],
                SetupSection.Settings(run),
            ]);
    }

    private static IEnumerable<ReportSection> Prior(RunRecord prior)
    {
        yield return CloningSection.Of(prior.Cloning) with { Title = "The prior: a clone, on held-out play" };
        yield return CurveSection.Of("The prior: cloning curves", [("", prior.Metrics)]);
    }

    private static IEnumerable<ReportBlock> Failure(RunRecord run)
    {
        if (run.Status is { State: "failed" } status)
        {
            yield return new Verdict(VerdictKind.Worse, $"The run failed: {status.Message ?? "no reason was kept; see log.txt"}");
        }
    }

    private static string Title(RunKind kind) => kind switch
    {
        RunKind.Cloning => "Cloned policy",
        RunKind.InverseDynamics => "Inverse dynamics model",
        _ => "Run",
    };
}
