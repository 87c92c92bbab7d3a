using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rl.Models;

/// <summary>The reference's building block for images: group norm over the whole input (or a bias instead), 3×3 convolution, ReLU.</summary>
internal sealed class NormedConvolution(
    NetworkWeights weights, Tensor? normWeight, Tensor? normBias, Tensor weight, Tensor? bias, bool exact)
{
    private static readonly long[] One = [1, 1];
    private static readonly TorchSharp.Scalar Whole = TensorArithmetic.Number(1);

    /// <summary>Maps channels-last <c>[images, inputs, height, width]</c> to <c>[images, outputs, height, width]</c>.</summary>
    public Tensor Forward(Tensor images, ScalarType type)
    {
        var input = normWeight is null ? images : Normalize(images, weights.As(normWeight, type), weights.As(normBias!, type), exact);
        var output = functional.conv2d(input, weights.As(weight, type), bias is null ? null : weights.As(bias, type), One, One, One);

        return output.relu_(); // In place is sound: a convolution's gradient does not need its output.
    }

    /// <summary>Group norm with one group: over all channels and pixels of an image.</summary>
    /// <param name="images">Channels-last <c>[images, channels, height, width]</c>.</param>
    /// <param name="weight">Gain of each channel, in the images' type.</param>
    /// <param name="bias">Offset of each channel, in the images' type.</param>
    /// <param name="exact">
    /// Whether to sum an image as one row, as the reference's kernel does, where nothing is learned. Torch's own for this layout sums each channel's
    /// pixels one by one in float32 and is off by up to 3e-4 after a stack, but learns a third quicker (docs/decisions/0070-inverse-dynamics.md).
    /// </param>
    public static Tensor Normalize(Tensor images, Tensor weight, Tensor bias, bool exact)
    {
        if (!exact || is_grad_enabled())
        {
            return functional.group_norm(images, 1, weight, bias);
        }

        using var scope = NewDisposeScope();
        var rows = images.permute(0, 2, 3, 1); // [images, height, width, channels], as it lies
        var normed = functional.layer_norm(rows, [rows.shape[1], rows.shape[2], rows.shape[3]]);

        return addcmul(bias, normed, weight, Whole).permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }

    /// <summary>The tensor itself where it already is of that type.</summary>
    public static Tensor Cast(Tensor tensor, ScalarType type) => tensor.dtype == type ? tensor : tensor.to_type(type);
}
