using System.Runtime.InteropServices;
using Rl.Env;
using Rl.Env.Actions;
using Rl.Env.Seeds;
using Rl.Env.Tasks;
using Rl.Env.World;
using Rl.Models;
using Rl.Workers.Protocol;
using static TorchSharp.torch;

namespace Rl.Workers.Acting;

/// <summary>
/// Plays a worker's environments in one batch with its own copy of the policy, and fills fragments. Not thread-safe. Everything random is
/// derived from the run's seed, the worker, the environment and the episode, so that the same weights play the same game twice.
/// </summary>
public sealed class Actor : IAsyncDisposable
{
    private const ulong ActionStream = 0x616374696F6E73;
    private const ulong IncarnationStream = 0x696E6361726E;

    /// <summary>Episodes of a worker's later life are numbered from its life times this.</summary>
    private const long EpisodesPerLife = 1L << 32;

    private readonly TrainingConfig _config;
    private readonly ActorIdentity _identity;
    private readonly VptPolicy _policy;
    private readonly EnvironmentFactory _factory;
    private readonly TimeProvider _time;
    private readonly Action<string>? _faulted;
    private readonly Spaces _spaces;
    private readonly ActedEnvironment[] _environments;
    private readonly Tensor _frames;
    private readonly Tensor _first;
    private readonly float[] _values;
    private readonly float[] _buttonLogProbs;
    private readonly float[] _cameraLogProbs;
    private readonly Task<int>[] _pending;
    private PolicyMemory _memory;
    private PolicyMemory? _memoryAfter;
    private bool _isStarted;
    private ActorCounters _counters;
    private WorkerSeconds _seconds;

    /// <summary>Makes the environments; nothing is played yet.</summary>
    /// <param name="config">The run's settings.</param>
    /// <param name="identity">Which worker plays, in which life.</param>
    /// <param name="policy">The policy to act with; stays the caller's, who may change its weights through <see cref="ChangeWeights"/>.</param>
    /// <param name="factory">Makes environments.</param>
    /// <param name="time">The clock for environments' timeouts.</param>
    /// <param name="faulted">Hears what an environment said that failed and is begun anew; from any thread.</param>
    public Actor(
        TrainingConfig config, ActorIdentity identity, VptPolicy policy, EnvironmentFactory factory, TimeProvider time, Action<string>? faulted = null)
    {
        _config = config;
        _identity = identity;
        _policy = policy;
        _factory = factory;
        _time = time;
        _faulted = faulted;
        var count = config.EnvironmentsPerWorker;
        _memory = PolicyMemory.Empty(config.Policy, count, CPU);
        _spaces = SpacesOf(config);
        _environments = new ActedEnvironment[count];
        _pending = new Task<int>[count];

        for (var i = 0; i < count; i++)
        {
            var environment = new ActedEnvironment(factory(identity.Worker, i), new Fragment(_spaces.Layout)) { Episode = (identity.Life * EpisodesPerLife) - 1 };
            BeginIncarnation(environment, i);
            _environments[i] = environment;
        }

        _frames = zeros([count, 1, config.FrameSize.Height, config.FrameSize.Width, 3], ScalarType.Byte).DetachFromDisposeScope();
        _first = zeros([count, 1], ScalarType.Bool).DetachFromDisposeScope();
        _values = new float[count];
        _buttonLogProbs = new float[count * JointActionCodec.ButtonCount];
        _cameraLogProbs = new float[count * JointActionCodec.CameraCount];
    }

    /// <summary>What was done so far.</summary>
    public ActorCounters Counters => _counters;

    /// <summary>What its time went into; it knows of no waiting.</summary>
    public WorkerSeconds Seconds => _seconds;

    /// <summary>Completed iterations of the policy that acts.</summary>
    public long Version { get; private set; }

    /// <summary>The shapes of fragments under some settings.</summary>
    public static Spaces SpacesOf(TrainingConfig config)
    {
        using var memory = PolicyMemory.Empty(config.Policy, 1, CPU);
        return config.Spaces(memory.ToBytes().Length);
    }

