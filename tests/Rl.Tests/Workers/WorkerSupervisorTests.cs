using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Rl.Workers;
using Rl.Workers.Supervision;

namespace Rl.Tests.Workers;

[TestFixture]
public sealed class WorkerSupervisorTests
{
    private static readonly SupervisorConfig Impatient = new() { MaxRestarts = 3, BackoffSeconds = 0, MaxBackoffSeconds = 0, ShutdownSeconds = 0 };

    [Test]
    public async Task A_worker_that_keeps_dying_is_given_up_after_the_limit()
    {
        using var folder = new TemporaryFolder();
        var supervisor = Supervise(1, Impatient, $"echo x >> {folder["starts"]}; exit 1");
        var lost = 0;
        supervisor.WorkerLost += _ => lost++;

        var error = await Thrown(supervisor.RunAsync(CancellationToken.None)).ConfigureAwait(false);

        Assert.That(error, Is.TypeOf<RunFailedException>());
        Assert.That(File.ReadAllLines(folder["starts"]), Has.Length.EqualTo(4));
        Assert.That(supervisor.Restarts, Is.EqualTo(3));
        Assert.That(lost, Is.EqualTo(4));
        Assert.That(supervisor.Alive, Is.Zero);
    }

    [Test]
    public async Task A_worker_that_dies_once_is_restarted_and_may_finish()
    {
        using var folder = new TemporaryFolder();
        var mark = folder["mark"];
        var supervisor = Supervise(1, Impatient, $"if [ -e {mark} ]; then exit 0; fi; touch {mark}; kill -9 $$");

        await supervisor.RunAsync(CancellationToken.None).ConfigureAwait(false);

        Assert.That(supervisor.Restarts, Is.EqualTo(1));
    }

    [Test]
    public async Task A_worker_without_progress_is_killed_and_restarted()
    {
        using var folder = new TemporaryFolder();
        var mark = folder["mark"];
        var config = Impatient with { ProgressTimeoutSeconds = 0.2 };
        var supervisor = Supervise(1, config, $"if [ -e {mark} ]; then exit 0; fi; touch {mark}; exec sleep 600");

        await supervisor.RunAsync(CancellationToken.None).ConfigureAwait(false);

        Assert.That(supervisor.Restarts, Is.EqualTo(1));
    }

    [Test]
    public async Task One_worker_given_up_leaves_the_others_running()
    {
        using var folder = new TemporaryFolder();
        var supervisor = new WorkerSupervisor(
            2, worker => Shell(worker == 0 ? "exit 1" : "exit 0"), Impatient, TimeProvider.System, NullLogger<WorkerSupervisor>.Instance);

        Assert.That(await Thrown(supervisor.RunAsync(CancellationToken.None)).ConfigureAwait(false), Is.Null);
    }

    [Test]
    public async Task Cancelling_ends_every_child()
    {
        using var folder = new TemporaryFolder();
        var fifo = folder["fifo"];
        var supervisor = Supervise(1, Impatient, $"echo $$ > {fifo}; exec sleep 600");
        using (var make = Process.Start("mkfifo", fifo))
        {
            await make.WaitForExitAsync().ConfigureAwait(false);
        }

        using var cancellation = new CancellationTokenSource();
        var running = supervisor.RunAsync(cancellation.Token);
        var child = int.Parse(await File.ReadAllTextAsync(fifo).ConfigureAwait(false), System.Globalization.CultureInfo.InvariantCulture);
        await cancellation.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);

        Assert.That(() => Process.GetProcessById(child), Throws.ArgumentException);
    }

    private static WorkerSupervisor Supervise(int workers, SupervisorConfig config, string script) =>
        new(workers, _ => Shell(script), config, TimeProvider.System, NullLogger<WorkerSupervisor>.Instance);

    private static ProcessStartInfo Shell(string script) => new("/bin/sh", ["-c", script]);

    private static async Task<Exception?> Thrown(Task task)
    {
        await ((Task)task.ContinueWith(_ => { }, TaskScheduler.Default)).ConfigureAwait(false);
        return task.Exception?.InnerException;
    }
}
