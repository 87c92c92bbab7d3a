using Rl.Env;
using Rl.Env.Seeds;
using Rl.Models;
using Rl.Pretrain.Recordings;
using static TorchSharp.torch;

namespace Rl.Pretrain.Cloning;

/// <summary>
/// Behavioural cloning on sequences: the policy learns to foretell a recorded player's actions, chunk after chunk, with its memory carried from
/// each chunk of a stream to the next; gradients end at the chunk. The same recording, settings and number of threads give the same weights.
/// </summary>
public sealed class Cloner : IDisposable
{
    /// <summary>Folder within the policy's checkpoint: the policy that did best in the world.</summary>
    public const string BestFolder = "best";

    private const ulong OrderStream = 0x6F72646572;
    private const ulong WeightStream = 0x77656967687473;

    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(1);

    private readonly CloningConfig _config;
    private readonly RecordingManifest _recording;
    private readonly TimeProvider _clock;
    private readonly ChunkLoader _loader;
    private readonly HeldOutEpisodes _heldOut;
    private readonly Adam _optimizer;
    private readonly Device _device;
    private readonly Tensor? _classWeights;
    private readonly VptPolicy? _original;
    private readonly CloningGradient _gradient;
    private readonly string? _start;
    private readonly UpdateForecast _forecast;
    private VptPolicy? _best;
    private BestFigure? _bestValidation;
    private BestFigure? _bestRollout;
    private double _recentLoss = double.NaN;
    private double? _originalKl;

    /// <summary>Prepares a policy for cloning: a new one, or a copy of one to go on from.</summary>
    /// <param name="config">How much is learned, and how.</param>
    /// <param name="policy">Size of the policy; its frame size has to be the recording's.</param>
    /// <param name="recording">What is cloned.</param>
    /// <param name="clock">Tells the time for reports and for the time limit.</param>
    /// <param name="start">Weights to go on from, of those sizes; they stay the caller's. Null starts at random.</param>
    public Cloner(CloningConfig config, PolicyConfig policy, RecordingStore recording, TimeProvider clock, VptPolicy? start = null)
    {
        _config = config.Validated();
        _recording = recording.Manifest;
        _clock = clock;
        RequireFit(config, policy, recording, start);
        TorchRuntime.SetThreads(config.Threads);

        var (training, heldOut) = HeldOutEpisodes.Split(recording.Episodes, config.ValidationShare);
        var steps = EpisodeSteps.Limited(training, config);
        TrainingSteps = steps.Sum(episode => (long)episode.Length);
        var streams = new SequenceStreams(steps, config.Streams, SeedRule.Derive(config.Seed, [OrderStream]));
        _loader = new ChunkLoader(streams, config.Streams, config.SequenceLength, recording.FrameSize);
        _heldOut = new HeldOutEpisodes(heldOut, config);
        var counts = ActionCounts.Of(steps);
        _device = ModelDevice.Parse(config.Device);
        _classWeights = config.FrequencyPower == 0
            ? null
            : tensor(FrequencyWeights.Of(counts.Buttons, config.FrequencyPower, config.MaxFrequencyWeight), device: _device);

        Policy = NewPolicy(policy);
        if (start is not null)
        {
            _start = NamedWeights.Hash(start.NamedTensors);
            Policy.CopyFrom(start);
        }
        else if (config.StartFromFrequencies)
        {
            HeadStart.Apply(Policy, counts);
        }

        _original = config.OriginalKlWeight == 0 ? null : CopyOfPolicy();
        _gradient = new CloningGradient(config, Policy, _original, _classWeights);
        _optimizer = new Adam(Policy.TrainableParameters, new AdamConfig { LearningRate = config.LearningRate, WeightDecay = config.WeightDecay });
        TotalUpdates = LearningRateSchedule.Total(config.Epochs, config.MaxUpdates, streams.StepCount, FramesPerUpdate);
        _forecast = new UpdateForecast(TotalUpdates, _config.TimeLimit);
    }

    /// <summary>The policy that learns; owned by the cloner.</summary>
    public VptPolicy Policy { get; }

    /// <summary>Updates made so far.</summary>
    public long Updates { get; private set; }

    /// <summary>Updates that the settings ask for.</summary>
    public long TotalUpdates { get; }

    /// <summary>Recorded steps that are learned from, before idle ones are left out.</summary>
    public long TrainingSteps { get; }

    /// <summary>Frames of one update.</summary>
    public long FramesPerUpdate => (long)_config.Streams * _config.SequenceLength;

    /// <summary>Time that updates have spent waiting for data since this cloner was made.</summary>
    public TimeSpan LoadingTime { get; private set; }

    /// <summary>Time that updates have spent on all else.</summary>
    public TimeSpan LearningTime { get; private set; }

    private double LoaderShare => LoadingTime / Longer(LoadingTime + LearningTime);