    /// <summary>Lets the policy take other weights; the next step acts with them.</summary>
    /// <param name="version">Completed iterations of the new weights.</param>
    /// <param name="load">Loads them into the policy; null if they are there already.</param>
    public void ChangeWeights(long version, Action<VptPolicy>? load)
    {
        var started = _time.GetTimestamp();
        load?.Invoke(_policy);
        _seconds += new WorkerSeconds { Transfer = _time.GetElapsedTime(started).TotalSeconds };
        Version = version;
        ForgetPending();
    }

    /// <summary>
    /// Either hands over the fragments that are full, or plays one slot in every environment. Handing over acts on nothing, so that weights
    /// changed between the two calls act on the very next frame.
    /// </summary>
    /// <param name="completed">Takes full fragments, which are the caller's from then on.</param>
    /// <param name="cancellation">Gives up between slots.</param>
    /// <exception cref="EnvironmentFaultException">An environment failed again and again.</exception>
    public async ValueTask AdvanceAsync(ICollection<Fragment> completed, CancellationToken cancellation)
    {
        await StartAsync(cancellation).ConfigureAwait(false);

        if (_memoryAfter is null)
        {
            var asked = _time.GetTimestamp();
            Evaluate();
            _seconds += new WorkerSeconds { Policy = _time.GetElapsedTime(asked).TotalSeconds };
        }

        if (HandOver(completed))
        {
            return;
        }

        var acted = _time.GetTimestamp();
        await EverywhereAsync(PlaySlotAsync, cancellation).ConfigureAwait(false);
        _seconds += new WorkerSeconds { Environments = _time.GetElapsedTime(acted).TotalSeconds };
        _counters = _counters with { Steps = _counters.Steps + _environments.Length };
        _memory.Dispose();
        _memory = _memoryAfter!;
        _memoryAfter = null;
    }

    /// <summary>Everything that decides what is played from here on, but for the weights.</summary>
    public ActorState Save() => new()
    {
        IsStarted = _isStarted,
        Counters = [_counters.Steps, _counters.Timeouts, _counters.FragmentsDiscarded, _counters.Inferences],
        Memory = ExactMemory.Write(_memory),
        Environments = [.. _environments.Select(environment => environment.Save())],
    };

    /// <summary>Goes on from a saved state: each world is reset to its episode's seed and the actions since are replayed, without drawing.</summary>
    /// <exception cref="InvalidDataException">The state is of other settings.</exception>
    public async ValueTask RestoreAsync(ActorState state, CancellationToken cancellation)
    {
        if (state.Environments.Count != _environments.Length || state.Counters.Count != 4)
        {
            throw new InvalidDataException(
                $"The saved actor has {state.Environments.Count} environments, expected {_environments.Length}. Was it saved under other settings?");
        }

        ExactMemory.Read(state.Memory, _memory);
        ForgetPending();
        _isStarted = state.IsStarted;
        _counters = new ActorCounters(state.Counters[0], state.Counters[1], state.Counters[2], state.Counters[3]);

        for (var i = 0; i < _environments.Length; i++)
        {
            _environments[i].Restore(state.Environments[i]);
            _environments[i].StepLimit = StepLimitOf(i);

            if (_isStarted && _environments[i].World.Inner is VoxelWorld)
            {
                Take(i, await _environments[i].ReplayAsync(cancellation).ConfigureAwait(false));
            }
            else if (_isStarted)
            {
                // A game of somebody else's does not come back to where it was: its open fragment is lost, and a new incarnation begins.
                await ReplaceAsync(i).ConfigureAwait(false);
                CountFaults(1 + await ResetOrReplaceAsync(i, cancellation).ConfigureAwait(false));
            }
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var environment in _environments)
        {
            await environment.DisposeAsync().ConfigureAwait(false);
        }

        ForgetPending();
        _memory.Dispose();
        _frames.Dispose();
        _first.Dispose();
    }

