using Microsoft.Extensions.Logging;
using Rl.Models;
using Rl.Workers.Acting;
using Rl.Workers.Learning;

namespace Rl.Workers;

/// <summary>
/// The same parts in one process and on one thread, without sockets or clocks: actors take turns, then the learner learns. Repeatable to
/// the bit; a checkpoint holds the worlds too, so that a resumed run equals an uninterrupted one.
/// </summary>
public static class SerialRun
{
    /// <summary>Trains until a limit of the run is reached, or saves and ends when cancelled.</summary>
    /// <param name="job">What to train.</param>
    /// <param name="environments">Makes environments; usually <see cref="CatalogEnvironments.Of"/>.</param>
    /// <param name="cancellation">Asks to save a checkpoint and end.</param>
    /// <exception cref="DamagedCheckpointException">The checkpoint to resume from is damaged.</exception>
    public static async Task<RunOutcome> RunAsync(TrainingJob job, EnvironmentFactory environments, CancellationToken cancellation)
    {
        job = job with { Config = job.Config.Validated() };
        if (job.Config.Device != ModelDevice.Cpu)
        {
            throw new RunRefusedException(
                $"A serial run acts and learns with one policy, on the processor; device is '{job.Config.Device}'. Leave out --serial, or set device to cpu.");
        }

        using var session = TrainingSession.Open(job);
        await using var play = new SerialPlay(job, session.Learner, environments, session.Loggers.CreateLogger<SerialPlay>());

        try
        {
            if (session.ResumedFrom is { } checkpoint)
            {
                await play.RestoreAsync(checkpoint, cancellation).ConfigureAwait(false);
            }

            session.Workers = () => play.Totals;
            session.SaveMore = play.Save;
            session.Begin();

            while (!session.IsOver(obeysClock: false))
            {
                if (!await play.CollectAsync(session.Show, cancellation).ConfigureAwait(false))
                {
                    return session.End(RunOutcome.Interrupted);
                }

                var metrics = session.Busy(play.Learn);
                session.FinishIteration(metrics, obeysClock: false);
            }

            return session.End(RunOutcome.Finished);
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
}
