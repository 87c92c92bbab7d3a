using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Pretrain.Cloning;

/// <summary>How badly a policy foretells the player.</summary>
internal static class CloningLoss
{
    /// <summary>−log p(buttons) − log p(camera) of every frame. The camera counts also where the buttons leave it at rest, as in the reference.</summary>
    /// <param name="output">The policy's answer; stays the caller's.</param>
    /// <param name="buttons"><c>[streams, time] int64</c>.</param>
    /// <param name="camera"><c>[streams, time] int64</c>.</param>
    /// <returns><c>[streams, time] float32</c>, in nats.</returns>
    public static Tensor PerFrame(PolicyOutput output, Tensor buttons, Tensor camera)
    {
        using var scope = NewDisposeScope();
        var buttonLogProb = output.ButtonLogProbs.gather(2, buttons.unsqueeze(2)).squeeze(2);
        var cameraLogProb = output.CameraLogProbs.gather(2, camera.unsqueeze(2)).squeeze(2);
        return (-(buttonLogProb + cameraLogProb)).MoveToOuterDisposeScope();
    }
}