    private async ValueTask StartAsync(CancellationToken cancellation)
    {
        if (!_isStarted)
        {
            await EverywhereAsync(ResetOrReplaceAsync, cancellation).ConfigureAwait(false);
            _isStarted = true;
        }
    }

    /// <summary>
    /// Does something in all environments and counts their faults. Embedded worlds are done when they are asked, one after the other; games behind the
    /// bridge play at the same time.
    /// </summary>
    private async ValueTask EverywhereAsync(Func<int, CancellationToken, ValueTask<int>> play, CancellationToken cancellation)
    {
        for (var i = 0; i < _environments.Length; i++)
        {
            _pending[i] = play(i, cancellation).AsTask();
        }

        // All are awaited before the first error is thrown, so that nobody plays on behind our back.
        CountFaults((await Task.WhenAll(_pending).ConfigureAwait(false)).Sum());
    }

    private void CountFaults(int faults) =>
        _counters = _counters with { Timeouts = _counters.Timeouts + faults, FragmentsDiscarded = _counters.FragmentsDiscarded + faults };

    private void Evaluate()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var firsts = _first.bytes;

        for (var i = 0; i < _environments.Length; i++)
        {
            firsts[i] = _environments[i].Kind == StepKind.First ? (byte)1 : (byte)0;
        }

