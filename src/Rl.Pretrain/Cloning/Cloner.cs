using System.Text.Json;
using System.Text.Json.Serialization;
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
    private const ulong OrderStream = 0x6F72646572;
    private const ulong WeightStream = 0x77656967687473;

    /// <summary>Share of the running mean of the loss that stays at each update.</summary>
    private const double LossMemory = 0.95;

    /// <summary>The first updates load and compile; their time says nothing about the validation's.</summary>
    private const int UpdatesBeforeForecast = 20;

    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(1);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly CloningConfig _config;
    private readonly RecordingManifest _recording;
    private readonly TimeProvider _clock;
    private readonly SequenceStreams _streams;
    private readonly SequenceChunk _chunk;
    private readonly HeldOutEpisodes _heldOut;
    private readonly Adam _optimizer;
    private readonly Tensor? _classWeights;
    private PolicyMemory _memory;
    private double _recentLoss = double.NaN;

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
        RequireFrameSize(recording, policy);
        TorchRuntime.SetThreads(config.Threads);

        var (training, heldOut) = HeldOutEpisodes.Split(recording.Episodes, config.ValidationShare);
        _streams = new SequenceStreams(training, config.Streams, config.FilterNulls, SeedRule.Derive(config.Seed, [OrderStream]));
        _chunk = new SequenceChunk(config.Streams, config.SequenceLength, recording.FrameSize);
        _heldOut = new HeldOutEpisodes(heldOut, config);
        var counts = ActionCounts.Of(training, config.FilterNulls);
        _classWeights = config.FrequencyPower == 0 ? null : tensor(FrequencyWeights.Of(counts.Buttons, config.FrequencyPower, config.MaxFrequencyWeight));

        Policy = new VptPolicy(policy, (long)SeedRule.Derive(config.Seed, [WeightStream]));
        if (start is not null)
        {
            Policy.CopyFrom(start);
        }
        else if (config.StartFromFrequencies)
        {
            HeadStart.Apply(Policy, counts);
        }

        _optimizer = new Adam(Policy.TrainableParameters, new AdamConfig { LearningRate = config.LearningRate, WeightDecay = config.WeightDecay });
        _memory = PolicyMemory.Empty(policy, config.Streams);
        var byEpochs = Math.Max(1, (long)Math.Round(config.Epochs * _streams.StepCount / FramesPerUpdate));
        TotalUpdates = config.MaxUpdates == 0 ? byEpochs : Math.Min(byEpochs, config.MaxUpdates);
    }

    /// <summary>The policy that learns; owned by the cloner.</summary>
    public VptPolicy Policy { get; }

    /// <summary>Updates made so far.</summary>
    public long Updates { get; private set; }

    /// <summary>Updates that the settings ask for.</summary>
    public long TotalUpdates { get; }

    private long FramesPerUpdate => (long)_config.Streams * _config.SequenceLength;

    /// <summary>Clones until the updates or the time are used up, and saves the policy.</summary>
    /// <param name="directory">Where the policy's checkpoint goes.</param>
    /// <param name="progress">Told about once a second, and after each validation.</param>
    /// <param name="cancellation">Stops it; nothing is saved then but the last state, if states are saved.</param>
    public CloningResult Run(string directory, IProgress<CloningProgress>? progress, CancellationToken cancellation)
    {
        var started = _clock.GetTimestamp();
        var (updatesBefore, reported) = (Updates, started);
        var hitTimeLimit = false;
        while (Updates < TotalUpdates && !hitTimeLimit)
        {
            cancellation.ThrowIfCancellationRequested();
            Update();
            var elapsed = _clock.GetElapsedTime(started);
            if (IsDue(_config.SaveInterval))
            {
                SaveState(StateFolder(directory));
            }

            var validation = IsDue(_config.ValidationInterval) && Updates < TotalUpdates ? Validate(cancellation) : null;
            if (validation is not null || _clock.GetElapsedTime(reported) >= ReportInterval)
            {
                Report(validation);
                reported = _clock.GetTimestamp();
            }

            // The validation at the end has to fit in; it takes less than as many frames of training.
            var secondsPerFrame = elapsed.TotalSeconds / ((Updates - updatesBefore) * FramesPerUpdate);
            var reserved = Updates - updatesBefore < UpdatesBeforeForecast ? 0 : secondsPerFrame * _heldOut.Frames;
            hitTimeLimit = elapsed.TotalSeconds + reserved >= _config.TimeLimit.TotalSeconds;
        }

        var final = Validate(cancellation);
        Report(final);
        var result = new CloningResult(
            directory, Updates, Updates * FramesPerUpdate, _recentLoss, final, _clock.GetElapsedTime(started), hitTimeLimit && Updates < TotalUpdates);
        SavePolicy(result);
        return result;

        void Report(CloningMetrics? validation)
        {
            var elapsed = _clock.GetElapsedTime(started);
            var rate = (Updates - updatesBefore) * FramesPerUpdate / Math.Max(1e-9, elapsed.TotalSeconds);
            var seconds = (TotalUpdates - Updates) * FramesPerUpdate / rate;
            var remaining = TimeSpan.FromSeconds(Math.Min(seconds, Math.Max(0, (_config.TimeLimit - elapsed).TotalSeconds)));
            progress?.Report(new CloningProgress(Updates, TotalUpdates, _recentLoss, _optimizer.LearningRate, rate, elapsed, remaining, validation));
        }
    }

    /// <summary>Makes one update on the next chunk of every stream and answers its loss, in nats.</summary>
    /// <exception cref="ArithmeticException">The loss is no longer a number.</exception>
    public double Update()
    {
        _streams.Next(_chunk);
        using var scope = NewDisposeScope();
        var batch = SequenceTensors.From(_chunk);
        var output = Policy.Forward(batch.Frames, batch.First, _memory, heads: PolicyHeads.Actions);
        var losses = CloningLoss.PerFrame(output, batch.Buttons, batch.Camera);
        var weighted = _classWeights is null ? losses : losses * _classWeights.index_select(0, batch.Buttons.flatten()).view_as(losses);
        var objective = weighted.mean();

        _optimizer.ZeroGrad();
        objective.backward();
        GradientClip.ClipNorm(Policy.parameters(), _config.MaxGradientNorm);
        _optimizer.LearningRate = LearningRateSchedule.At(Updates, TotalUpdates, _config.WarmupUpdates, _config.LearningRate);
        var loss = losses.mean().item<float>();
        if (!float.IsFinite(loss))
        {
            throw new ArithmeticException($"The cloning loss is {loss} at update {Updates}. A smaller LearningRate than {_config.LearningRate} may help.");
        }

        _optimizer.Step();
        _memory.Dispose();
        _memory = output.TakeMemory();
        _recentLoss = double.IsNaN(_recentLoss) ? loss : (LossMemory * _recentLoss) + ((1 - LossMemory) * loss);
        Updates++;
        return loss;
    }

    /// <summary>Measures the policy on the held-out episodes.</summary>
    public CloningMetrics Validate(CancellationToken cancellation) => _heldOut.Measure(Policy, cancellation);

    /// <summary>Where <see cref="Run"/> saves its state while it works on a policy's folder.</summary>
    public static string StateFolder(string directory) => $"{directory.TrimEnd(Path.DirectorySeparatorChar)}.state";

    /// <summary>Saves all that <see cref="LoadState"/> needs to go on: weights, optimiser, memories, where the streams stand.</summary>
    public void SaveState(string folder) => CheckpointFolder.Write(folder, temporary =>
    {
        PolicyCheckpoint.WriteFiles(temporary, "policy", Policy);
        SafeTensors.Write(Path.Combine(temporary, "optimizer.safetensors"), _optimizer.NamedState());
        SafeTensors.Write(Path.Combine(temporary, "memory.safetensors"), MemoryTensors());
        var state = new CloningState
        {
            Updates = Updates,
            RecentLoss = _recentLoss,
            Config = _config,
            Recording = _recording.Identity(),
            Streams = _streams.State,
        };
        File.WriteAllBytes(Path.Combine(temporary, "cloning.json"), JsonSerializer.SerializeToUtf8Bytes(state, Json));
    });

    /// <summary>Goes on where <see cref="SaveState"/> was called: the updates that follow are the same, to the bit.</summary>
    /// <exception cref="ArgumentException">The state belongs to other settings or another recording.</exception>
    public void LoadState(string folder)
    {
        CheckpointFolder.Verify(folder);
        var state = JsonSerializer.Deserialize<CloningState>(File.ReadAllBytes(Path.Combine(folder, "cloning.json")), Json)!;
        if (state.Config != _config || state.Recording != _recording.Identity())
        {
            throw new ArgumentException($"'{folder}' was saved with other settings or another recording. Start anew, or go on with the ones it was saved with.");
        }

        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var policy = PolicyCheckpoint.ReadFiles(folder, "policy");
        Policy.CopyFrom(policy);
        _optimizer.LoadState(SafeTensors.Read(Path.Combine(folder, "optimizer.safetensors")));
        var memory = SafeTensors.Read(Path.Combine(folder, "memory.safetensors"));
        foreach (var (name, tensor) in MemoryTensors())
        {
            tensor.copy_(memory[name]);
        }

        _streams.State = state.Streams;
        Updates = state.Updates;
        _recentLoss = state.RecentLoss;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _memory.Dispose();
        _classWeights?.Dispose();
        _optimizer.Dispose();
        Policy.Dispose();
    }

    private static void RequireFrameSize(RecordingStore recording, PolicyConfig policy)
    {
        if (recording.Manifest.FrameHeight != policy.FrameHeight || recording.Manifest.FrameWidth != policy.FrameWidth)
        {
            throw new ArgumentException(
                $"The recording in '{recording.Directory}' has frames of {recording.FrameSize}, but the policy takes {policy.FrameWidth}x{policy.FrameHeight}. Record with that size.");
        }
    }

    /// <summary>Saves the policy with a note of what it was made from.</summary>
    private void SavePolicy(CloningResult result)
    {
        CheckpointFolder.Write(result.Directory, temporary =>
        {
            PolicyCheckpoint.WriteFiles(temporary, "policy", Policy);
            var facts = new { Config = _config, Recording = _recording.Identity(), _recording.Environment, _recording.Expert, RecordedSteps = _recording.Steps, Result = result };
            File.WriteAllBytes(Path.Combine(temporary, "cloning.json"), JsonSerializer.SerializeToUtf8Bytes(facts, Json));
        });
        if (Directory.Exists(StateFolder(result.Directory)))
        {
            Directory.Delete(StateFolder(result.Directory), recursive: true);
        }
    }

    private IEnumerable<(string Name, Tensor Tensor)> MemoryTensors()
    {
        yield return ("mask", _memory.Mask);
        for (var layer = 0; layer < _memory.Keys.Count; layer++)
        {
            yield return ($"{layer}.keys", _memory.Keys[layer]);
            yield return ($"{layer}.values", _memory.Values[layer]);
        }
    }

    private bool IsDue(int interval) => interval > 0 && Updates % interval == 0;
}