    /// <summary>Clones until the updates or the time are used up, and saves the policy.</summary>
    /// <param name="directory">Where the policy's checkpoint goes.</param>
    /// <param name="progress">Told about once a second, and after each validation and trial.</param>
    /// <param name="cancellation">Stops it; nothing is saved then but the last state, if states are saved.</param>
    /// <param name="tryOut">
    /// Plays the policy in its world where <see cref="CloningConfig.RolloutInterval"/> asks for it; leaves it as it is. Goes on from a saved state
    /// to the bit only if equal policies get equal scores.
    /// </param>
    /// <exception cref="ArgumentException">Trials are asked for, but nobody is there to make them.</exception>
    public async Task<CloningResult> RunAsync(
        string directory,
        IProgress<CloningProgress>? progress,
        CancellationToken cancellation,
        Func<VptPolicy, CancellationToken, Task<RolloutScore>>? tryOut = null)
    {
        if (_config.RolloutInterval > 0 && tryOut is null)
        {
            throw new ArgumentException($"RolloutInterval is {_config.RolloutInterval}, but nobody plays the policy in a world.", nameof(tryOut));
        }

        var started = _clock.GetTimestamp();
        var (updatesBefore, reported) = (Updates, started);
        var trialTime = TimeSpan.Zero;
        while (Updates < TotalUpdates && !_forecast.IsTimeUp)
        {
            cancellation.ThrowIfCancellationRequested();
            Update();
            var isLast = Updates == TotalUpdates;
            var validation = IsDue(_config.ValidationInterval) && !isLast ? Validate(cancellation) : null;
            var rollout = IsDue(_config.RolloutInterval) && !isLast ? await TryOutAsync().ConfigureAwait(false) : null;

            // After the trial, so that the state knows what was best.
            if (IsDue(_config.SaveInterval))
            {
                SaveState(TrainingState.FolderOf(directory));
            }

            if (validation is not null || rollout is not null || _clock.GetElapsedTime(reported) >= ReportInterval)
            {
                Report(validation, rollout);
                reported = _clock.GetTimestamp();
            }

            // What comes at the end has to fit in; a validation takes less than as many frames of training, a trial about as long as the last.
            var secondsPerFrame = (LoadingTime + LearningTime).TotalSeconds / ((Updates - updatesBefore) * FramesPerUpdate);
            _forecast.Look(Updates, Updates - updatesBefore, _clock.GetElapsedTime(started), TimeSpan.FromSeconds(secondsPerFrame * _heldOut.Frames) + trialTime);
        }

        var lastValidation = Validate(cancellation);
        var lastRollout = _config.RolloutInterval > 0 ? await TryOutAsync().ConfigureAwait(false) : null;
        Report(lastValidation, lastRollout);
        var result = new CloningResult(
            directory,
            Updates,
            Updates * FramesPerUpdate,
            TrainingSteps,
            _recentLoss,
            lastValidation,
            _bestValidation!,
            lastRollout,
            _bestRollout,
            LoaderShare,
            _clock.GetElapsedTime(started),
            Updates < TotalUpdates);
        SavePolicy(result);
        return result;

        async Task<RolloutScore> TryOutAsync()
        {
            var began = _clock.GetTimestamp();
            var score = await tryOut!(Policy, cancellation).ConfigureAwait(false);

            // Playing sets the threads of its own, and what follows may run on another thread, which has a number of them of its own.
            TorchRuntime.SetThreads(_config.Threads);
            trialTime = _clock.GetElapsedTime(began);
            Remember(score);
            return score;
        }

        void Report(CloningMetrics? validation, RolloutScore? rollout)
        {
            var elapsed = _clock.GetElapsedTime(started);
            var rate = (Updates - updatesBefore) / Math.Max(1e-9, elapsed.TotalSeconds);
            progress?.Report(new CloningProgress(
                Updates,
                TotalUpdates,
                Updates * FramesPerUpdate,
                _recentLoss,
                _originalKl,
                _optimizer.LearningRate,
                rate * FramesPerUpdate,
                LoaderShare,
                elapsed,
                _forecast.Remaining(Updates, rate, elapsed),
                validation,
                rollout));
        }
    }

    /// <summary>Makes one update on the next chunk of every stream.</summary>
    /// <exception cref="ArithmeticException">The loss is no longer a number.</exception>
    public CloningLosses Update()
    {
        var began = _clock.GetTimestamp();
        var chunk = _loader.Next();
        var loaded = _clock.GetTimestamp();
        _optimizer.ZeroGrad();
        var losses = _gradient.Add(chunk);
        GradientClip.ClipNorm(Policy.parameters(), _config.MaxGradientNorm);
        _optimizer.LearningRate = LearningRateSchedule.At(Updates, _forecast.LastUpdate, _config.WarmupUpdates, _config.LearningRate);
        if (!double.IsFinite(losses.Loss + (losses.OriginalKl ?? 0)))
        {
            throw new ArithmeticException(
                $"The cloning loss is {losses.Loss} at update {Updates}. A smaller LearningRate than {_config.LearningRate} may help.");
        }

        _optimizer.Step();
        _recentLoss = RunningLoss.After(_recentLoss, losses.Loss);
        _originalKl = losses.OriginalKl;
        Updates++;
        LoadingTime += _clock.GetElapsedTime(began, loaded);
        LearningTime += _clock.GetElapsedTime(loaded);
        return losses;
    }

