using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rl.Models;

/// <summary>The convolution that makes the model see motion: five neighbouring frames of one pixel, then ReLU.</summary>
/// <remarks>
/// A kernel of one pixel is a linear map of the 15 numbers that five frames show there. Written so, its output lies channels-last as the trunk
/// wants it.
/// </remarks>
internal sealed class TemporalConvolution(NetworkWeights weights, Tensor weight, Tensor bias)
{
    /// <summary>Frames that are missing before the first and after the last of a window; they are black.</summary>
    public const int Padding = InverseDynamicsConfig.TemporalReach;

    /// <summary>Maps <c>[batch, time + 4, height, width, 3] uint8</c> to channels-last <c>[batch * time, channels, height, width]</c>.</summary>
    public Tensor Forward(Tensor frames, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var taps = ImpalaTrunk.Scale(frames, type)
            .unfold(1, InverseDynamicsConfig.TemporalKernel, 1) // [batch, time, height, width, 3, 5]
            .flatten(4) // [batch, time, height, width, 15], the order of the weight's
            .flatten(0, 1);
        var channels = functional.linear(taps, weights.As(weight, type).flatten(1), weights.As(bias, type));

        return channels.relu_().permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }
}
