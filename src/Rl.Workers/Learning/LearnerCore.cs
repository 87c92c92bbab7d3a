using System.Diagnostics;
using System.Text.Json;
using Rl.Algorithms;
using Rl.Models;
using Rl.Workers.Protocol;
using Rl.Workers.Runs;

namespace Rl.Workers.Learning;

/// <summary>The networks, and all that learning changes. Not thread-safe; no clock decides anything here, so that a serial run repeats to the bit.</summary>
internal sealed class LearnerCore : IDisposable
{
    private const string StateName = "state.json";
    private const string PolicyName = "policy";
    private const string PriorName = "prior";
    private const string OptimizersName = "learner.safetensors";
    private const string CountersName = "learner.json";

    private readonly TrainingConfig _config;
    private readonly VptPolicy? _prior;
    private readonly PpgLearner _learner;
    private readonly FragmentIntake _intake;
    private readonly List<TrainingFragment> _ready = [];
    private readonly List<long> _lags = [];
    private double? _bestReturn;
    private double _intakeSeconds;

    private LearnerCore(TrainingConfig config, VptPolicy policy, VptPolicy? prior, TrainingState before)
    {
        _config = config;
        _prior = prior;
        Policy = policy;
        policy.ComputeType = Precision.Of(config.Compute, policy.Config, config.Device);
        _ = prior?.ComputeType = policy.ComputeType;
        Before = before;
        Iteration = before.Iteration;
        Frames = before.Frames;
        Steps = before.Steps;
        _bestReturn = before.BestReturn;
        Episodes = new EpisodeWindow(config.EpisodeWindow);

        foreach (var episode in before.Episodes)
        {
            Episodes.Add(episode);
        }

        if (config.FreezeConvolutions)
        {
            policy.FreezeConvolutions();
        }

        _intake = new FragmentIntake(config, policy, prior, before.Intake);
        _learner = new PpgLearner(policy, prior, config.Learner, config.Seed);
    }

    /// <summary>The policy as it learns.</summary>
    public VptPolicy Policy { get; }

    /// <summary>What earlier sittings left.</summary>
    public TrainingState Before { get; }

    public double SecondsBefore => Before.Seconds;

    /// <summary>Completed iterations, which is also the policy's version.</summary>
    public long Iteration { get; private set; }

    /// <summary>Slots with an action that were learnt from.</summary>
    public long Frames { get; private set; }

    /// <summary>Slots that arrived.</summary>
    public long Steps { get; private set; }

    /// <summary>Fragments that arrived a second time, over all sittings.</summary>
    public long Duplicates => _intake.Counters.DroppedDuplicates;

    /// <summary>Fragments ready for the next iteration.</summary>
    public int Ready => _ready.Count;

    public EpisodeWindow Episodes { get; }

    /// <summary>The last iteration's metrics.</summary>
    public IReadOnlyDictionary<string, double> LastMetrics { get; private set; } = new Dictionary<string, double>();

    /// <summary>Begins a new run from the job's policies.</summary>
    public static LearnerCore Begin(TrainingJob job)
    {
        var config = job.Config;
        var policy = Starting(job);
        var prior = job.Prior ?? (config.Prior is { } source ? ModelSource.Parse(source).LoadPolicy() : null);
        var device = ModelDevice.Parse(config.Device);
        return new LearnerCore(config, policy.MovedTo(device), prior?.MovedTo(device), new TrainingState { HasPrior = prior is not null });
    }

    /// <summary>Goes on from a checkpoint.</summary>
    /// <exception cref="DamagedCheckpointException">A file of it is missing or changed.</exception>
    public static LearnerCore Resume(TrainingJob job, string checkpoint)
    {
        CheckpointFolder.Verify(checkpoint);
        var state = Read<TrainingState>(checkpoint, StateName);
        var policy = PolicyCheckpoint.ReadFiles(checkpoint, PolicyName);

        if (policy.Config != job.Config.Policy)
        {
            policy.Dispose();
            throw new RunRefusedException($"The policy in {checkpoint} has other sizes than the settings say. Resume with the run's own settings.");
        }

        var prior = state.HasPrior ? PolicyCheckpoint.ReadFiles(checkpoint, PriorName) : null;
        var device = ModelDevice.Parse(job.Config.Device);
        var core = new LearnerCore(job.Config, policy.MovedTo(device), prior?.MovedTo(device), state);

        try
        {
            core.LoadLearner(checkpoint);
            return core;
        }
        catch
        {
            core.Dispose();
            throw;
        }
    }

    /// <summary>True if the fragment was acted by too old a policy to learn from.</summary>
    public bool IsStale(Fragment fragment) => _intake.IsStale(fragment, Iteration);

    /// <summary>Takes fragments over, in the order of their arrival, and gets those ready that there is something to learn from: it says how many.</summary>
    /// <param name="fragments">The fragments.</param>
    /// <param name="isAlone">Whether nobody acts meanwhile, so that the update's threads are free for it.</param>
    public int Offer(IEnumerable<Fragment> fragments, bool isAlone = false)
    {
        foreach (var fragment in fragments)
        {
            var episodes = fragment.Header.FinishedEpisodes;
            var versions = fragment.Versions.ToArray();
            var isStale = IsStale(fragment);

            if (!_intake.Admit(fragment))
            {
                continue;
            }

            Steps += versions.Length;
            foreach (var episode in episodes)
            {
                Episodes.Add(episode);
            }

            if (!isStale)
            {
                _lags.AddRange(versions.Select(version => Iteration - version));
            }
        }

        TorchRuntime.SetThreads(isAlone ? UpdateThreads : _config.TorchThreads);
        var fresh = _intake.Process(Iteration);
        TorchRuntime.SetThreads(_config.TorchThreads);
        _ready.AddRange(fresh);
        return fresh.Count;
    }

