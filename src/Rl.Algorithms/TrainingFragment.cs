using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Algorithms;

/// <summary>
/// Consecutive slots of one environment, as a worker played them. Owns its tensors (on the CPU, in no scope), memories and the prior's
/// distribution. A slot without an action (an episode's final frame) has <see cref="Valid"/> false; what stands in its other entries is
/// never read, except its frame, its first flag and its value.
/// </summary>
public sealed class TrainingFragment : IDisposable
{
    /// <summary><c>[time, height, width, channel] uint8</c>.</summary>
    public required Tensor Frames { get; init; }

    /// <summary><c>[time, flat]</c>; what convolutions that do not learn make of the frames (<see cref="VptPolicy.Features"/>). Null where they learn.</summary>
    public Tensor? Features { get; init; }

    /// <summary><c>[time] bool</c>; true where an episode starts.</summary>
    public required Tensor First { get; init; }

    /// <summary><c>[time] bool</c>; true where an action was taken.</summary>
    public required Tensor Valid { get; init; }

    /// <summary><c>[time] int64</c>; the taken class of the button head.</summary>
    public required Tensor Buttons { get; init; }

    /// <summary><c>[time] int64</c>; the taken class of the camera head.</summary>
    public required Tensor Camera { get; init; }

    /// <summary><c>[time] bool</c>; whether the taken button class turns the camera on. Read only with <see cref="PpoConfig.MaskCameraWhenOff"/>.</summary>
    public required Tensor CameraActive { get; init; }

    /// <summary><c>[time] float32</c>; of the taken action, under the policy that took it, counted as <see cref="PpoConfig.MaskCameraWhenOff"/> says.</summary>
    public required Tensor LogProbabilities { get; init; }

    /// <summary><c>[time + 1] float32</c>; denormalised, as the worker's policy estimated them. The last entry bootstraps.</summary>
    public required Tensor Values { get; init; }

    /// <summary><c>[time] float32</c>; entry t is the reward for the action taken at t.</summary>
    public required Tensor Rewards { get; init; }

    /// <summary><c>[time] float32</c>; the environment's discount after action t, 0 on termination.</summary>
    public required Tensor Discounts { get; init; }

    /// <summary>The playing policy's memory before slot 0, of batch 1.</summary>
    public required PolicyMemory Memory { get; init; }

    /// <summary>The prior's memory before slot 0, of batch 1; null is the empty memory. Read only where <see cref="Prior"/> is missing.</summary>
    public PolicyMemory? PriorMemory { get; init; }

    /// <summary>The prior's distribution at every slot, <c>[time]</c>; where null, the learner runs the prior when it needs it.</summary>
    public ActionDistribution? Prior { get; init; }

    /// <summary>Completed iterations of the policy that played.</summary>
    public long PolicyVersion { get; init; }

    /// <summary>Number of slots.</summary>
    public int Length => (int)Rewards.shape[0];

    /// <summary>Frees what the fragment owns.</summary>
    public void Dispose()
    {
        foreach (var tensor in (Tensor[])[Frames, First, Valid, Buttons, Camera, CameraActive, LogProbabilities, Values, Rewards, Discounts])
        {
            tensor.Dispose();
        }

        Features?.Dispose();
        Memory.Dispose();
        PriorMemory?.Dispose();
        Prior?.Dispose();
    }

    /// <summary>Requires every tensor to have the dtype and shape it is documented with, for <paramref name="length"/> slots.</summary>
    /// <exception cref="ArgumentException">One has not; the message names it.</exception>
    internal void ThrowIfMisshapen(PolicyConfig policy, int length)
    {
        Expect.Tensor(Rewards, ScalarType.Float32, [length], nameof(Rewards));
        Expect.Tensor(Frames, ScalarType.Byte, [length, policy.FrameHeight, policy.FrameWidth, 3], nameof(Frames));
        Expect.Tensor(First, ScalarType.Bool, [length], nameof(First));
        Expect.Tensor(Valid, ScalarType.Bool, [length], nameof(Valid));
        Expect.Tensor(Buttons, ScalarType.Int64, [length], nameof(Buttons));
        Expect.Tensor(Camera, ScalarType.Int64, [length], nameof(Camera));
        Expect.Tensor(CameraActive, ScalarType.Bool, [length], nameof(CameraActive));
        Expect.Tensor(LogProbabilities, ScalarType.Float32, [length], nameof(LogProbabilities));
        Expect.Tensor(Values, ScalarType.Float32, [length + 1], nameof(Values));
        Expect.Tensor(Discounts, ScalarType.Float32, [length], nameof(Discounts));
    }
}
