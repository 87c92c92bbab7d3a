using static TorchSharp.torch;

namespace Rl.Models;

/// <summary>What an <see cref="InverseDynamicsModel"/> says of a window. Disposing it disposes its tensors.</summary>
/// <remarks>The tensors also belong to the dispose scope around the forward pass, if there is one.</remarks>
public sealed class InverseDynamicsOutput : IDisposable
{
    internal InverseDynamicsOutput(Tensor buttonLogProbs, Tensor cameraLogProbs)
    {
        ButtonLogProbs = buttonLogProbs;
        CameraLogProbs = cameraLogProbs;
    }

    /// <summary><c>[batch, time, 20, 2] float32</c>: each button up, down.</summary>
    public Tensor ButtonLogProbs { get; }

    /// <summary><c>[batch, time, 2, 11] float32</c>: pitch, then yaw, in the camera quantiser's bins.</summary>
    public Tensor CameraLogProbs { get; }

    /// <summary>
    /// The log-probability of actions: all twenty buttons and both directions of the camera are independent, so theirs are summed. The negative
    /// mean is the loss that the model is trained with (Baker et al. 2022, section 3).
    /// </summary>
    /// <param name="buttons"><c>[batch, time, 20] int64</c>, 0 or 1.</param>
    /// <param name="camera"><c>[batch, time, 2] int64</c>, bins 0 to 10.</param>
    /// <returns><c>[batch, time] float32</c>; the caller owns it.</returns>
    public Tensor LogProbability(Tensor buttons, Tensor camera)
    {
        var (batch, time) = (ButtonLogProbs.shape[0], ButtonLogProbs.shape[1]);
        Expect.Shape(buttons, nameof(buttons), [batch, time, InverseDynamicsConfig.ButtonCount]);
        Expect.Type(buttons, nameof(buttons), ScalarType.Int64);
        Expect.Shape(camera, nameof(camera), [batch, time, InverseDynamicsConfig.CameraAxes]);
        Expect.Type(camera, nameof(camera), ScalarType.Int64);
        using var scope = NewDisposeScope();
        var ofButtons = ButtonLogProbs.gather(-1, buttons.unsqueeze(-1)).flatten(2).sum(-1);
        var ofCamera = CameraLogProbs.gather(-1, camera.unsqueeze(-1)).flatten(2).sum(-1);

        return (ofButtons + ofCamera).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ButtonLogProbs.Dispose();
        CameraLogProbs.Dispose();
    }
}
