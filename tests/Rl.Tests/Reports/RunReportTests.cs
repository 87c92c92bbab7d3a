using Rl.Env.Actions;
using Rl.Env.Tasks;
using Rl.Experiments;
using Rl.Experiments.Commands;
using Rl.Experiments.Configuration;
using Rl.Experiments.Reports;
using Rl.Experiments.Reports.Charts;
using Rl.Experiments.Reports.Runs;
using Rl.Pretrain.Cloning;
using Rl.Pretrain.InverseDynamics;
using Rl.Pretrain.Labelling;
using Rl.Workers.Evaluation;

namespace Rl.Tests.Reports;

public sealed class RunReportTests
{
    private const string Metrics = """
        {"iteration":1,"frames":100,"time":5,"charts/episodic_return":0.25,"losses/kl_to_prior":0.01,"milestones/log_rate":0.5,"milestones/planks_rate":0,"workers/restarts":2}
        {"iteration":2,"frames":200,"time":3661,"charts/episodic_return":0.5,"losses/kl_to_prior":0.02,"milestones/log_rate":0.75,"milestones/planks_rate":0,"workers/restarts":2}
        {"iteration":3,"fra
        """;

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("rl-report-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_run_is_told_from_its_settings_to_its_verdict()
    {
        var config = ExperimentConfig.Load("quick", null, ["training.seed=7"]);
        File.WriteAllText(At("config.resolved.json"), RunConfig.Resolve(config));
        File.WriteAllText(At("metrics.jsonl"), Metrics);
        Directory.CreateDirectory(At("eval"));
        File.WriteAllText(At("eval/prior.csv"), Sample(1, 2, 3, 1).ToCsv());
        File.WriteAllText(At("eval/a-result.csv"), Sample(3, 4, 5, 4).ToCsv());

        var report = RunReport.Of(RunRecord.Read(_folder));

        Assert.That(report.Summary.OfType<Verdict>().First(), Is.EqualTo(
            new Verdict(VerdictKind.Better, "a-result improved on prior: mean return +0.281 (95 % +0.250 to +0.344, 4 worlds).")), "the prior comes first, whatever the names");
        Assert.That(Cells(report), Does.Contain("training.seed").And.Contain("worker restarts").And.Contain("1 h 01 min 01 s"));
        Assert.That(Charts(report).Select(chart => chart.Title), Does.Contain("Episodic return").And.Contain("Milestones in training").And.Contain("KL to the prior"));
        Assert.That(Charts(report).Select(chart => chart.Title), Does.Not.Contain("Entropy"), "what was not measured is not drawn");
        Assert.That(Charts(report).OfType<LineChart>().Single(chart => chart.Title == "Milestones in training").Series.Select(series => series.Name), Is.EqualTo(new[] { "log" }));
    }

    [Test]
    public void What_is_damaged_is_left_out_and_named()
    {
        File.WriteAllText(At("metrics.jsonl"), Metrics);
        File.WriteAllText(At("config.resolved.json"), "{ torn");
        Directory.CreateDirectory(At("eval"));
        File.WriteAllText(At("eval/result.csv"), Sample(1, 2).ToCsv()[..^5]);

        var run = RunRecord.Read(_folder);

        Assert.That(run.Metrics.Curve("charts/episodic_return"), Is.EqualTo(new ChartPoint[] { new(100, 0.25), new(200, 0.5) }));
        Assert.That(run.Evaluations, Is.Empty);
        Assert.That(run.Skipped, Has.Count.EqualTo(3));
        Assert.That(string.Concat(run.Skipped), Does.Contain("1 of 3 lines of metrics.jsonl").And.Contain("result.csv cannot be read: Line 3").And.Contain("config.resolved.json"));
        Assert.That(RunReport.Of(run).Summary.OfType<Verdict>().Single().Text, Does.StartWith("Left out of this report: "));
    }

    [Test]
    public void A_difference_that_may_be_chance_is_said_to_be_no_improvement()
    {
        var comparison = EvalComparison.Between(Sample(1, 2, 3, 1, 8, 0), Sample(3, 1, 2, 4, 6, 1));

        var verdict = EvaluationSection.Judge("prior", "result", "mean return", comparison.Return, comparison.Count);

        Assert.That(verdict.Kind, Is.EqualTo(VerdictKind.Open));
        Assert.That(verdict.Text, Does.StartWith("result did not improve on prior: ").And.Contain("includes 0").And.Contain($"{comparison.Return.WorldsToExcludeZero} worlds would tell"));
    }

    [Test]
    public void Stages_over_other_worlds_are_not_compared_but_said_so()
    {
        var section = EvaluationSection.Compare(new StageEvaluation("a", Sample(1, 2)), new StageEvaluation("b", Sample(1, 2, 3)));

        Assert.That(section.Blocks.OfType<Verdict>().Single().Text, Does.StartWith("b cannot be compared with a").And.Contain("not the same"));
    }

    [Test]
    public void Several_runs_share_a_chart_where_each_has_one_curve()
    {
        File.WriteAllText(At("a.jsonl"), Metrics);
        var table = MetricTable.Read(At("a.jsonl"));

        var section = CurveSection.Of("Three seeds", [("seed 1", table), ("seed 2", table), ("seed 3", table)]);

        var returns = section.Blocks.OfType<ChartFigure>().Select(figure => figure.Chart).OfType<LineChart>().Single(chart => chart.Title == "Episodic return");
        Assert.That(returns.Series.Select(series => series.Name), Is.EqualTo(new[] { "seed 1", "seed 2", "seed 3" }));
    }

    [Test]
    public void The_labels_section_has_a_row_for_every_key_that_was_used()
    {
        var tally = new LabelTally();
        var attack = JointActionCodec.Encode(new MinecraftAction { Buttons = Buttons.Attack });
        tally.Add(FactoredAction.From(attack), FactoredAction.From(attack));

        var section = LabelSection.Of(tally.ToMetrics());

        Assert.That(section.Blocks.OfType<ReportTable>().Last().Rows, Is.EqualTo(new[] { new[] { "Attack", "1.000", "1", "1", "1" } }));
    }

    [Test]
    public void A_models_training_leaves_its_curve_in_its_folder_and_can_be_reported()
    {
        var model = At("idm");
        using (var curve = new TrainingCurve(model, resumedUpdate: 0))
        {
            curve.Add(new InverseDynamicsProgress(1, 2, 10, 3.5, 1e-3, 100, TimeSpan.FromSeconds(1), TimeSpan.Zero, null));
            curve.Add(new InverseDynamicsProgress(2, 2, 20, 2.5, 1e-3, 100, TimeSpan.FromSeconds(2), TimeSpan.Zero, new LabelTally().ToMetrics()));
            Directory.CreateDirectory(model);
            curve.Complete();
        }

        File.WriteAllText(Path.Combine(model, "training.json"), """{ "config": {}, "result": { "frames": 20 } }""");
        var run = RunRecord.Read(model);

        Assert.That(run.Kind, Is.EqualTo(RunKind.InverseDynamics));
        Assert.That(run.Metrics.Curve("losses/training_loss"), Is.EqualTo(new ChartPoint[] { new(10, 3.5), new(20, 2.5) }));
        Assert.That(Directory.GetFiles(_folder), Is.Empty, "nothing is left beside the folder");
        Assert.That(Charts(RunReport.Of(run)).Select(chart => chart.Title), Does.Contain("Loss"));
    }

    [Test]
    public void A_resumed_training_goes_on_with_its_curve()
    {
        var model = At("clone");
        CloningProgress Now(long update, double loss) => new(update, 9, update * 10, loss, null, 1e-3, 100, 0, TimeSpan.Zero, TimeSpan.Zero, null, null);
        using (var interrupted = new TrainingCurve(model, 0))
        {
            interrupted.Add(Now(1, 4));
            interrupted.Add(Now(2, 3));
            interrupted.Add(Now(3, 9));
        }

        Directory.CreateDirectory(model);
        using (var resumed = new TrainingCurve(model, 2))
        {
            resumed.Add(Now(3, 2));
            resumed.Complete();
        }

        Assert.That(MetricTable.Read(Path.Combine(model, "metrics.jsonl")).Curve("losses/training_loss").Select(point => point.Y), Is.EqualTo(new[] { 4, 3, 2.0 }));
    }

    [Test]
    public async Task The_verb_reports_a_run_and_refuses_what_is_none()
    {
        Directory.CreateDirectory(At("runs/one"));
        File.WriteAllText(At("runs/one/metrics.jsonl"), Metrics);

        Assert.That(await RunAsync("one", "--runs", At("runs")), Is.EqualTo(ExitCode.Done));
        Assert.That(File.Exists(At("runs/one/report/report.html")), Is.True);
        Assert.That(await RunAsync("two", "--runs", At("runs")), Is.EqualTo(ExitCode.Usage));
        Assert.That(await RunAsync(At("runs")), Is.EqualTo(ExitCode.Usage));

        static Task<int> RunAsync(params string[] arguments) => CommandErrors.RunAsync(
            cancellation => ReportCommand.Create().Parse(arguments).InvokeAsync(new() { EnableDefaultExceptionHandler = false }, cancellation));
    }

    private string At(string name) => Path.Combine(_folder, name);

    private static IEnumerable<Chart> Charts(ReportDocument report) => report.Sections.SelectMany(section => section.Blocks).OfType<ChartFigure>().Select(figure => figure.Chart);

    private static IEnumerable<string> Cells(ReportDocument report) => report.Sections.SelectMany(section => section.Blocks).OfType<ReportTable>().SelectMany(table => table.Rows).SelectMany(row => row);

    private static EvaluationResult Sample(params int[] logs) => new(
        1200, [.. logs.Select((count, i) => new EpisodeResult(1_000_000 + i, Math.Min(8, count) / 8.0, 1200, [count, .. new long[Ladder.Rungs.Count - 1]]))]);
}
