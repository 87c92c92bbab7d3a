using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Rl.Workers.Supervision;

/* WorkerSupervisor must
 * - let the learner's service report progress from any thread while one loop a worker starts, watches and restarts its process
 * - kill only processes that it started, by their handle
 * - end every process before RunAsync returns, however it returns
 */

/// <summary>Keeps worker processes running: a dead or hung one is restarted with back-off, up to a limit each.</summary>
public sealed partial class WorkerSupervisor(
    int workers, Func<int, ProcessStartInfo> command, SupervisorConfig config, TimeProvider time, ILogger<WorkerSupervisor> logger)
{
    private readonly long[] _lastProgress = new long[workers];
    private int _alive;
    private long _restarts;

    /// <summary>Processes that run now.</summary>
    public int Alive => Volatile.Read(ref _alive);

    /// <summary>Restarts so far, all workers together.</summary>
    public long Restarts => Interlocked.Read(ref _restarts);

    /// <summary>A worker's process ended or was killed, and what was open in it is lost. Called on the supervisor's threads.</summary>
    public event Action<int>? WorkerLost;

    /// <summary>A worker showed that it works.</summary>
    public void ReportProgress(int worker)
    {
        if ((uint)worker < (uint)workers)
        {
            Volatile.Write(ref _lastProgress[worker], time.GetTimestamp());
        }
    }

    /// <summary>
    /// Runs until cancelled, or until every worker exited with code 0 or was given up. On cancellation workers get
    /// <see cref="SupervisorConfig.ShutdownSeconds"/> to exit by themselves.
    /// </summary>
    /// <exception cref="RunFailedException">Every worker was given up.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => KeepAsync(worker, cancellation)))
            .ConfigureAwait(false);

        if (outcomes.Length > 0 && !cancellation.IsCancellationRequested && outcomes.All(isGivenUp => isGivenUp))
        {
            throw new RunFailedException(
                $"All {workers} workers were given up after {config.MaxRestarts} restarts each. Their output stands above and in log.txt.");
        }
    }

    private async Task<bool> KeepAsync(int worker, CancellationToken cancellation)
    {
        for (var restarts = 0; ; restarts++)
        {
            var exitCode = await RunOnceAsync(worker, cancellation).ConfigureAwait(false);

            if (cancellation.IsCancellationRequested || exitCode == 0)
            {
                return false;
            }

            WorkerLost?.Invoke(worker);

            if (restarts >= config.MaxRestarts)
            {
                LogGivenUp(worker, restarts);
                return true;
            }

            var backoff = TimeSpan.FromSeconds(Math.Min(config.BackoffSeconds * Math.Pow(2, restarts), config.MaxBackoffSeconds));
            LogRestart(worker, exitCode, backoff.TotalSeconds, restarts + 1, config.MaxRestarts);

            try
            {
                await Task.Delay(backoff, time, cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return false;
            }

            Interlocked.Increment(ref _restarts);
        }
    }

    private async Task<int> RunOnceAsync(int worker, CancellationToken cancellation)
    {
        using var process = Start(worker);
        Interlocked.Increment(ref _alive);
        ReportProgress(worker);

        try
        {
            await WatchAsync(worker, process, cancellation).ConfigureAwait(false);
            return process.ExitCode;
        }
        finally
        {
            Interlocked.Decrement(ref _alive);
        }
    }

    private Process Start(int worker)
    {
        var start = command(worker);
        start.UseShellExecute = false;

        return Process.Start(start)
            ?? throw new RunFailedException($"Worker {worker} could not be started by '{start.FileName}'.");
    }

    private async Task WatchAsync(int worker, Process process, CancellationToken cancellation)
    {
        var exit = process.WaitForExitAsync(CancellationToken.None);
        var timeout = TimeSpan.FromSeconds(config.ProgressTimeoutSeconds);

        while (!exit.IsCompleted)
        {
            var idle = time.GetElapsedTime(Volatile.Read(ref _lastProgress[worker]));

            if (idle >= timeout)
            {
                LogHung(worker, idle.TotalSeconds);
                process.Kill(entireProcessTree: true);
                break;
            }

            try
            {
                await exit.WaitAsync(timeout - idle, time, cancellation).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                continue; // It may have ended meanwhile; the loop looks.
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                await ShutDownAsync(process, exit).ConfigureAwait(false);
            }
        }

        await exit.ConfigureAwait(false);
    }

    private async Task ShutDownAsync(Process process, Task exit)
    {
        try
        {
            await exit.WaitAsync(TimeSpan.FromSeconds(config.ShutdownSeconds), time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true); // Nothing happens to one that has ended at this very moment.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Worker {Worker} ended with code {ExitCode}; restart {Restart} of {Limit} in {Seconds:0.0} s")]
    private partial void LogRestart(int worker, int exitCode, double seconds, int restart, int limit);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Worker {Worker} showed no progress for {Seconds:0} s; it is killed")]
    private partial void LogHung(int worker, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Worker {Worker} is given up after {Restarts} restarts")]
    private partial void LogGivenUp(int worker, int restarts);
}
