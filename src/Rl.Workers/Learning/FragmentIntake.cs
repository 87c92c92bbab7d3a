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

    // Sorted, so that what is saved does not depend on the order in which environments appeared.
    private readonly SortedDictionary<(int Worker, int Environment), Track> _tracks = [];

    private readonly bool _priorSeesAlike = config.FreezeConvolutions && prior is not null && prior.SharesConvolutionsWith(policy);

    public IntakeCounters Counters => counters;

    /// <summary>Time spent in the prior and in convolutions that do not learn, in seconds.</summary>
    public double Seconds { get; private set; }

    /// <summary>True if the fragment was acted by too old a policy to learn from.</summary>
    public bool IsStale(Fragment fragment, long iteration) => iteration - fragment.OldestVersion > config.MaxStaleness;

    /// <summary>Takes a fragment, which it disposes. The result is the caller's; null if there is nothing to learn from it.</summary>
    /// <param name="fragment">The fragment.</param>
    /// <param name="iteration">Completed iterations.</param>
    public TrainingFragment? Take(Fragment fragment, long iteration)
    {
        using (fragment)
        {
            var track = Follow(fragment.Header);

            if (fragment.Header.Sequence < track.Next)
            {
                counters.DroppedDuplicates++;
                return null;
            }

            if (fragment.Header.Sequence > track.Next)
            {
                track.Empty();
                counters.PriorMemoryResets++;
            }

            track.Next = fragment.Header.Sequence + 1;

            using var frames = TensorOf(fragment.Frames[..(fragment.Layout.FrameBytes * fragment.Layout.Slots)], FrameShape(), ScalarType.Byte);
            using var first = Flags(fragment.First);
            var started = Stopwatch.GetTimestamp();
            var features = config.FreezeConvolutions ? FeaturesOf(frames) : null;
            var distribution = RunPrior(track, frames, _priorSeesAlike ? features : null, first);
            Seconds += Stopwatch.GetElapsedTime(started).TotalSeconds;

            if (IsStale(fragment, iteration))
            {
                distribution?.Dispose();
                features?.Dispose();
                counters.DroppedStale++;
                return null;
            }

            return ToTraining(fragment, frames.alias().DetachFromDisposeScope(), features, first.alias().DetachFromDisposeScope(), distribution);
        }
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
            var track = new Track(state.Incarnation) { Next = state.Next };

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

        if (!_tracks.TryGetValue(key, out var track) || track.Incarnation != header.Incarnation)
        {
            track?.Empty();
            _tracks[key] = track = new Track(header.Incarnation);
        }

        return track;
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

    private TrainingFragment ToTraining(Fragment fragment, Tensor frames, Tensor? features, Tensor first, ActionDistribution? distribution)
    {
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
            Frames = frames,
            Features = features,
            First = first,
            Valid = Flags(fragment.Valid),
            Buttons = tensor(buttons).DetachFromDisposeScope(),
            Camera = tensor(camera).DetachFromDisposeScope(),
            CameraActive = tensor(active).DetachFromDisposeScope(),
            LogProbabilities = Numbers(fragment.LogProbabilities),
            Values = Numbers(fragment.Values),
            Rewards = Numbers(fragment.Rewards),
            Discounts = Numbers(fragment.Discounts),
            Memory = PolicyMemory.FromBytes(config.Policy, fragment.PolicyMemory),
            Prior = distribution,
            PolicyVersion = fragment.OldestVersion,
        };
    }

    /// <summary>One environment's fragments so far.</summary>
    private sealed class Track(ulong incarnation)
    {
        public ulong Incarnation => incarnation;

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
