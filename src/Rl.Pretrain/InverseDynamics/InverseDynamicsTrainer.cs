using Rl.Env;
using Rl.Env.Seeds;
using Rl.Models;
using Rl.Pretrain.Cloning;
using Rl.Pretrain.Labelling;
using Rl.Pretrain.Recordings;
using static TorchSharp.torch;

namespace Rl.Pretrain.InverseDynamics;

/// <summary>
/// Trains an inverse dynamics model on recorded play: clips, from which it is to tell all actions at once (Baker et al. 2022,
/// section 3 and appendix D). The same recording, settings and number of threads give the same weights.
/// </summary>
public sealed class InverseDynamicsTrainer : IDisposable
{
    private const ulong OrderStream = 0x6F72646572;
    private const ulong WeightStream = 0x77656967687473;
    private const ulong AugmentationStream = 0x6175676D656E74;

    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(1);

    private readonly InverseDynamicsTrainingConfig _config;
    private readonly RecordingManifest _recording;
    private readonly TimeProvider _clock;
    private readonly ClipSampler _clips;
    private readonly ClipBatch _batch;
    private readonly ClipAugmenter _augmenter;
    private readonly List<RecordedEpisode> _heldOut;
    private readonly Adam _optimizer;
    private readonly UpdateForecast _forecast;
    private double _recentLoss = double.NaN;

    /// <summary>Prepares a new model for training.</summary>
    /// <param name="config">How much is learned, and how.</param>
    /// <param name="model">Size of the model; its frame size has to be the recording's.</param>
    /// <param name="recording">Play with true labels, in which the player's own actions were carried out.</param>
    /// <param name="clock">Tells the time for reports and for the time limit.</param>
    /// <exception cref="ArgumentException">The recording does not fit the model, or its frames do not show what its labels say.</exception>
    public InverseDynamicsTrainer(InverseDynamicsTrainingConfig config, InverseDynamicsConfig model, RecordingStore recording, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(recording);
        _config = config.Validated();
        _recording = recording.Manifest;
        _clock = clock;
        RequireFit(recording, model);
        TorchRuntime.SetThreads(config.Threads);

        (var training, _heldOut) = HeldOutEpisodes.Split(recording.Episodes, config.ValidationShare);
        var length = config.ClipLength == 0 ? model.Window : config.ClipLength;
        _clips = new ClipSampler(training, length, config.IdleShare, config.MaxSteps, SeedRule.Derive(config.Seed, [OrderStream]));
        _batch = new ClipBatch(config.Clips, length, recording.FrameSize);
        _augmenter = new ClipAugmenter(config.Augmentation);
        FramesPerUpdate = (long)config.Clips * length;
        Model = new InverseDynamicsModel(model, (long)SeedRule.Derive(config.Seed, [WeightStream]), config.InitialMotion, ModelDevice.Parse(config.Device))
        {
            ComputeType = Precision.Of(config.Compute, model, config.Device),
        };
        _optimizer = new Adam(Model.TrainableParameters, new AdamConfig { LearningRate = config.LearningRate, WeightDecay = config.WeightDecay });
        TotalUpdates = LearningRateSchedule.Total(config.Epochs, config.MaxUpdates, _clips.StepsPerEpoch, FramesPerUpdate);
        _forecast = new UpdateForecast(TotalUpdates, _config.TimeLimit);
    }

    /// <summary>The model that learns; owned by the trainer.</summary>
    public InverseDynamicsModel Model { get; }

    /// <summary>Updates made so far.</summary>
    public long Updates { get; private set; }

    /// <summary>Updates that the settings ask for.</summary>
    public long TotalUpdates { get; }

    /// <summary>Labelled steps that are learned from.</summary>
    public long TrainingSteps => _clips.StepCount;

    private long FramesPerUpdate { get; }

    /// <summary>Trains until the updates or the time are used up, and saves the model.</summary>
    /// <param name="directory">Where the model's checkpoint goes.</param>
    /// <param name="progress">Told about once a second, and after each validation.</param>
    /// <param name="cancellation">Stops it; nothing is saved then but the last state, if states are saved.</param>
    public async Task<InverseDynamicsResult> RunAsync(string directory, IProgress<InverseDynamicsProgress>? progress, CancellationToken cancellation)
    {
        var started = _clock.GetTimestamp();
        var (updatesBefore, reported) = (Updates, started);
        while (Updates < TotalUpdates && !_forecast.IsTimeUp)
        {
            cancellation.ThrowIfCancellationRequested();
            Update();
            var elapsed = _clock.GetElapsedTime(started);
            if (IsDue(_config.SaveInterval))
            {
                SaveState(TrainingState.FolderOf(directory));
            }

            var validation = IsDue(_config.ValidationInterval) && Updates < TotalUpdates ? await ValidateAsync(cancellation).ConfigureAwait(false) : null;

            // It may go on on another thread, for which torch's threads have not been set.
            TorchRuntime.SetThreads(_config.Threads);
            if (validation is not null || _clock.GetElapsedTime(reported) >= ReportInterval)
            {
                Report(validation);
                reported = _clock.GetTimestamp();
            }

            // The validation at the end has to fit in; labelling sees every frame twice, but without a backward pass.
            var secondsPerFrame = elapsed.TotalSeconds / ((Updates - updatesBefore) * FramesPerUpdate);
            _forecast.Look(Updates, Updates - updatesBefore, elapsed, TimeSpan.FromSeconds(secondsPerFrame * _heldOut.Sum(episode => (long)episode.Steps)));
        }

        var final = await ValidateAsync(cancellation).ConfigureAwait(false);
        Report(final);
        var result = new InverseDynamicsResult(
            directory, Updates, Updates * FramesPerUpdate, TrainingSteps, _recentLoss, final, _clock.GetElapsedTime(started), Updates < TotalUpdates);
        SaveModel(result);
        return result;

        void Report(LabelMetrics? validation)
        {
            var elapsed = _clock.GetElapsedTime(started);
            var rate = (Updates - updatesBefore) / Math.Max(1e-9, elapsed.TotalSeconds);
            var remaining = _forecast.Remaining(Updates, rate, elapsed);
            progress?.Report(new InverseDynamicsProgress(Updates, TotalUpdates, Updates * FramesPerUpdate, _recentLoss, _optimizer.LearningRate, rate * FramesPerUpdate, elapsed, remaining, validation));
        }
    }

