using Rl.Algorithms;
using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Tests.Algorithms;

/// <summary>Fragments as a worker would send them, of a game whose frames are noise.</summary>
internal static class Play
{
    public const int Length = 8;

    public static PolicyConfig Tiny { get; } = new()
    {
        FrameHeight = 16,
        FrameWidth = 16,
        HiddenSize = 16,
        Heads = 2,
        Layers = 1,
        Timesteps = 8,
        MemorySize = 14,
        ImpalaWidth = 0.25,
        PointwiseRatio = 2,
        AuxiliaryValueHead = true,
    };

    /// <summary>Settings that move a tiny policy visibly within one iteration.</summary>
    public static PpoConfig Brisk { get; } = new() { LearningRate = 1e-3, WeightDecay = 0.01, SequencesPerBatch = 2, MicroBatchSequences = 1 };

    /// <summary>
    /// Plays one fragment from <paramref name="memory"/>, the reward a function of the taken button class; on demand with what the policy's
    /// convolutions make of its frames.
    /// </summary>
    public static TrainingFragment Fragment(
        VptPolicy policy, int seed, PolicyMemory? memory = null, Func<long, float>? reward = null, bool hasFeatures = false)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var generator = new Generator((ulong)seed);

        var start = memory?.Clone() ?? PolicyMemory.Empty(policy.Config, 1);
        var frames = randint(0, 256, [Length, 16, 16, 3], ScalarType.Byte, generator: generator);
        var first = zeros(Length, ScalarType.Bool);
        first[0] = tensor(memory is null);
        using var output = policy.Forward(frames.unsqueeze(0), first.unsqueeze(0), start);
        var buttonLogProbs = output.ButtonLogProbs.squeeze(0);
        var cameraLogProbs = output.CameraLogProbs.squeeze(0);
        var buttons = multinomial(buttonLogProbs.exp(), 1, generator: generator);
        var camera = multinomial(cameraLogProbs.exp(), 1, generator: generator);
        var values = policy.ValueNormalizer.Denormalize(output.Value.squeeze(0));

        return new TrainingFragment
        {
            Frames = Kept(frames),
            Features = hasFeatures ? Kept(policy.Features(frames.unsqueeze(0)).squeeze(0)) : null,
            First = Kept(first),
            Valid = Kept(ones(Length, ScalarType.Bool)),
            Buttons = Kept(buttons.squeeze(-1)),
            Camera = Kept(camera.squeeze(-1)),
            CameraActive = Kept(ones(Length, ScalarType.Bool)),
            LogProbabilities = Kept((buttonLogProbs.gather(-1, buttons) + cameraLogProbs.gather(-1, camera)).squeeze(-1)),
            Values = Kept(cat([values, zeros(1)])),
            Rewards = Kept(reward is null
                ? randn(Length, generator: generator)
                : tensor([.. buttons.data<long>().Select(reward)])),
            Discounts = Kept(ones(Length)),
            Memory = start,
        };
    }

    /// <summary>Plays as a worker does, one frame at a time with the memory carried from each to the next.</summary>
    /// <param name="policy">Who plays.</param>
    /// <param name="frames"><c>[time, height, width, 3] uint8</c>, shown one after the other.</param>
    public static TrainingFragment Stepped(VptPolicy policy, Tensor frames)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var generator = new Generator(3);

        var length = (int)frames.shape[0];
        var first = zeros(length, ScalarType.Bool);
        first[0] = tensor(true);
        var start = PolicyMemory.Empty(policy.Config, 1);
        var memory = start.Clone();
        var (buttons, camera) = (new long[length], new long[length]);
        var (logProbabilities, values) = (new float[length], new float[length + 1]);

        for (var t = 0; t < length; t++)
        {
            using var output = policy.Forward(frames.narrow(0, t, 1).unsqueeze(0), first.narrow(0, t, 1).unsqueeze(0), memory);
            buttons[t] = multinomial(output.ButtonLogProbs.flatten().exp(), 1, generator: generator).item<long>();
            camera[t] = multinomial(output.CameraLogProbs.flatten().exp(), 1, generator: generator).item<long>();
            logProbabilities[t] = output.ButtonLogProbs.flatten()[buttons[t]].item<float>() + output.CameraLogProbs.flatten()[camera[t]].item<float>();
            values[t] = policy.ValueNormalizer.Denormalize(output.Value).item<float>();
            memory.Dispose();
            memory = output.TakeMemory();
        }

        memory.Dispose();
        return new TrainingFragment
        {
            Frames = Kept(frames),
            First = Kept(first),
            Valid = Kept(ones(length, ScalarType.Bool)),
            Buttons = Kept(tensor(buttons)),
            Camera = Kept(tensor(camera)),
            CameraActive = Kept(ones(length, ScalarType.Bool)),
            LogProbabilities = Kept(tensor(logProbabilities)),
            Values = Kept(tensor(values)),
            Rewards = Kept(randn(length, generator: generator)),
            Discounts = Kept(ones(length)),
            Memory = start,
        };
    }

    /// <summary>Several fragments, which the receiver disposes.</summary>
    public static TrainingFragment[] Fragments(VptPolicy policy, int count, int seed = 1, Func<long, float>? reward = null)
    {
        return [.. Enumerable.Range(0, count).Select(i => Fragment(policy, (1000 * seed) + i, reward: reward))];
    }

    /// <summary>Every number of a policy, its statistics included.</summary>
    public static float[] Numbers(VptPolicy policy)
    {
        return [.. policy.NamedTensors.SelectMany(named => named.Tensor.detach().contiguous().data<float>().ToArray())];
    }

    /// <summary>Log-probabilities that a policy gives to every action in every slot of a fragment.</summary>
    public static float[] LogProbabilities(VptPolicy policy, TrainingFragment fragment)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var output = policy.Forward(fragment.Frames.unsqueeze(0), fragment.First.unsqueeze(0), fragment.Memory);
        return [.. output.ButtonLogProbs.data<float>(), .. output.CameraLogProbs.data<float>()];
    }

    private static Tensor Kept(Tensor tensor) => tensor.contiguous().clone().DetachFromDisposeScope();
}
