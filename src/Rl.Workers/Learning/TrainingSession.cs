using Microsoft.Extensions.Logging;
using Rl.Models;
using Rl.Workers.Checkpoints;
using Rl.Workers.Protocol;
using Rl.Workers.Runs;

namespace Rl.Workers.Learning;

/// <summary>One sitting of a run: the learner, and everything the run writes. Both the distributed and the serial run drive it, on one thread.</summary>
internal sealed partial class TrainingSession : IDisposable
{
    private readonly TrainingJob _job;
    private readonly CheckpointStore _checkpoints;
    private readonly MetricsLog _metrics;
    private readonly TensorBoardWriter _board;
    private readonly RunMeter _meter = new();
    private readonly RunLogProvider _log;
    private readonly LiveLine _line;
    private readonly ILogger _logger;
    private readonly long _started;
    private readonly double _secondsBefore;
    private long _iterationStarted;
    private long _stepsAtIteration;
    private long _checkpointed;
    private double _busySeconds;
    private double _publishSeconds;
    private WorkerSeconds _workerSeconds;
    private string _state = "starting";

    private TrainingSession(TrainingJob job, CheckpointStore checkpoints, LearnerCore learner, string? resumedFrom)
    {
        _job = job;
        _checkpoints = checkpoints;
        Learner = learner;
        ResumedFrom = resumedFrom;
        _log = new RunLogProvider(job.Folder.LogFile, job.Time);
        Loggers = LoggerFactory.Create(logging => logging.AddProvider(_log).AddProvider(job.Log));
        _logger = Loggers.CreateLogger<TrainingSession>();
        _metrics = new MetricsLog(job.Folder.MetricsFile, learner.Iteration);
        _board = new TensorBoardWriter(job.Folder.Path, job.Time);
        _line = new LiveLine(job.Output, job.IsTerminal, job.Time);
        _started = _iterationStarted = _checkpointed = job.Time.GetTimestamp();
        _stepsAtIteration = learner.Steps;
        _secondsBefore = learner.SecondsBefore;
    }

    public LearnerCore Learner { get; }

    /// <summary>The checkpoint's folder the run goes on from; null for a new run.</summary>
    public string? ResumedFrom { get; }

    public ILoggerFactory Loggers { get; }

    public RunLogProvider Log => _log;

    /// <summary>How the workers do; the serial run has its own answer.</summary>
    public Func<WorkerTotals> Workers { get; set; } = () => default;

    /// <summary>What a checkpoint holds besides the learner.</summary>
    public Action<string>? SaveMore { get; set; }

    /// <summary>Seconds trained, over all sittings.</summary>
    public double Seconds => _secondsBefore + _job.Time.GetElapsedTime(_started).TotalSeconds;

    /// <summary>Opens the learner: from the last checkpoint if the folder is resumed, otherwise from the job's policies.</summary>
    /// <exception cref="RunRefusedException">The folder is resumed but has no whole checkpoint.</exception>
    public static TrainingSession Open(TrainingJob job)
    {
        var checkpoints = new CheckpointStore(job.Folder.Checkpoints, job.Config.KeepCheckpoints);
        var last = job.Folder.IsResumed ? CheckpointStore.Resolve(job.Folder.Checkpoints, "last") : null;
        TorchRuntime.SetThreads(job.Config.TorchThreads);
        var learner = last is null ? LearnerCore.Begin(job) : LearnerCore.Resume(job, last);

        try
        {
            return new TrainingSession(job, checkpoints, learner, last);
        }
        catch
        {
            learner.Dispose();
            throw;
        }
    }

    /// <summary>True once a limit of the run is reached.</summary>
    public bool IsOver(bool obeysClock)
    {
        var config = _job.Config;

        return (config.Iterations > 0 && Learner.Iteration >= config.Iterations)
            || (config.Frames > 0 && Learner.Frames >= config.Frames)
            || (obeysClock && config.Minutes > 0 && _job.Time.GetElapsedTime(_started).TotalMinutes >= config.Minutes);
    }

