using Rl.Models.Kernels;
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

    private const string Stacks = "net.img_process.cnn.stacks";

    private readonly TrunkShape _shape;
    private readonly Stack[] _stacks;
    private readonly SmallTrunk? _small;
    private readonly DenseLayer _dense;
    private readonly DenseLayer _linear;

    /// <param name="weights">By the reference's names.</param>
    /// <param name="shape">What enters and how wide the stacks are.</param>
    /// <param name="exactNorms">How torch's norms sum; see <see cref="NormedConvolution.Normalize"/>.</param>
    public ImpalaTrunk(NetworkWeights weights, TrunkShape shape, bool exactNorms = false)
    {
        _shape = shape;
        _stacks = [.. Enumerable.Range(0, 3).Select(stack => new Stack(weights, $"{Stacks}.{stack}", exactNorms))];
        _small = SmallTrunk.Suits(shape) ? new SmallTrunk([.. StackWeights(shape.NormsInput).Select(name => weights[name])], shape) : null;
        _dense = DenseLayer.Normed(weights, "net.img_process.cnn.dense");
        _linear = DenseLayer.Normed(weights, "net.img_process.linear");
    }

    /// <summary>Bytes of pixels as numbers from 0 to 1; every tensor made belongs to the caller's scope.</summary>
    public static Tensor Scale(Tensor frames, ScalarType type) => NormedConvolution.Cast(frames.to_type(ScalarType.Float32).DivideBy(255), type);

    /// <summary>
    /// Maps <c>[images, height, width, 3] uint8</c> to what <see cref="Convolve"/> gives. With torch's kernels a few images at a time: what one layer writes
    /// is then still in the cache when the next reads it.
    /// </summary>
    public Tensor ConvolveFrames(Tensor frames, ScalarType type)
    {
        if (UsesSmall(frames, type))
        {
            return _small!.Apply(frames);
        }

        using var scope = NewDisposeScope();
        var parts = frames.split(_shape.SliceLength).Select(part => Convolve(Scale(part, type).permute(0, 3, 1, 2), type)).ToArray();

        return (parts.Length == 1 ? parts[0] : cat(parts, 0)).MoveToOuterDisposeScope();
    }

    /// <summary>Maps channels-last <c>[images, inputs, height, width]</c> to <c>[images, channels * height / 8 * width / 8]</c>, in C, H, W order.</summary>
    public Tensor Convolve(Tensor images, ScalarType type)
    {
        // With as many channels as the inverse dynamics model's convolution over time gives, torch is as quick where something is learned.
        if (_shape.NormsInput && !is_grad_enabled() && UsesSmall(images, type))
        {
            return _small!.Apply(images);
        }

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

    private bool UsesSmall(Tensor images, ScalarType type)
    {
        return _small is not null && type == ScalarType.Float32 && images.device_type == TorchSharp.DeviceType.CPU;
    }

    /// <summary>Names of the stacks' weights in the order of the network's layout.</summary>
    private static IEnumerable<string> StackWeights(bool normsInput)
    {
        string[] convolutions = ["blocks.0.conv0", "blocks.0.conv1", "blocks.1.conv0", "blocks.1.conv1"];
        string[] ofBlocks = [.. convolutions.SelectMany(name => new[] { $"{name}.norm.weight", $"{name}.norm.bias", $"{name}.layer.weight" })];

        for (var stack = 0; stack < 3; stack++)
        {
            string[] ofFirst = stack > 0 || normsInput
                ? ["firstconv.norm.weight", "firstconv.norm.bias", "firstconv.layer.weight"]
                : ["firstconv.layer.weight", "firstconv.layer.bias"];

            foreach (var name in ofFirst.Concat(["n.weight", "n.bias"]).Concat(ofBlocks))
            {
                yield return $"{Stacks}.{stack}.{name}";
            }
        }
    }

    private sealed class Stack
    {
        private readonly NetworkWeights _weights;
        private readonly NormedConvolution _first;
        private readonly bool _exactNorms;
        private readonly Tensor _normWeight;
        private readonly Tensor _normBias;
        private readonly (NormedConvolution First, NormedConvolution Second)[] _blocks;

        public Stack(NetworkWeights weights, string name, bool exactNorms)
        {
            _weights = weights;
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
            var x = NormedConvolution.Normalize(pooled, _weights.As(_normWeight, type), _weights.As(_normBias, type), _exactNorms);

            foreach (var (conv0, conv1) in _blocks)
            {
                var residual = conv1.Forward(conv0.Forward(x, type), type);
                x = is_grad_enabled() ? x + residual : x.add_(residual);
            }

            return x.MoveToOuterDisposeScope();
        }

        private NormedConvolution Convolution(NetworkWeights weights, string name)
        {
            return new NormedConvolution(
                weights,
                weights.Find($"{name}.norm.weight"),
                weights.Find($"{name}.norm.bias"),
                weights[$"{name}.layer.weight"],
                weights.Find($"{name}.layer.bias"),
                _exactNorms);
        }
    }
}