    /// <summary>Measures the policy on the held-out episodes.</summary>
    public CloningMetrics Validate(CancellationToken cancellation)
    {
        var metrics = _heldOut.Measure(Policy, cancellation);
        if (_bestValidation is null || metrics.Loss < _bestValidation.Value)
        {
            _bestValidation = new BestFigure(Updates, metrics.Loss);
        }

        return metrics;
    }

    /// <summary>Saves all that <see cref="LoadState"/> needs to go on: weights, optimiser, memories, what was best, where the streams stand.</summary>
    public void SaveState(string folder) => CheckpointFolder.Write(folder, temporary =>
    {
        PolicyCheckpoint.WriteFiles(temporary, "policy", Policy);
        SafeTensors.Write(Path.Combine(temporary, "optimizer.safetensors"), _optimizer.NamedState());
        SafeTensors.Write(Path.Combine(temporary, "memory.safetensors"), _gradient.NamedMemories());
        if (_best is not null)
        {
            PolicyCheckpoint.WriteFiles(temporary, BestFolder, _best);
        }

        var state = new CloningState
        {
            Updates = Updates,
            RecentLoss = _recentLoss,
            Config = _config,
            Recording = _recording.Identity(),
            Start = _start,
            BestValidation = _bestValidation,
            BestRollout = _bestRollout,
            Streams = _loader.State,
        };
        TrainingState.Write(temporary, "cloning.json", state);
    });

    /// <summary>Goes on where <see cref="SaveState"/> was called: the updates that follow are the same, to the bit.</summary>
    /// <exception cref="ArgumentException">The state belongs to other settings, another recording or another start.</exception>
    public void LoadState(string folder)
    {
        CheckpointFolder.Verify(folder);
        var state = TrainingState.Read<CloningState>(folder, "cloning.json");
        if (state.Config != _config || state.Recording != _recording.Identity() || state.Start != _start)
        {
            throw new ArgumentException(
                $"'{folder}' was saved with other settings, another recording or another start. Start anew, or go on with the ones it was saved with.");
        }

        using var scope = NewDisposeScope();
        using var policy = PolicyCheckpoint.ReadFiles(folder, "policy");
        Policy.CopyFrom(policy);
        _optimizer.LoadState(SafeTensors.Read(Path.Combine(folder, "optimizer.safetensors")));
        _gradient.LoadMemories(SafeTensors.Read(Path.Combine(folder, "memory.safetensors")));
        _best?.Dispose();
        _best = state.BestRollout is null ? null : PolicyCheckpoint.ReadFiles(folder, BestFolder);
        _loader.State = state.Streams;
        Updates = state.Updates;
        _recentLoss = state.RecentLoss;
        _bestValidation = state.BestValidation;
        _bestRollout = state.BestRollout;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _loader.Dispose();
        _gradient.Dispose();
        _classWeights?.Dispose();
        _optimizer.Dispose();
        _best?.Dispose();
        _original?.Dispose();
        Policy.Dispose();
    }

    private static void RequireFit(CloningConfig config, PolicyConfig policy, RecordingStore recording, VptPolicy? start)
    {
        recording.RequireFrameSize(new FrameSize(policy.FrameHeight, policy.FrameWidth), "policy");
        if (config.OriginalKlWeight > 0 && start is null)
        {
            throw new ArgumentException($"OriginalKlWeight is {config.OriginalKlWeight}, but there is no policy to hold near to. Go on from one, or set it to 0.");
        }
    }

    private static TimeSpan Longer(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.FromTicks(1);

    private VptPolicy NewPolicy(PolicyConfig policy) => new(policy, (long)SeedRule.Derive(_config.Seed, [WeightStream]), _device)
    {
        ComputeType = Precision.Of(_config.Compute, policy, _config.Device),
    };

    private VptPolicy CopyOfPolicy()
    {
        var copy = NewPolicy(Policy.Config);
        copy.CopyFrom(Policy);
        return copy;
    }

    private void Remember(RolloutScore score)
    {
        if (_bestRollout is null || score.MeanReturn > _bestRollout.Value)
        {
            _bestRollout = new BestFigure(Updates, score.MeanReturn);
            _best ??= NewPolicy(Policy.Config);
            _best.CopyFrom(Policy);
        }
    }

    /// <summary>Saves the policy, and the one that did best in the world, with a note of what they were made from.</summary>
    private void SavePolicy(CloningResult result)
    {
        CheckpointFolder.Write(result.Directory, temporary =>
        {
            PolicyCheckpoint.WriteFiles(temporary, "policy", Policy);
            var facts = new { Config = _config, Recording = _recording.Identity(), _recording.Environment, _recording.Expert, RecordedSteps = _recording.Steps, Result = result };
            TrainingState.Write(temporary, "cloning.json", facts);
            if (_best is not null)
            {
                PolicyCheckpoint.Save(Path.Combine(temporary, BestFolder), _best);
            }
        });
        TrainingState.Delete(result.Directory);
    }

    private bool IsDue(int interval) => interval > 0 && Updates % interval == 0;
}
