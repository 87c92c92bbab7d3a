using Rl.Env.Tasks;
using Rl.Experiments.Commands;
using Rl.Experiments.Configuration;
using Rl.Experiments.Quickstart;
using Rl.Experiments.Reports;
using Rl.Tests.Pretrain;
using Rl.Workers.Evaluation;

namespace Rl.Tests.Experiments.Quickstart;

public sealed class QuickstartTests
{
    [TestCase("quickstart")]
    [TestCase("quickstart-fast")]
    public void Every_stage_of_a_preset_is_a_command_that_the_verbs_take(string preset)
    {
        var plan = new QuickstartPlan("runs/q", ExperimentConfig.Load(preset, null, []));

        foreach (var stage in plan.Stages)
        {
            string[] first = [.. stage.Arguments, .. stage.BeginWith];
            Assert.That(RootVerb.Create().Parse(first).Errors.Select(error => error.Message), Is.Empty, stage.Command);
            Assert.That(stage.ResumableFrom is null || RootVerb.Create().Parse([.. stage.Arguments, "--resume"]).Errors.Count == 0, Is.True, stage.Command);
        }

        Assert.That(plan.Stages.Select(stage => stage.Name), Is.Unique);
    }

    [Test]
    public void Another_seed_records_other_play_and_learns_otherwise_but_is_judged_alike()
    {
        var (first, second) = (Commands(0), Commands(1));

        foreach (var (name, command) in first)
        {
            var isSame = second[name] == command;
            Assert.That(isSame, Is.EqualTo(name.StartsWith("eval", StringComparison.Ordinal) || name.StartsWith("film", StringComparison.Ordinal) || name.EndsWith("labels", StringComparison.Ordinal)), name);
        }

        static Dictionary<string, string> Commands(int seed) => new QuickstartPlan("runs/q", ExperimentConfig.Load("quickstart", null, [$"quickstart.seed={seed}"]))
            .Stages.ToDictionary(stage => stage.Name, stage => stage.Command);
    }

    [Test]
    public void The_settings_files_are_read_back_as_they_were()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["q"]);
        var config = ExperimentConfig.Load("quickstart-fast", null, ["quickstart.earlySteps=77"]);
        var plan = new QuickstartPlan(folder["q"], config);

        plan.WriteSettings();

        Assert.That(ConfigLoader.Print(ExperimentConfig.Load(null, plan.SettingsFile, [])), Is.EqualTo(ConfigLoader.Print(config)));
        Assert.That(ExperimentConfig.Load(null, plan.FineTuningFile, []).Cloning, Is.EqualTo(config.Quickstart.FineTuning));
    }

    [Test]
    public async Task After_a_failure_it_goes_on_where_it_stopped_and_repeats_nothing()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["q"]);
        var plan = new QuickstartPlan(folder["q"], new ExperimentConfig());
        var ran = new List<IReadOnlyList<string>>();
        var hasFailed = false;

        Assert.That(await Run(plan), Is.EqualTo(ExitCode.DataDamaged));
        Directory.CreateDirectory(folder["q/idm.state/half"]);
        var before = ran.Count;
        Assert.That(await Run(plan), Is.EqualTo(ExitCode.Done));
        Assert.That(await Run(plan), Is.EqualTo(ExitCode.Done), "finished, and asked again");

        var idm = plan.Stages.ToList().FindIndex(stage => stage.Name == "idm");
        Assert.That(before, Is.EqualTo(idm + 1));
        Assert.That(ran, Has.Count.EqualTo(plan.Stages.Count + 1), "each once, and the one that failed twice");
        Assert.That(ran[idm], Does.Not.Contain("--resume"));
        Assert.That(ran[idm + 1], Does.Contain("--resume"));
        Assert.That(ran[^7..].Count(arguments => arguments.Contains("--force")), Is.EqualTo(1), "RL begins anew, whatever lies there");
        var journal = QuickstartJournal.Open(folder["q"]);
        Assert.That(journal.Finished.Select(stage => stage.Name), Is.EqualTo(plan.Stages.Select(stage => stage.Name)));
        Assert.That(journal.Finished.Where(stage => stage.WasResumed).Select(stage => stage.Name), Is.EqualTo(new[] { "idm" }));

        Task<int> Run(QuickstartPlan stages) => new QuickstartRunner(stages, RunOne, TextWriter.Null, TimeProvider.System).RunAsync(CancellationToken.None);

        Task<int> RunOne(IReadOnlyList<string> arguments, CancellationToken cancellation)
        {
            ran.Add(arguments);
            var fails = !hasFailed && arguments[0] == "idm";
            hasFailed |= fails;
            return Task.FromResult(fails ? ExitCode.DataDamaged : ExitCode.Done);
        }
    }

    [Test]
    public void The_report_says_plainly_which_stage_did_not_improve_on_the_one_before()
    {
        using var folder = new TemporaryFolder();
        var plan = new QuickstartPlan(folder["q"], new ExperimentConfig());
        Directory.CreateDirectory(folder["q/eval"]);
        Table("cloned", world => world % 5 == 0);
        Table("fine-tuned", world => world % 5 != 0);
        Table("rl", world => world % 5 != 1);

        var document = QuickstartReport.Of(plan);

        var verdicts = document.Summary.OfType<Verdict>().ToArray();
        Assert.That(verdicts.Select(verdict => verdict.Kind), Is.EqualTo(new[] { VerdictKind.Better, VerdictKind.Open }));
        Assert.That(verdicts[1].Text, Does.Contain("did not improve"));
        Assert.That(verdicts[0].Text, Does.Contain("fine-tuned").And.Contain("cloned"));

        void Table(string policy, Func<int, bool> reaches)
        {
            var episodes = Enumerable.Range(0, 40).Select(world =>
                new EpisodeResult(1_000_000 + world, reaches(world) ? 0.125 : 0, 1200, [reaches(world) ? 1 : 0, .. new long[Ladder.Rungs.Count - 1]]));
            File.WriteAllText(plan.EvaluationFile(policy), new EvaluationResult(1200, [.. episodes]).ToCsv());
        }
    }
}
