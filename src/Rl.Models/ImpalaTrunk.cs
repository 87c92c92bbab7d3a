using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rl.Models;

/// <summary>Turns frames into feature vectors: three stacks of convolutions, then two dense layers.</summary>
internal sealed class ImpalaTrunk
{
    private static readonly long[] Pool = [3, 3];
    private static readonly long[] Stride = [2, 2];
    private static readonly long[] Padding = [1, 1];
    private static readonly long[] Dilation = [1, 1];

    private readonly Stack[] _stacks;
    private readonly DenseLayer _dense;
    private readonly DenseLayer _linear;

    /// <param name="weights">By the reference's names.</param>
    /// <param name="exactNorms">How norms sum; see <see cref="NormedConvolution.Normalize"/>.</param>
    public ImpalaTrunk(IReadOnlyDictionary<string, Tensor> weights, bool exactNorms = false)
    {
        _stacks = [.. Enumerable.Range(0, 3).Select(stack => new Stack(weights, $"net.img_process.cnn.stacks.{stack}", exactNorms))];
        _dense = DenseLayer.Normed(weights, "net.img_process.cnn.dense");
        _linear = DenseLayer.Normed(weights, "net.img_process.linear");
    }

    /// <summary>How many images to convolve at a time: about 16 MB of the widest layer, for a last-level cache of 32 MB.</summary>
    public static long SliceLength(int channels, int height, int width) => Math.Max(1, (16L << 20) / (4L * channels * height * width));

    /// <summary>Bytes of pixels as numbers from 0 to 1; every tensor made belongs to the caller's scope.</summary>
    public static Tensor Scale(Tensor frames, ScalarType type) => NormedConvolution.Cast(frames.to_type(ScalarType.Float32).DivideBy(255), type);

    /// <summary>Maps channels-last <c>[images, inputs, height, width]</c> to <c>[images, channels * height / 8 * width / 8]</c>, in C, H, W order.</summary>
    public Tensor Convolve(Tensor images, ScalarType type)
    {
        using var scope = NewDisposeScope();

        foreach (var stack in _stacks)
        {
            images = stack.Forward(images, type);
        }

        return images.flatten(1).MoveToOuterDisposeScope();
    }

    /// <summary>What the first stack alone makes of images, for comparison with other implementations.</summary>
    internal Tensor FirstStack(Tensor images, ScalarType type) => _stacks[0].Forward(images, type);

    /// <summary>Maps <see cref="Convolve"/>'s output to <c>[images, hidden] float32</c>.</summary>
    public Tensor Project(Tensor features, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var dense = _dense.Forward(features, type).relu_();

        return _linear.Forward(dense, type).relu_().MoveToOuterDisposeScope();
    }

    private sealed class Stack
    {
        private readonly NormedConvolution _first;
        private readonly bool _exactNorms;
        private readonly Tensor _normWeight;
        private readonly Tensor _normBias;
        private readonly (NormedConvolution First, NormedConvolution Second)[] _blocks;

        public Stack(IReadOnlyDictionary<string, Tensor> weights, string name, bool exactNorms)
        {
            _exactNorms = exactNorms;
            _first = Convolution(weights, $"{name}.firstconv");
            _normWeight = weights[$"{name}.n.weight"];
            _normBias = weights[$"{name}.n.bias"];
            _blocks =
            [
                (Convolution(weights, $"{name}.blocks.0.conv0"), Convolution(weights, $"{name}.blocks.0.conv1")),
                (Convolution(weights, $"{name}.blocks.1.conv0"), Convolution(weights, $"{name}.blocks.1.conv1")),
            ];
        }

        public Tensor Forward(Tensor images, ScalarType type)
        {
            using var scope = NewDisposeScope();
            var first = _first.Forward(images, type);
            var pooled = functional.max_pool2d(first, Pool, Stride, Padding, Dilation);
            var x = NormedConvolution.Normalize(pooled, _normWeight, _normBias, type, _exactNorms);

            foreach (var (conv0, conv1) in _blocks)
            {
                var residual = conv1.Forward(conv0.Forward(x, type), type);
                x = is_grad_enabled() ? x + residual : x.add_(residual);
            }

            return x.MoveToOuterDisposeScope();
        }

        private NormedConvolution Convolution(IReadOnlyDictionary<string, Tensor> weights, string name)
        {
            return new NormedConvolution(
                weights.GetValueOrDefault($"{name}.norm.weight"),
                weights.GetValueOrDefault($"{name}.norm.bias"),
                weights[$"{name}.layer.weight"],
                weights.GetValueOrDefault($"{name}.layer.bias"),
                _exactNorms);
        }
    }
}
