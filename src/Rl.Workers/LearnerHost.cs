using System.Net;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Rl.Models;
using Rl.Workers.Acting;
using Rl.Workers.Learning;
using Rl.Workers.Protocol;
using Rl.Workers.Serving;
using Rl.Workers.Supervision;

namespace Rl.Workers;

/* LearnerHost must
 * - own the networks on one task; the service's calls only fill the queue and read published snapshots
 * - hold workers up rather than drop their fragments (the queue is bounded)
 * - save a checkpoint and end its worker processes, however it is asked to stop
 */

/// <summary>The learner of a distributed run: serves workers, supervises those of its own machine, and learns from what they send.</summary>
public static class LearnerHost
{
    private static readonly TimeSpan ShowInterval = TimeSpan.FromSeconds(0.5);

    /// <summary>Trains until a limit of the run is reached, or saves and ends when cancelled.</summary>
    /// <param name="job">What to train.</param>
    /// <param name="command">How worker processes are started here; null leaves them to someone else.</param>
    /// <param name="listening">Told the address once workers can reach it; may be null.</param>
    /// <param name="cancellation">Asks to save a checkpoint and end.</param>
    /// <exception cref="RunRefusedException">The run cannot start as asked.</exception>
    /// <exception cref="DamagedCheckpointException">The checkpoint to resume from is damaged.</exception>
    public static async Task<RunOutcome> RunAsync(
        TrainingJob job, WorkerCommand? command, Action<Uri>? listening, CancellationToken cancellation)
    {
        job = job with { Config = job.Config.Validated() };
        using var session = TrainingSession.Open(job);

        try
        {
            return await ServeAsync(job, session, command, listening, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (Note(session, exception))
        {
            throw;
        }
    }

    private static bool Note(TrainingSession session, Exception exception)
    {
        session.Fail(exception);
        return false;
    }

    private static async Task<RunOutcome> ServeAsync(
        TrainingJob job, TrainingSession session, WorkerCommand? command, Action<Uri>? listening, CancellationToken cancellation)
    {
        var config = job.Config;
        var queue = Channel.CreateBounded<Fragment>(new BoundedChannelOptions(config.QueuedFragments) { SingleReader = true });
        using var sessions = new WorkerSessions(config.Workers, config.EnvironmentsPerWorker, session.Learner.Before.Lives, job.Time);
        using var over = new CancellationTokenSource();
        var policies = new PolicyBroadcast();
        policies.Publish(session.Learner.Iteration, session.Learner.PolicyFile());

        var desk = new LearnerDesk(config.ToJson(), Actor.SpacesOf(config), config.Workers, sessions, policies)
        {
            Fragments = queue.Writer,
            IsOver = () => over.IsCancellationRequested,
        };
        var endpoint = new IPEndPoint(IPAddress.Parse(config.Address), config.Port);
        var telemetry = config.TelemetryEndpoint is { } uri ? new Uri(uri) : null;

        await using var server = await LearnerServer.StartAsync(desk, endpoint, telemetry, session.Log, cancellation).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(job.Folder.Path, "learner.address"), server.Address.ToString(), cancellation).ConfigureAwait(false);
        listening?.Invoke(server.Address);

        var supervisor = new WorkerSupervisor(
            command is null ? 0 : config.Workers,
            worker => command!(worker, server.Address),
            config.Supervisor,
            job.Time,
            session.Loggers.CreateLogger<WorkerSupervisor>());
        supervisor.WorkerLost += sessions.Lose;
        sessions.Progressed += supervisor.ReportProgress;
        session.Workers = () => new WorkerTotals
        {
            Alive = sessions.Alive,
            Restarts = supervisor.Restarts,
            Timeouts = sessions.Timeouts,
            FragmentsDiscarded = sessions.FragmentsDiscarded,
            InferenceBatch = sessions.InferenceBatch,
            QueueDepth = queue.Reader.Count,
            Lives = sessions.Lives,
            Seconds = sessions.Seconds,
        };

        var supervising = supervisor.RunAsync(over.Token);

        try
        {
            var loop = new LearnerLoop(session, queue.Reader, policies, sessions, job.Time);
            return session.End(await loop.RunAsync(supervising, config, cancellation).ConfigureAwait(false));
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await ((Task)supervising).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            queue.Writer.TryComplete();

            while (queue.Reader.TryRead(out var fragment))
            {
                fragment.Dispose();
            }
        }
    }

    /// <summary>Takes fragments as they come, and learns whenever there are enough.</summary>
    private sealed class LearnerLoop(
        TrainingSession session, ChannelReader<Fragment> queue, PolicyBroadcast policies, WorkerSessions sessions, TimeProvider time)
    {
        public async Task<RunOutcome> RunAsync(Task supervising, TrainingConfig config, CancellationToken cancellation)
        {
            session.Begin();

            while (!session.IsOver(obeysClock: true))
            {
                if (!await CollectAsync(supervising, config, cancellation).ConfigureAwait(false))
                {
                    return RunOutcome.Interrupted;
                }

                var metrics = session.Busy(session.Learner.Update);
                session.Publish(() => policies.Publish(session.Learner.Iteration, session.Learner.PolicyFile()));
                session.FinishIteration(metrics, obeysClock: true);
            }

            return RunOutcome.Finished;
        }

        private async Task<bool> CollectAsync(Task supervising, TrainingConfig config, CancellationToken cancellation)
        {
            while (session.Learner.Ready < config.FragmentsPerIteration)
            {
                if (cancellation.IsCancellationRequested)
                {
                    return false;
                }

                if (queue.TryRead(out var fragment))
                {
                    // Once all of an iteration is here, workers that wait for its policy leave their cores free.
                    List<Fragment> arrived = [fragment];
                    var isAlone = config.WaitForPolicy && session.Learner.Ready + 1 + queue.Count >= config.FragmentsPerIteration;
                    while (isAlone && session.Learner.Ready + arrived.Count < config.FragmentsPerIteration && queue.TryRead(out var another))
                    {
                        arrived.Add(another);
                    }

                    session.Busy(() => session.Learner.Offer(arrived, isAlone));
                    session.Show();
                    continue;
                }

                if (supervising.IsFaulted)
                {
                    // Nobody is left to play; what was learnt is kept.
                    session.SaveCheckpoint();
                    await supervising.ConfigureAwait(false);
                }

                sessions.LoseSilent(TimeSpan.FromSeconds(config.WorkerSilenceSeconds));
                session.Show();
                await WaitAsync(cancellation).ConfigureAwait(false);
            }

            return !cancellation.IsCancellationRequested;
        }

        private async Task WaitAsync(CancellationToken cancellation)
        {
            try
            {
                await queue.WaitToReadAsync(cancellation).AsTask().WaitAsync(ShowInterval, time, cancellation).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
            {
                // Time to show progress, or to end; the loop looks.
            }
        }
    }
}