    /// <summary>Learns from the fragments that are ready, and completes an iteration.</summary>
    /// <exception cref="RunFailedException">Learning diverged; the policy is as the last good update left it.</exception>
    public Dictionary<string, double> Update()
    {
        TorchRuntime.SetThreads(UpdateThreads);
        var started = Stopwatch.GetTimestamp();
        var awake = TimeSpan.Zero;
        _learner.SleepBegins = () => awake = Stopwatch.GetElapsedTime(started);
        var report = _learner.Update(_ready, Iteration);
        var asleep = Stopwatch.GetElapsedTime(started) - awake;
        TorchRuntime.SetThreads(_config.TorchThreads);
        Iteration++;
        Frames += report.ValidSlots;

        var metrics = new Dictionary<string, double>(report.Metrics)
        {
            ["lag/version_min"] = _lags.Min(),
            ["lag/version_avg"] = _lags.Average(),
            ["lag/version_max"] = _lags.Max(),
            ["lag/dropped_stale"] = _intake.Counters.DroppedStale,
            ["workers/prior_memory_resets"] = _intake.Counters.PriorMemoryResets,
            ["losses/initial_log_ratio"] = report.InitialLogRatio,
            ["losses/skipped_updates"] = report.SkippedUpdates,
            [StageNames.Prior] = _intake.Seconds - _intakeSeconds,
            [StageNames.Wake] = awake.TotalSeconds,
            [StageNames.Sleep] = asleep.TotalSeconds,
        };
        _intakeSeconds = _intake.Seconds;
        Episodes.WriteTo(metrics);
        LastMetrics = metrics;
        DisposeReady();

        return report.Diverged
            ? throw new RunFailedException(
                $"Learning diverged in iteration {Iteration}: {_config.Learner.Wake.MaxSkipsInRow} updates in a row were not finite or moved too far. "
                + "Resume from an earlier checkpoint with a smaller learning rate.")
            : metrics;
    }

    /// <summary>The policy as a safetensors file in memory.</summary>
    public byte[] PolicyFile() => PolicyTransfer.Save(Policy);

    /// <summary>Compares the mean return with the best so far; true if it is better, or the window's first.</summary>
    public bool NoteBest()
    {
        if (!Episodes.IsFull || Episodes.MeanReturn is not { } mean || mean <= _bestReturn)
        {
            return false;
        }

        _bestReturn = mean;
        return true;
    }

    /// <summary>The counters as they stand.</summary>
    public TrainingState State(double seconds) => Before with
    {
        Iteration = Iteration,
        Frames = Frames,
        Steps = Steps,
        Seconds = seconds,
        BestReturn = _bestReturn,
        Intake = _intake.Counters,
        Episodes = Episodes.Episodes,
        TorchThreads = _config.TorchThreads,
    };

    /// <summary>Writes the policy, the optimisers and the counters into a checkpoint's folder.</summary>
    public void Save(string path, TrainingState state)
    {
        PolicyCheckpoint.WriteFiles(path, PolicyName, Policy);

        if (_prior is not null)
        {
            PolicyCheckpoint.WriteFiles(path, PriorName, _prior);
        }

        using var learner = _learner.SaveState();
        SafeTensors.Write(Path.Combine(path, OptimizersName), learner.Tensors.Select(pair => (pair.Key, pair.Value)));
        Write(path, CountersName, learner.Counters);
        Write(path, StateName, state);
    }

    /// <summary>Writes the prior's memories, which only a run that saves its worlds can use again.</summary>
    public void SaveIntake(string path) => _intake.Save(path);

    /// <summary>Reads what <see cref="SaveIntake"/> wrote.</summary>
    public void LoadIntake(string path) => _intake.Load(path);

    public void Dispose()
    {
        DisposeReady();
        _intake.Dispose();
        _learner.Dispose();
        Policy.Dispose();
        _prior?.Dispose();
    }

    private int UpdateThreads => _config.UpdateTorchThreads ?? _config.TorchThreads;

    private static VptPolicy Starting(TrainingJob job)
    {
        var config = job.Config;
        var policy = new VptPolicy(config.Policy, (long)config.Seed);

        if (job.Policy is { } given)
        {
            using (given)
            {
                PolicyTransfer.Copy(given, policy);
            }
        }
        else if (config.Init is { } source)
        {
            using var saved = ModelSource.Parse(source).LoadPolicy();
            PolicyTransfer.Copy(saved, policy);
        }

        policy.ZeroValueHead();
        return policy;
    }

    private static void Write<T>(string folder, string name, T content) =>
        File.WriteAllText(Path.Combine(folder, name), JsonSerializer.Serialize(content, JsonSerializerOptions.Web));

    private static T Read<T>(string folder, string name)
    {
        var path = Path.Combine(folder, name);

        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path), JsonSerializerOptions.Web)
                ?? throw new DamagedCheckpointException(path, "is empty.", "Is it a training checkpoint?");
        }
        catch (Exception damage) when (damage is JsonException or FileNotFoundException)
        {
            throw new DamagedCheckpointException(path, "is missing or unreadable.", "Is it a training checkpoint?", damage);
        }
    }

    private void LoadLearner(string path)
    {
        using var state = new LearnerState(SafeTensors.Read(Path.Combine(path, OptimizersName)), Read<LearnerCounters>(path, CountersName));
        _learner.LoadState(state);
    }

    private void DisposeReady()
    {
        foreach (var fragment in _ready)
        {
            fragment.Dispose();
        }

        _ready.Clear();
        _lags.Clear();
    }
}
