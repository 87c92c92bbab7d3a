using System.Diagnostics;
using Rl.Algorithms;
using Rl.Env.Actions;
using Rl.Models;
using Rl.Workers.Acting;
using Rl.Workers.Protocol;
using static TorchSharp.torch;

namespace Rl.Workers.Learning;

/// <summary>
/// Receives fragments in the order they arrive: drops duplicates, carries the prior's memory over each environment's fragments (stale ones
/// too, and empties it at a gap), and lets through what is fresh enough to learn from. Where the policy's convolutions do not learn, they run
/// here, once for all that follows.
/// </summary>
internal sealed class FragmentIntake(TrainingConfig config, VptPolicy policy, VptPolicy? prior, IntakeCounters counters) : IDisposable
{
    private const string FileName = "intake.msgpack";

    private readonly List<Arrival> _admitted = [];

    // Sorted, so that what is saved does not depend on the order in which environments appeared.
    private readonly SortedDictionary<(int Worker, int Environment), Track> _tracks = [];

    private readonly bool _priorSeesAlike = config.FreezeConvolutions && prior is not null && prior.SharesConvolutionsWith(policy);

    public IntakeCounters Counters => counters;

    /// <summary>Time spent in the prior and in convolutions that do not learn, in seconds.</summary>
    public double Seconds { get; private set; }

    /// <summary>True if the fragment was acted by too old a policy to learn from.</summary>
    public bool IsStale(Fragment fragment, long iteration) => iteration - fragment.OldestVersion > config.MaxStaleness;

    /// <summary>Takes a fragment over, for the next <see cref="Process"/>; false if it arrived before and is dropped.</summary>
    public bool Admit(Fragment fragment)
    {
        var header = fragment.Header;
        var track = Follow(header);
        var startsAnew = track.Incarnation != header.Incarnation;
        var next = startsAnew ? 0 : track.Next;

        if (header.Sequence < next)
        {
            fragment.Dispose();
            counters.DroppedDuplicates++;
            return false;
        }

        counters.PriorMemoryResets += header.Sequence > next ? 1 : 0;
        _admitted.Add(new Arrival(fragment, track, forgets: startsAnew || header.Sequence > next));
        (track.Incarnation, track.Next) = (header.Incarnation, header.Sequence + 1);
        return true;
    }

    /// <summary>
    /// What there is to learn from the fragments admitted since the last call, in their order; the caller's. Environments go through the networks side by
    /// side, the fragments of one after each other.
    /// </summary>
    /// <param name="iteration">Completed iterations.</param>
    public IReadOnlyList<TrainingFragment> Process(long iteration)
    {
        var started = Stopwatch.GetTimestamp();
        var environments = _admitted.GroupBy(arrival => arrival.Track).Select(group => group.ToArray()).ToArray();
        var admitted = _admitted.ToArray();
        _admitted.Clear();
        TorchParallel.For(environments.Length, TorchParallel.WidthFor(policy, TorchRuntime.Threads), environment =>
        {
            foreach (var arrival in environments[environment])
            {
                Run(arrival);
            }
        });
        Seconds += Stopwatch.GetElapsedTime(started).TotalSeconds;

        var fresh = new List<TrainingFragment>();
        foreach (var arrival in admitted)
        {
            if (IsStale(arrival.Fragment, iteration))
            {
                arrival.DisposeResults();
                counters.DroppedStale++;
            }
            else
            {
                fresh.Add(ToTraining(arrival));
            }

            arrival.Fragment.Dispose();
        }

        return fresh;
    }

    public void Save(string path)
    {
        var states = _tracks.Select(pair => new TrackState
        {
            Worker = pair.Key.Worker,
            Environment = pair.Key.Environment,
            Incarnation = pair.Value.Incarnation,
            Next = pair.Value.Next,
            Memory = pair.Value.Memory is { } memory ? ExactMemory.Write(memory) : [],
        });
        File.WriteAllBytes(Path.Combine(path, FileName), Messages.Pack(states.ToArray()));
    }

    public void Load(string path)
    {
        foreach (var state in Messages.Unpack<TrackState[]>(File.ReadAllBytes(Path.Combine(path, FileName))))
        {
            var track = new Track { Incarnation = state.Incarnation, Next = state.Next };

            if (prior is not null && state.Memory.Length > 0)
            {
                track.Memory = PolicyMemory.Empty(prior.Config, 1, CPU);
                ExactMemory.Read(state.Memory, track.Memory);
            }

            _tracks[(state.Worker, state.Environment)] = track;
        }
    }

    public void Dispose()
    {
        _admitted.ForEach(arrival => arrival.Fragment.Dispose());
        foreach (var track in _tracks.Values)
        {
            track.Empty();
        }
    }

