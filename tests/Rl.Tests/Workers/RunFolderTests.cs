using Rl.Workers;
using Rl.Workers.Runs;

namespace Rl.Tests.Workers;

[TestFixture]
public sealed class RunFolderTests
{
    [Test]
    public void A_used_run_id_is_refused_and_the_ways_out_are_named()
    {
        using var runs = new TemporaryFolder();
        RunFolder.Open(runs.Path, "first", RunReuse.Refuse).Dispose();

        var error = Assert.Throws<RunRefusedException>(() => RunFolder.Open(runs.Path, "first", RunReuse.Refuse));

        Assert.That(error!.Message, Does.Contain("Run id 'first' is used").And.Contain("--resume").And.Contain("--force"));
    }

    [Test]
    public void A_run_in_use_cannot_be_resumed_by_another_process()
    {
        using var runs = new TemporaryFolder();
        using var running = RunFolder.Open(runs.Path, "busy", RunReuse.Refuse);

        var error = Assert.Throws<RunRefusedException>(() => RunFolder.Open(runs.Path, "busy", RunReuse.Resume));

        Assert.That(error!.Message, Does.Contain("in use by another process"));
    }

    [Test]
    public void Force_empties_an_earlier_run()
    {
        using var runs = new TemporaryFolder();
        RunFolder.Open(runs.Path, "old", RunReuse.Refuse).Dispose();
        File.WriteAllText(Path.Combine(runs.Path, "old", "metrics.jsonl"), "{}");

        using var forced = RunFolder.Open(runs.Path, "old", RunReuse.Force);

        Assert.That(File.Exists(forced.MetricsFile), Is.False);
    }

    [Test]
    public void Force_leaves_a_folder_alone_that_is_no_run()
    {
        using var runs = new TemporaryFolder();
        var thesis = Directory.CreateDirectory(runs["thesis"]);
        File.WriteAllText(Path.Combine(thesis.FullName, "chapter1"), "years of work");

        Assert.Throws<RunRefusedException>(() => RunFolder.Open(runs.Path, "thesis", RunReuse.Force));
        Assert.That(File.Exists(Path.Combine(thesis.FullName, "chapter1")));
    }

    [TestCase("")]
    [TestCase("..")]
    [TestCase("a/b")]
    public void An_id_that_would_leave_the_folder_of_runs_is_refused(string id)
    {
        using var runs = new TemporaryFolder();

        Assert.Throws<RunRefusedException>(() => RunFolder.Open(runs.Path, id, RunReuse.Refuse));
    }

    [Test]
    public void Resuming_what_never_ran_is_refused()
    {
        using var runs = new TemporaryFolder();

        var error = Assert.Throws<RunRefusedException>(() => RunFolder.Open(runs.Path, "ghost", RunReuse.Resume));

        Assert.That(error!.Message, Does.Contain("no run 'ghost'"));
    }

    [Test]
    public void Status_reads_as_it_was_written_and_leaves_no_temporary_file()
    {
        using var runs = new TemporaryFolder();
        using var folder = RunFolder.Open(runs.Path, "run", RunReuse.Refuse);
        var status = new RunStatus { State = "training", Iteration = 7, Frames = 28672, MeanReturn = 0.5, LastCheckpoint = "000007" };

        folder.WriteStatus(status);

        Assert.That(RunFolder.ReadStatus(folder.Path), Is.EqualTo(status));
        Assert.That(Directory.GetFiles(folder.Path, "*.tmp"), Is.Empty);
    }

    [Test]
    public void Metrics_beyond_the_resumed_iteration_and_half_written_lines_are_cut_off()
    {
        using var runs = new TemporaryFolder();
        var path = runs["metrics.jsonl"];

        using (var log = new MetricsLog(path, resumedIteration: 0))
        {
            log.Write(1, 100, 1, new Dictionary<string, double> { ["losses/entropy"] = 3, ["losses/policy_loss"] = double.NaN });
            log.Write(2, 200, 2, new Dictionary<string, double> { ["losses/entropy"] = 2 });
        }

        File.AppendAllText(path, "{\"iteration\":3,\"fra");

        using (var log = new MetricsLog(path, resumedIteration: 1))
        {
            log.Write(2, 200, 9, new Dictionary<string, double> { ["losses/entropy"] = 1 });
        }

        Assert.That(File.ReadAllText(path), Is.EqualTo(
            "{\"iteration\":1,\"frames\":100,\"time\":1,\"losses/entropy\":3}\n{\"iteration\":2,\"frames\":200,\"time\":9,\"losses/entropy\":1}\n"));
    }
}