        using var output = _policy.Forward(_frames, _first, _memory, heads: PolicyHeads.Actions | PolicyHeads.Value);
        Read(_policy.ValueNormalizer.Denormalize(output.Value), _values);
        Read(output.ButtonLogProbs, _buttonLogProbs);
        Read(output.CameraLogProbs, _cameraLogProbs);
        _memoryAfter = output.TakeMemory();
        _counters = _counters with { Inferences = _counters.Inferences + 1 };
    }

    private static void Read(Tensor tensor, float[] target)
    {
        using var single = tensor.to(ScalarType.Float32).contiguous();
        MemoryMarshal.Cast<byte, float>(single.bytes).CopyTo(target);
    }

    private bool HandOver(ICollection<Fragment> completed)
    {
        var isAnyFull = false;

        for (var i = 0; i < _environments.Length; i++)
        {
            var environment = _environments[i];

            if (environment.Filled == _config.SlotsPerFragment)
            {
                var fragment = environment.Open;
                FrameOf(i).CopyTo(fragment.Frame(environment.Filled));
                fragment.Values[environment.Filled] = ValueOf(i);
                fragment.Header = fragment.Header with { FinishedEpisodes = [.. environment.Finished] };
                completed.Add(fragment);

                environment.Open = new Fragment(_spaces.Layout);
                environment.Filled = 0;
                environment.Finished.Clear();
                environment.Sequence++;
                isAnyFull = true;
            }
        }

        return isAnyFull;
    }

    /// <summary>Plays one slot, and says how many faults that took.</summary>
    private async ValueTask<int> PlaySlotAsync(int index, CancellationToken cancellation)
    {
        var environment = _environments[index];

        if (environment.Filled == 0)
        {
            BeginFragment(index);
        }

        var slot = WriteFrame(index);
        if (environment.Kind == StepKind.Last)
        {
            NoteEpisode(environment);
            return await ResetOrReplaceAsync(index, cancellation).ConfigureAwait(false);
        }

        var action = Act(index, slot);
        environment.Actions.Add(action);

        try
        {
            await StepAsync(index, slot, action, cancellation).ConfigureAwait(false);
            return 0;
        }
        catch (Exception exception) when (FaultPatience.IsFault(exception))
        {
            _faulted?.Invoke(exception.Message);
            await ReplaceAsync(index).ConfigureAwait(false);
            return 1 + await ResetOrReplaceAsync(index, cancellation).ConfigureAwait(false);
        }
    }

    private int WriteFrame(int index)
    {
        var environment = _environments[index];
        var fragment = environment.Open;
        var slot = environment.Filled++;
        var isLast = environment.Kind == StepKind.Last;

        FrameOf(index).CopyTo(fragment.Frame(slot));
        fragment.First[slot] = environment.Kind == StepKind.First ? (byte)1 : (byte)0;
        fragment.Valid[slot] = isLast ? (byte)0 : (byte)1;
        fragment.Values[slot] = ValueOf(index);
        fragment.Versions[slot] = Version;

        // What a Last slot has not: nothing was chosen, nothing followed.
        fragment.Buttons[slot] = JointAction.Idle.Buttons;
        fragment.Camera[slot] = JointAction.Idle.Camera;
        fragment.LogProbabilities[slot] = 0;
        fragment.Rewards[slot] = 0;
        fragment.Discounts[slot] = 0;
        return slot;
    }

    private JointAction Act(int index, int slot)
    {
        var environment = _environments[index];
        var buttonLogProbs = _buttonLogProbs.AsSpan(index * JointActionCodec.ButtonCount, JointActionCodec.ButtonCount);
        var cameraLogProbs = _cameraLogProbs.AsSpan(index * JointActionCodec.CameraCount, JointActionCodec.CameraCount);
        var buttons = ActionSampler.Sample(buttonLogProbs, environment.Random.NextDouble());
        var camera = ActionSampler.Sample(cameraLogProbs, environment.Random.NextDouble());
        var countsCamera = !_config.Learner.Wake.MaskCameraWhenOff || JointActionCodec.UsesCamera(buttons);

        var fragment = environment.Open;
        fragment.Buttons[slot] = (ushort)buttons;
        fragment.Camera[slot] = (byte)camera;
        fragment.LogProbabilities[slot] = buttonLogProbs[buttons] + (countsCamera ? cameraLogProbs[camera] : 0);
        return new JointAction((ushort)buttons, (byte)camera);
    }

    private async ValueTask StepAsync(int index, int slot, JointAction action, CancellationToken cancellation)
    {
        var environment = _environments[index];
        var step = await WithinTimeoutAsync(
            environment.World.StepAsync(JointActionCodec.Decode(action), cancellation), _config.StepTimeout, cancellation).ConfigureAwait(false);
        Take(index, step);
        environment.Open.Rewards[slot] = step.Reward;
        environment.Open.Discounts[slot] = step.Discount;
    }

    private async ValueTask ResetAsync(int index, CancellationToken cancellation)
    {
        var environment = _environments[index];
        environment.Episode++;
        environment.WorldSeed = SeedRule.TrainingWorld(_config.Seed, _identity.Worker, index, environment.Episode);
        environment.Random.Reseed(SeedRule.Derive(
            _config.Seed, [ActionStream, (ulong)_identity.Worker, (ulong)index, (ulong)environment.Episode]));
        environment.StepLimit = StepLimitOf(index);
        environment.Actions.Clear();
        Take(index, await WithinTimeoutAsync(
            environment.ResetAsync(cancellation), _config.ResetTimeout, cancellation).ConfigureAwait(false));
    }

    /// <summary>
    /// How long the episode that an environment is in may last. First episodes are of different lengths, evenly spread up to the whole, or all
    /// environments would for ever be in the same part of the game, and an iteration would learn from that part alone.
    /// </summary>
    private int StepLimitOf(int index)
    {
        var whole = _config.Task.EpisodeSteps;
        var isFirst = _environments[index].Episode == _identity.Life * EpisodesPerLife;
        var place = (_identity.Worker * _config.EnvironmentsPerWorker) + index + 1L;
        var places = (long)_config.Workers * _config.EnvironmentsPerWorker;
        return _config.StaggerEpisodes && isFirst ? (int)Math.Max(1, whole * place / places) : whole;
    }

    private void Take(int index, EnvStep step)
    {
        if (step.Frame.Length != _spaces.FrameSize.ByteCount)
        {
            throw new EnvironmentFaultException(
                $"Environment {index} of worker {_identity.Worker} answered a frame of {step.Frame.Length} bytes, expected "
                + $"{_spaces.FrameSize.ByteCount} ({_spaces.FrameSize}).");
        }

        step.Frame.Span.CopyTo(FrameOf(index));
        _environments[index].Kind = step.Kind;
        _environments[index].Discount = step.Discount;
    }

    private Span<byte> FrameOf(int index) => _frames.bytes.Slice(index * _spaces.FrameSize.ByteCount, _spaces.FrameSize.ByteCount);

    // Nothing lies beyond a termination; beyond a truncation the value of its last frame stands for what would have come.
    private float ValueOf(int index) =>
        _environments[index] is { Kind: StepKind.Last, Discount: 0 } ? 0 : _values[index];

    private async ValueTask<EnvStep> WithinTimeoutAsync(ValueTask<EnvStep> step, TimeSpan timeout, CancellationToken cancellation)
    {
        if (step.IsCompletedSuccessfully)
        {
            return step.GetAwaiter().GetResult();
        }

        return await step.AsTask().WaitAsync(timeout, _time, cancellation).ConfigureAwait(false);
    }

    /// <summary>Begins an episode, in a new environment where the old one fails, and says how many did.</summary>
    private async ValueTask<int> ResetOrReplaceAsync(int index, CancellationToken cancellation)
    {
        for (var faults = 0; ; faults++)
        {
            try
            {
                await FaultPatience.WaitAsync(faults, _time, cancellation).ConfigureAwait(false);
                await ResetAsync(index, cancellation).ConfigureAwait(false);
                return faults;
            }
            catch (Exception exception) when (FaultPatience.IsFault(exception) && faults < FaultPatience.MaxFaultsInRow)
            {
                _faulted?.Invoke(exception.Message);
                await ReplaceAsync(index).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Throws the open fragment away and makes the environment anew. Nothing is invented in place of what is lost.</summary>
    private async ValueTask ReplaceAsync(int index)
    {
        var environment = _environments[index];
        environment.Filled = 0;
        environment.Finished.Clear();

        await environment.World.DisposeAsync().ConfigureAwait(false);
        environment.World = _factory(_identity.Worker, index);
        BeginIncarnation(environment, index);
    }

    private void BeginIncarnation(ActedEnvironment environment, int index)
    {
        environment.Incarnation = SeedRule.Derive(_identity.Incarnation, [IncarnationStream, (ulong)index, (ulong)environment.Incarnations]);
        environment.Incarnations++;
        environment.Sequence = 0;
    }

    private void BeginFragment(int index)
    {
        var environment = _environments[index];
        environment.Open.Header = new FragmentHeader
        {
            Worker = _identity.Worker,
            Environment = index,
            Incarnation = environment.Incarnation,
            Episode = environment.Episode,
            Sequence = environment.Sequence,
            WorldSeed = environment.WorldSeed,
            SpacesHash = _spaces.Hash,
        };

        using var memory = _memory.Slice(index);
        memory.ToBytes().CopyTo(environment.Open.PolicyMemory);
    }

    private void NoteEpisode(ActedEnvironment environment)
    {
        if (environment.StepLimit < _config.Task.EpisodeSteps)
        {
            return; // Cut short by us: its return says nothing about whole episodes.
        }

        var milestones = new List<string>();

        for (var rung = 0; rung < Ladder.Rungs.Count; rung++)
        {
            if (environment.World.Obtained[rung] > 0)
            {
                milestones.Add(Ladder.Rungs[rung].Key);
            }
        }

        environment.Finished.Add(new FinishedEpisode
        {
            WorldSeed = environment.WorldSeed,
            Return = environment.World.Return,
            Length = environment.World.StepsTaken,
            Milestones = milestones,
        });
    }

    private void ForgetPending()
    {
        _memoryAfter?.Dispose();
        _memoryAfter = null;
    }
}
