using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Pretrain.Cloning;

/// <summary>Lets the action heads begin with how often each action occurs.</summary>
internal static class HeadStart
{
    /// <summary>What is added to every count, so that an action that was never recorded stays possible.</summary>
    private const double Smoothing = 0.1;

    // PARITY: the reference draws these biases at random. Nothing but the start changes; with 8641 classes and minutes to train it matters.
    public static void Apply(VptPolicy policy, ActionCounts counts)
    {
        SetBias(policy, "pi_head.buttons.linear_layer.bias", counts.Buttons);
        SetBias(policy, "pi_head.camera.linear_layer.bias", counts.Camera);
    }

    private static void SetBias(VptPolicy policy, string name, long[] counts)
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        var total = counts.Sum() + (Smoothing * counts.Length);

        // The heads divide logits by the temperature.
        float[] logits = [.. counts.Select(count => (float)(policy.Config.Temperature * Math.Log((count + Smoothing) / total)))];
        policy.NamedTensors.Single(named => named.Name == name).Tensor.copy_(tensor(logits));
    }
}
