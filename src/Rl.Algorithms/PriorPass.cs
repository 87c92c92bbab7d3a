using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Algorithms;

/// <summary>Runs a frozen policy once over a sequence, for its distribution over actions at every slot.</summary>
public static class PriorPass
{
    /// <summary>
    /// Runs <paramref name="policy"/> without gradient over the slots of one environment. Fragments are to be passed in sequence order,
    /// each with the memory that the one before returned; first flags at any slot are honoured.
    /// </summary>
    /// <param name="policy">The prior, or any policy to be kept as it is now.</param>
    /// <param name="frames"><c>[time, height, width, channel] uint8</c>.</param>
    /// <param name="first"><c>[time] bool</c>.</param>
    /// <param name="memory">The policy's memory before slot 0, of batch 1; null is the empty memory. Stays the caller's.</param>
    /// <param name="storage">The format in which the distribution is kept.</param>
    /// <param name="features">What the policy's own convolutions make of the frames, <c>[time, flat]</c>, where that is known; null runs them.</param>
    /// <returns>The distribution, <c>[time]</c>, and the memory after the last slot; both the caller's, in no scope.</returns>
    public static PriorPassResult Run(
        VptPolicy policy, Tensor frames, Tensor first, PolicyMemory? memory, DistributionStorage storage, Tensor? features = null)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();

        using var before = memory?.To(policy.Device);
        var starts = ModelDevice.Upload(first, policy.Device).unsqueeze(0);
        using var output = features is null
            ? policy.Forward(ModelDevice.Upload(frames, policy.Device).unsqueeze(0), starts, before, heads: PolicyHeads.Actions)
            : policy.ForwardFeatures(ModelDevice.Upload(features, policy.Device).unsqueeze(0), starts, before, heads: PolicyHeads.Actions);
        var distribution = ActionDistribution.Keep(output.ButtonLogProbs.squeeze(0), output.CameraLogProbs.squeeze(0), storage);
        using var after = output.TakeMemory();

        return new PriorPassResult(distribution, after.To(CPU));
    }
}