    private static Tensor TensorOf(ReadOnlySpan<byte> bytes, ReadOnlySpan<long> shape, ScalarType type) =>
        TensorBytes.ToTensor(bytes, shape, type).DetachFromDisposeScope();

    private static Tensor Flags(ReadOnlySpan<byte> flags)
    {
        using var bytes = TensorOf(flags, [flags.Length], ScalarType.Byte);
        return bytes.to_type(ScalarType.Bool).DetachFromDisposeScope();
    }

    private static Tensor Numbers(ReadOnlySpan<float> numbers) => tensor(numbers.ToArray()).DetachFromDisposeScope();

    private long[] FrameShape() => [config.SlotsPerFragment, config.FrameSize.Height, config.FrameSize.Width, 3];

    private Track Follow(FragmentHeader header)
    {
        var key = (header.Worker, header.Environment);
        if (!_tracks.TryGetValue(key, out var track))
        {
            _tracks[key] = track = new Track { Incarnation = header.Incarnation };
        }

        return track;
    }

    private void Run(Arrival arrival)
    {
        var fragment = arrival.Fragment;
        arrival.Frames = TensorOf(fragment.Frames[..(fragment.Layout.FrameBytes * fragment.Layout.Slots)], FrameShape(), ScalarType.Byte);
        arrival.First = Flags(fragment.First);
        arrival.Features = config.FreezeConvolutions ? FeaturesOf(arrival.Frames) : null;

        if (arrival.Forgets)
        {
            arrival.Track.Empty();
        }

        arrival.Prior = RunPrior(arrival.Track, arrival.Frames, _priorSeesAlike ? arrival.Features : null, arrival.First);
    }

    private Tensor FeaturesOf(Tensor frames)
    {
        using var scope = NewDisposeScope();
        return policy.Features(ModelDevice.Upload(frames, policy.Device).unsqueeze(0)).squeeze(0).cpu().DetachFromDisposeScope();
    }

    private ActionDistribution? RunPrior(Track track, Tensor frames, Tensor? features, Tensor first)
    {
        if (prior is null)
        {
            return null;
        }

        var result = PriorPass.Run(prior, frames, first, track.Memory, config.PriorStorage, features);
        track.Empty();
        track.Memory = result.Memory;
        return result.Distribution;
    }

    private TrainingFragment ToTraining(Arrival arrival)
    {
        var fragment = arrival.Fragment;
        var slots = fragment.Layout.Slots;
        var (buttons, camera, active) = (new long[slots], new long[slots], new bool[slots]);

        for (var t = 0; t < slots; t++)
        {
            buttons[t] = fragment.Buttons[t];
            camera[t] = fragment.Camera[t];
            active[t] = JointActionCodec.UsesCamera(fragment.Buttons[t]);
        }

        return new TrainingFragment
        {
            Frames = arrival.Frames!,
            Features = arrival.Features,
            First = arrival.First!,
            Valid = Flags(fragment.Valid),
            Buttons = tensor(buttons).DetachFromDisposeScope(),
            Camera = tensor(camera).DetachFromDisposeScope(),
            CameraActive = tensor(active).DetachFromDisposeScope(),
            LogProbabilities = Numbers(fragment.LogProbabilities),
            Values = Numbers(fragment.Values),
            Rewards = Numbers(fragment.Rewards),
            Discounts = Numbers(fragment.Discounts),
            Memory = PolicyMemory.FromBytes(config.Policy, fragment.PolicyMemory),
            Prior = arrival.Prior,
            PolicyVersion = fragment.OldestVersion,
        };
    }

    /// <summary>A fragment, and what the networks make of it.</summary>
    private sealed class Arrival(Fragment fragment, Track track, bool forgets)
    {
        public Fragment Fragment => fragment;

        public Track Track => track;

        /// <summary>Whether the prior starts with an empty memory.</summary>
        public bool Forgets => forgets;

        public Tensor? Frames { get; set; }

        public Tensor? First { get; set; }

        public Tensor? Features { get; set; }

        public ActionDistribution? Prior { get; set; }

        public void DisposeResults()
        {
            Frames?.Dispose();
            First?.Dispose();
            Features?.Dispose();
            Prior?.Dispose();
        }
    }

    /// <summary>One environment's fragments so far.</summary>
    private sealed class Track
    {
        public required ulong Incarnation { get; set; }

        public long Next { get; set; }

        /// <summary>The prior's memory before the next fragment; null is the empty memory.</summary>
        public PolicyMemory? Memory { get; set; }

        public void Empty()
        {
            Memory?.Dispose();
            Memory = null;
        }
    }
}
