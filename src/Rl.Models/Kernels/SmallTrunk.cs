using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace Rl.Models.Kernels;

/// <summary>
/// The trunk's three stacks for few channels, in float32 on the CPU: an image at a time from pixels to features, so that all of it stays in a core's own
/// cache, and on the way back once more, so that nothing of it has to be kept in between (docs/decisions/0025-small-trunk.md).
/// </summary>
/* SmallTrunk must
 * - give what torch gives, but for rounding
 * - give the same for equal input and an equal number of threads: parts and the order of their sum are fixed
 */
internal sealed unsafe class SmallTrunk
{
    /// <summary>With more, torch comes near the processor's speed by itself.</summary>
    private const int MostChannels = 32;

    private static readonly float[] Scaled = [.. Enumerable.Range(0, 256).Select(value => value / 255f)];

    private readonly TrunkParameters _layout = new();
    private readonly StackKernel[] _stacks;
    private readonly Planes _image;
    private readonly bool _normsImage;
    private readonly Tensor[] _weights;
    private readonly ConcurrentBag<TrunkScratch> _scratch = [];
    private readonly WeightVersions _versions;
    private float[]? _packed;

    /// <param name="weights">In the order of the network's layout; they stay the caller's.</param>
    /// <param name="shape">One that <see cref="Suits"/>.</param>
    public SmallTrunk(IReadOnlyList<Tensor> weights, TrunkShape shape)
    {
        (_normsImage, _weights, _stacks) = (shape.NormsInput, [.. weights], new StackKernel[shape.Channels.Count]);
        var input = _image = Planes.Dense(shape.Inputs, shape.Height, shape.Width);

        for (var stack = 0; stack < _stacks.Length; stack++)
        {
            _stacks[stack] = new StackKernel(_layout, input, shape.Channels[stack], shape.NormsInput || stack > 0);
            input = _stacks[stack].Output;
        }

        _layout.Complete();
        _versions = new WeightVersions(_weights);

        if (_layout.Tensors.Count != _weights.Length || _layout.Tensors.Zip(_weights).Any(pair => pair.First.Length != pair.Second.numel()))
        {
            throw new ArgumentException("The weights are not those of such a trunk.", nameof(weights));
        }
    }

    /// <summary>Features of an image, in C, H, W order.</summary>
    public int Features => _stacks[^1].Output.Size;

    /// <summary>Whether there are kernels for such a trunk on this processor.</summary>
    public static bool Suits(TrunkShape shape)
    {
        return Vector256.IsHardwareAccelerated
            && shape.Height % 16 == 0 && shape.Width % 64 == 0
            && (!shape.NormsInput || shape.Inputs % ConvolutionKernel.Block == 0)
            && shape.Channels.Append(shape.Inputs).Max() <= MostChannels
            && shape.Channels.All(count => count % ConvolutionKernel.Block == 0);
    }

    /// <summary>Features of images, with a gradient where one is wanted.</summary>
    /// <param name="images"><c>[images, height, width, channels] uint8</c>, or <c>[images, channels, height, width] float32</c> where the trunk norms its input;
    /// then without gradient.</param>
    /// <returns><c>[images, features] float32</c>, in the scope around the call.</returns>
    public Tensor Apply(Tensor images)
    {
        return is_grad_enabled() && _weights.Any(weight => weight.requires_grad)
            ? SmallTrunkFunction.apply([this, images, .. _weights])
            : Forward(images, Parameters());
    }

    /// <summary>The parameters as the kernels read them. They are not changed once made. Several threads may ask at once.</summary>
    public float[] Parameters()
    {
        lock (_versions)
        {
            if (_versions.AreCurrent() && _packed is { } known)
            {
                return known;
            }

            var parameters = new float[_layout.PackedLength];

            foreach (var ((start, length), weight) in _layout.Tensors.Zip(_weights))
            {
                TensorBytes.CopyTo(weight, MemoryMarshal.AsBytes(parameters.AsSpan(start, length)));
            }

            _layout.Pack(parameters);
            _packed = parameters;

            return parameters;
        }
    }

    /// <summary>Features of images, without gradient.</summary>
    /// <param name="images">As for <see cref="Apply"/>.</param>
    /// <param name="parameters">From <see cref="Parameters"/>.</param>
    public Tensor Forward(Tensor images, float[] parameters)
    {
        using var scope = NewDisposeScope();
        var source = Contiguous(images);
        var features = empty(source.shape[0], Features, ScalarType.Float32);
        var from = TensorBytes.Address(source);
        var to = (float*)TensorBytes.Address(features);

        InParts((int)source.shape[0], (_, start, end) => WithScratch(scratch =>
        {
            fixed (float* numbers = parameters)
            {
                for (var image = start; image < end; image++)
                {
                    Forward(numbers, from, image, scratch);
                    new ReadOnlySpan<float>(scratch.Stacks[^1].Out, Features).CopyTo(new Span<float>(to + ((nint)image * Features), Features));
                }
            }
        }));

        return features.MoveToOuterDisposeScope();
    }

