using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Algorithms;

/// <summary>
/// A frozen policy's distribution over actions at some slots, kept until it is compared with θ. Owns its tensors, which belong to no
/// scope; they carry no gradient.
/// </summary>
public sealed class ActionDistribution : IDisposable
{
    private ActionDistribution(Tensor buttons, Tensor camera, Tensor negativeEntropy)
    {
        (ButtonLogProbs, CameraLogProbs, NegativeEntropy) = (buttons, camera, negativeEntropy);
    }

    /// <summary><c>[…, 8641] float32 or float16</c>.</summary>
    public Tensor ButtonLogProbs { get; }

    /// <summary><c>[…, 121] float32 or float16</c>.</summary>
    public Tensor CameraLogProbs { get; }

    /// <summary><c>[…] float32</c>; Σ p log p of both heads together, of p as <see cref="ButtonProbabilities"/> gives it.</summary>
    public Tensor NegativeEntropy { get; }

    /// <summary>Keeps a copy of log-probabilities; the arguments stay the caller's.</summary>
    /// <param name="buttonLogProbs"><c>[…, 8641] float32</c>.</param>
    /// <param name="cameraLogProbs"><c>[…, 121] float32</c>.</param>
    /// <param name="storage">The format they are kept in.</param>
    public static ActionDistribution Keep(Tensor buttonLogProbs, Tensor cameraLogProbs, DistributionStorage storage)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();

        var type = storage == DistributionStorage.Half ? ScalarType.Float16 : ScalarType.Float32;
        var buttons = buttonLogProbs.detach().to(type, copy: true);
        var camera = cameraLogProbs.detach().to(type, copy: true);
        var negativeEntropy = NegativeEntropyOf(buttons) + NegativeEntropyOf(camera);

        // On the CPU, whatever the policy runs on: an iteration's distributions are gigabytes for a wide network.
        return Detached(buttons.cpu(), camera.cpu(), negativeEntropy.cpu());
    }

    /// <summary>
    /// Joins distributions over <c>[time]</c> slots to one over <c>[batch, time]</c>, taking slots [start, start + length), on a device; null leaves it
    /// where the parts are.
    /// </summary>
    public static ActionDistribution Stack(IReadOnlyList<ActionDistribution> parts, long start, long length, Device? device = null)
    {
        using var scope = NewDisposeScope();

        return Detached(
            Joined(part => part.ButtonLogProbs),
            Joined(part => part.CameraLogProbs),
            Joined(part => part.NegativeEntropy));

        Tensor Joined(Func<ActionDistribution, Tensor> tensor)
        {
            var joined = stack(parts.Select(part => tensor(part).narrow(0, start, length)));
            return device is null ? joined : ModelDevice.Upload(joined, device);
        }
    }

    /// <summary><c>[…, 8641] float32</c>, the caller's; sums to 1 whatever the storage.</summary>
    public Tensor ButtonProbabilities() => Probabilities(ButtonLogProbs);

    /// <summary><c>[…, 121] float32</c>, the caller's; sums to 1 whatever the storage.</summary>
    public Tensor CameraProbabilities() => Probabilities(CameraLogProbs);

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        ButtonLogProbs.Dispose();
        CameraLogProbs.Dispose();
        NegativeEntropy.Dispose();
    }

    private static ActionDistribution Detached(Tensor buttons, Tensor camera, Tensor negativeEntropy)
    {
        return new ActionDistribution(
            buttons.DetachFromDisposeScope(), camera.DetachFromDisposeScope(), negativeEntropy.DetachFromDisposeScope());
    }

    private static Tensor NegativeEntropyOf(Tensor logProbs)
    {
        using var scope = NewDisposeScope();

        var logOfKept = logProbs.dtype == ScalarType.Float32 ? logProbs : logProbs.to(ScalarType.Float32).log_softmax(-1);
        var negativeEntropy = logOfKept.exp().mul_(logOfKept).sum(-1);

        return negativeEntropy.MoveToOuterDisposeScope();
    }

    // Rounding to float16 errs by up to 0.4 % a class; dividing by the sum turns the KL's error from first into second order.
    private static Tensor Probabilities(Tensor logProbs)
    {
        if (logProbs.dtype == ScalarType.Float32)
        {
            return logProbs.exp();
        }

        using var single = logProbs.to(ScalarType.Float32);
        return single.softmax(-1);
    }
}
