using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rl.Models;

/// <summary>The reference's building block for images: group norm over the whole input (or a bias instead), 3×3 convolution, ReLU.</summary>
internal sealed class NormedConvolution(Tensor? normWeight, Tensor? normBias, Tensor weight, Tensor? bias)
{
    private static readonly long[] One = [1, 1];

    /// <summary>Maps channels-last <c>[images, inputs, height, width]</c> to <c>[images, outputs, height, width]</c>.</summary>
    public Tensor Forward(Tensor images, ScalarType type)
    {
        var input = normWeight is null ? images : Normalize(images, normWeight, normBias!, type);
        var output = functional.conv2d(input, Cast(weight, type), bias is null ? null : Cast(bias, type), One, One, One);

        return output.relu_(); // In place is sound: a convolution's gradient does not need its output.
    }

    /// <summary>Group norm with one group: over all channels and pixels of an image.</summary>
    public static Tensor Normalize(Tensor images, Tensor weight, Tensor bias, ScalarType type)
    {
        return functional.group_norm(images, 1, Cast(weight, type), Cast(bias, type));
    }

    /// <summary>The tensor itself where it already is of that type.</summary>
    public static Tensor Cast(Tensor tensor, ScalarType type) => tensor.dtype == type ? tensor : tensor.to_type(type);
}