    /// <summary>Makes one update on the next clips and answers its loss, in nats a frame.</summary>
    /// <exception cref="ArithmeticException">The loss is no longer a number.</exception>
    public double Update()
    {
        for (var clip = 0; clip < _config.Clips; clip++)
        {
            var (episode, start) = _clips.Next();
            _batch.Fill(clip, episode, start);
        }

        using var scope = NewDisposeScope();
        var draws = new SeededRandom(SeedRule.Derive(_config.Seed, [AugmentationStream, (ulong)Updates]));
        var (frames, buttons, camera) = _augmenter.Apply(_batch.ToTensors(), draws).On(Model.Device);
        var output = Model.Forward(frames, ClipBatch.Margin);
        var objective = -output.LogProbability(buttons, camera).mean();

        _optimizer.ZeroGrad();
        objective.backward();
        GradientClip.ClipNorm(Model.parameters(), _config.MaxGradientNorm);
        _optimizer.LearningRate = LearningRateSchedule.At(Updates, _forecast.LastUpdate, _config.WarmupUpdates, _config.LearningRate);
        var loss = objective.item<float>();
        if (!float.IsFinite(loss))
        {
            throw new ArithmeticException($"The loss is {loss} at update {Updates}. A smaller LearningRate than {_config.LearningRate} may help.");
        }

        _optimizer.Step();
        _recentLoss = RunningLoss.After(_recentLoss, loss);
        Updates++;
        return loss;
    }

    /// <summary>Labels the held-out episodes as videos are labelled, and compares.</summary>
    public Task<LabelMetrics> ValidateAsync(CancellationToken cancellation) => LabelCheck.MeasureAsync(Model, new LabellerConfig { Stride = Model.Config.Window / 2 }, _heldOut, cancellation);

    /// <summary>Saves all that <see cref="LoadState"/> needs to go on: weights, optimiser, where the clips stand.</summary>
    public void SaveState(string folder) => CheckpointFolder.Write(folder, temporary =>
    {
        InverseDynamicsCheckpoint.WriteFiles(temporary, InverseDynamicsCheckpoint.Name, Model);
        SafeTensors.Write(Path.Combine(temporary, "optimizer.safetensors"), _optimizer.NamedState());
        var (epoch, position) = _clips.State;
        var state = new InverseDynamicsState
        {
            Updates = Updates,
            RecentLoss = _recentLoss,
            Config = _config,
            Recording = _recording.Identity(),
            Epoch = epoch,
            Position = position,
        };
        TrainingState.Write(temporary, "training.json", state);
    });

    /// <summary>Goes on where <see cref="SaveState"/> was called: the updates that follow are the same, to the bit.</summary>
    /// <exception cref="ArgumentException">The state belongs to other settings or another recording.</exception>
    public void LoadState(string folder)
    {
        CheckpointFolder.Verify(folder);
        var state = TrainingState.Read<InverseDynamicsState>(folder, "training.json");
        if (state.Config != _config || state.Recording != _recording.Identity())
        {
            throw new ArgumentException($"'{folder}' was saved with other settings or another recording. Start anew, or go on with the ones it was saved with.");
        }

        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        var weights = SafeTensors.Read(Path.Combine(folder, InverseDynamicsCheckpoint.Name + ".safetensors"));
        foreach (var (name, tensor) in Model.NamedTensors)
        {
            tensor.copy_(weights[name]);
        }

        _optimizer.LoadState(SafeTensors.Read(Path.Combine(folder, "optimizer.safetensors")));
        _clips.State = (state.Epoch, state.Position);
        Updates = state.Updates;
        _recentLoss = state.RecentLoss;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _optimizer.Dispose();
        Model.Dispose();
    }

    private static void RequireFit(RecordingStore recording, InverseDynamicsConfig model)
    {
        recording.RequireFrameSize(new FrameSize(model.FrameHeight, model.FrameWidth), "model");
        if (recording.Manifest.PerturbedSteps > 0)
        {
            throw new ArgumentException(
                $"In {recording.Manifest.PerturbedSteps} steps of the recording in '{recording.Directory}' the player's hand slipped: its frames do not show what its labels say. "
                + "Record with noiseProbability 0.");
        }
    }

    /// <summary>Saves the model with a note of what it was made from.</summary>
    private void SaveModel(InverseDynamicsResult result)
    {
        CheckpointFolder.Write(
            result.Directory,
            temporary =>
            {
                InverseDynamicsCheckpoint.WriteFiles(temporary, InverseDynamicsCheckpoint.Name, Model);
                var facts = new { Config = _config, Recording = _recording.Identity(), _recording.Environment, _recording.Expert, Result = result };
                TrainingState.Write(temporary, "training.json", facts);
            },
            ModelKind.InverseDynamics);
        TrainingState.Delete(result.Directory);
    }

    private bool IsDue(int interval) => interval > 0 && Updates % interval == 0;
}