    /// <summary>Says that training begins. A new run saves where it begins, so that a resume always knows its policy and prior.</summary>
    public void Begin()
    {
        _state = "training";

        if (ResumedFrom is null)
        {
            SaveCheckpoint();
        }

        WriteStatus(null);
        LogBegin(Learner.Iteration, ResumedFrom ?? "the start");
    }

    /// <summary>Runs something on the learner and counts its time as busy.</summary>
    public T Busy<T>(Func<T> work)
    {
        var started = _job.Time.GetTimestamp();
        var result = work();
        _busySeconds += _job.Time.GetElapsedTime(started).TotalSeconds;
        return result;
    }

    /// <summary>Hands the policy on, and counts the time.</summary>
    public void Publish(Action publish)
    {
        var started = _job.Time.GetTimestamp();
        publish();
        _publishSeconds += _job.Time.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Shows how it goes, if it is time.</summary>
    public void Show()
    {
        var workers = Workers();
        _line.Show(new Progress
        {
            Iteration = Learner.Iteration,
            IterationLimit = _job.Config.Iterations,
            Steps = Learner.Steps,
            Done = Done(),
            Lag = Learner.LastMetrics.GetValueOrDefault("lag/version_avg"),
            MeanReturn = Learner.Episodes.MeanReturn,
            KlToPrior = Learner.LastMetrics.TryGetValue("losses/kl_to_prior", out var kl) ? kl : null,
            KlCoefficient = Learner.LastMetrics.GetValueOrDefault("charts/kl_coef"),
            WorkersAlive = workers.Alive,
            Workers = _job.Config.Workers,
            Restarts = Learner.Before.Restarts + workers.Restarts,
        });
    }

    /// <summary>Writes an iteration's metrics everywhere, and a checkpoint if one is due.</summary>
    /// <param name="metrics">What the learner and the caller measured.</param>
    /// <param name="obeysClock">False in a serial run, where minutes do not count.</param>
    public void FinishIteration(Dictionary<string, double> metrics, bool obeysClock)
    {
        AddRates(metrics);
        AddWorkers(metrics);
        _metrics.Write(Learner.Iteration, Learner.Frames, Seconds, metrics);
        _board.Write(Learner.Frames, metrics);
        _meter.Record(metrics);
        Show();

        var config = _job.Config;
        var isDue = config.CheckpointEveryIterations > 0 && Learner.Iteration % config.CheckpointEveryIterations == 0;
        var isLate = obeysClock && config.CheckpointEveryMinutes > 0
            && _job.Time.GetElapsedTime(_checkpointed).TotalMinutes >= config.CheckpointEveryMinutes;

        if (isDue || isLate)
        {
            SaveCheckpoint();
        }

        WriteStatus(null);
    }

    /// <summary>Saves a checkpoint now.</summary>
    public void SaveCheckpoint()
    {
        var isBest = Learner.NoteBest();
        var workers = Workers();
        var state = Learner.State(Seconds) with
        {
            Lives = workers.Lives ?? Learner.Before.Lives,
            Restarts = Learner.Before.Restarts + workers.Restarts,
            Timeouts = Learner.Before.Timeouts + workers.Timeouts,
            FragmentsDiscarded = Learner.Before.FragmentsDiscarded + workers.FragmentsDiscarded,
        };
        var name = _checkpoints.Save(Learner.Iteration, isBest, path =>
        {
            Learner.Save(path, state);
            SaveMore?.Invoke(path);
        });
        _checkpointed = _job.Time.GetTimestamp();
        LogCheckpoint(name, isBest ? ", the best so far" : "");
    }

    /// <summary>Saves a last checkpoint and says how the run ended.</summary>
    public RunOutcome End(RunOutcome outcome)
    {
        // Saved anew even if this iteration was saved before: in a serial run the worlds may have moved on since.
        SaveCheckpoint();
        _state = outcome == RunOutcome.Finished ? "finished" : "interrupted";
        WriteStatus(null);
        _line.End();
        LogEnd(_state, Learner.Iteration);
        return outcome;
    }

    /// <summary>Says that the run failed. What was saved before stays.</summary>
    public void Fail(Exception exception)
    {
        _state = "failed";
        WriteStatus(exception.Message);
        _line.End();
        LogFailed(exception);
    }

    public void Dispose()
    {
        Learner.Dispose();
        _metrics.Dispose();
        _board.Dispose();
        _meter.Dispose();
        Loggers.Dispose();
        _log.Dispose();
    }

    private double? Done()
    {
        var config = _job.Config;
        double[] shares =
        [
            config.Iterations > 0 ? (double)Learner.Iteration / config.Iterations : 0,
            config.Frames > 0 ? (double)Learner.Frames / config.Frames : 0,
            config.Minutes > 0 ? _job.Time.GetElapsedTime(_started).TotalMinutes / config.Minutes : 0,
        ];
        return config.Iterations == 0 && config.Frames == 0 && config.Minutes == 0 ? null : Math.Min(1, shares.Max());
    }

    private void AddRates(Dictionary<string, double> metrics)
    {
        var seconds = Math.Max(_job.Time.GetElapsedTime(_iterationStarted).TotalSeconds, 1e-9);
        var rate = (Learner.Steps - _stepsAtIteration) / seconds;
        metrics["charts/SPS"] = rate;
        metrics["perf/env_steps_s"] = rate;
        metrics["perf/learner_busy"] = Math.Min(1, _busySeconds / seconds);
        metrics[StageNames.Iteration] = seconds;
        metrics[StageNames.Publish] = _publishSeconds;
        metrics[StageNames.LearnerWaiting] =
            Math.Max(0, seconds - _publishSeconds - metrics[StageNames.Prior] - metrics[StageNames.Wake] - metrics[StageNames.Sleep]);
        _iterationStarted = _job.Time.GetTimestamp();
        _stepsAtIteration = Learner.Steps;
        _busySeconds = _publishSeconds = 0;
    }

    private void AddWorkers(Dictionary<string, double> metrics)
    {
        var workers = Workers();
        metrics["workers/alive"] = workers.Alive;
        metrics["workers/restarts"] = Learner.Before.Restarts + workers.Restarts;
        metrics["workers/timeouts"] = Learner.Before.Timeouts + workers.Timeouts;
        metrics["workers/fragments_discarded"] = Learner.Before.FragmentsDiscarded + workers.FragmentsDiscarded + Learner.Duplicates;
        metrics["perf/infer_batch"] = workers.InferenceBatch;
        metrics["perf/queue_depth"] = workers.QueueDepth;

        var spent = workers.Seconds - _workerSeconds;
        _workerSeconds = workers.Seconds;
        metrics[StageNames.Policy] = spent.Policy / _job.Config.Workers;
        metrics[StageNames.Environments] = spent.Environments / _job.Config.Workers;
        metrics[StageNames.Transfer] = spent.Transfer / _job.Config.Workers;
        metrics[StageNames.WorkerWaiting] = spent.Waiting / _job.Config.Workers;
    }

    private void WriteStatus(string? message)
    {
        var workers = Workers();
        _job.Folder.WriteStatus(new RunStatus
        {
            State = _state,
            Iteration = Learner.Iteration,
            Frames = Learner.Frames,
            Updated = _job.Time.GetUtcNow(),
            WorkersAlive = workers.Alive,
            WorkerRestarts = Learner.Before.Restarts + workers.Restarts,
            LastCheckpoint = _checkpoints.Last,
            BestCheckpoint = _checkpoints.Best,
            MeanReturn = Learner.Episodes.MeanReturn,
            Message = message,
        });
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Training begins after iteration {Iteration}, from {Origin}")]
    private partial void LogBegin(long iteration, string origin);

    [LoggerMessage(Level = LogLevel.Information, Message = "Checkpoint {Name} is saved{Note}")]
    private partial void LogCheckpoint(string name, string note);

    [LoggerMessage(Level = LogLevel.Information, Message = "The run is {State} after iteration {Iteration}")]
    private partial void LogEnd(string state, long iteration);

    [LoggerMessage(Level = LogLevel.Error, Message = "The run failed")]
    private partial void LogFailed(Exception exception);
}