    /// <summary>Gradients of the weights, each shaped as its weight.</summary>
    /// <param name="images">As for <see cref="Forward(Tensor, float[])"/>.</param>
    /// <param name="parameters">As they were there.</param>
    /// <param name="gradient"><c>[images, features] float32</c>.</param>
    public IReadOnlyList<Tensor> Backpropagate(Tensor images, float[] parameters, Tensor gradient)
    {
        using var scope = NewDisposeScope();
        var source = Contiguous(images);
        var ofFeatures = gradient.contiguous();
        var from = TensorBytes.Address(source);
        var given = (float*)TensorBytes.Address(ofFeatures);
        var parts = Parts((int)source.shape[0]);
        var sums = new float[parts][];

        InParts((int)source.shape[0], (part, start, end) => WithScratch(scratch =>
        {
            var sum = new float[_layout.Length];
            sums[part] = sum;

            fixed (float* numbers = parameters, gradients = sum)
            {
                for (var image = start; image < end; image++)
                {
                    Forward(numbers, from, image, scratch);
                    Backpropagate(numbers, given + ((nint)image * Features), gradients, scratch);
                }
            }
        }));

        for (var part = 1; part < parts; part++)
        {
            for (var i = 0; i < sums[0].Length; i++)
            {
                sums[0][i] += sums[part][i];
            }
        }

        _layout.Unpack(sums[0]);
        return [.. _weights.Zip(_layout.Tensors, (weight, place) =>
            TensorBytes.ToTensor(MemoryMarshal.AsBytes(sums[0].AsSpan(place.Start, place.Length)), weight.shape, ScalarType.Float32)
                .MoveToOuterDisposeScope())];
    }

    private void Forward(float* parameters, nint images, int image, TrunkScratch scratch)
    {
        var input = scratch.Image;

        if (_normsImage)
        {
            ToPlanes((float*)images + ((nint)image * _image.Size), input);
        }
        else
        {
            ToPlanes((byte*)images + ((nint)image * _image.Size), scratch.Stacks[0].In, _stacks[0].Input);
        }

        for (var stack = 0; stack < _stacks.Length; stack++)
        {
            _stacks[stack].Forward(parameters, input, scratch.Stacks[stack]);
            input = scratch.Stacks[stack].Out;
        }
    }

    private void Backpropagate(float* parameters, float* gradient, float* gradients, TrunkScratch scratch)
    {
        new ReadOnlySpan<float>(gradient, Features).CopyTo(new Span<float>(scratch.Gradient, Features));

        for (var stack = _stacks.Length - 1; stack >= 0; stack--)
        {
            var input = stack == 0 ? scratch.Image : scratch.Stacks[stack - 1].Out;
            _stacks[stack].Backpropagate(parameters, input, scratch.Stacks[stack], scratch.Gradient, gradients, scratch.InputGradient);
            scratch.SwapGradients();
        }
    }

    private static void ToPlanes(byte* pixels, float* planes, Planes to)
    {
        planes += to.Start;

        for (var y = 0; y < to.Height; y++)
        {
            for (var x = 0; x < to.Width; x++)
            {
                for (var channel = 0; channel < to.Channels; channel++)
                {
                    planes[((nint)channel * to.Plane) + x] = Scaled[*pixels++];
                }
            }

            planes += to.Row;
        }
    }

    private void ToPlanes(float* pixels, float* planes)
    {
        for (nint pixel = 0; pixel < _image.Plane; pixel++)
        {
            for (nint channel = 0; channel < _image.Channels; channel++)
            {
                planes[(channel * _image.Plane) + pixel] = *pixels++;
            }
        }
    }

    /// <summary>Images as they lie in memory: rows of pixels, each with its channels.</summary>
    private Tensor Contiguous(Tensor images)
    {
        var pixels = _normsImage ? images.permute(0, 2, 3, 1) : images;
        Expect.Shape(pixels, nameof(images), [-1, _image.Height, _image.Width, _image.Channels]);
        Expect.Type(pixels, nameof(images), _normsImage ? ScalarType.Float32 : ScalarType.Byte);

        return pixels.detach().contiguous();
    }

    private static int Parts(int images) => Math.Clamp(images, 1, TorchRuntime.Threads);

    private static void InParts(int images, Action<int, int, int> run)
    {
        var parts = Parts(images);
        int Start(int part) => (int)((long)images * part / parts);

        if (parts == 1)
        {
            run(0, 0, images);
        }
        else
        {
            Parallel.For(0, parts, part => run(part, Start(part), Start(part + 1)));
        }
    }

    private void WithScratch(Action<TrunkScratch> use)
    {
        var scratch = _scratch.TryTake(out var free) ? free : new TrunkScratch(_stacks, _image);
        use(scratch);
        _scratch.Add(scratch);
    }
}
