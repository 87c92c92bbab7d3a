using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rl.Models;

/// <summary>One entry of a model's layout, <see cref="PolicyLayout"/> or <see cref="InverseDynamicsLayout"/>.</summary>
/// <param name="Name">The reference's name.</param>
/// <param name="Shape">Its axes; empty for a scalar.</param>
/// <param name="Initial">The rule for its first value.</param>
/// <param name="Scale">The rule's number.</param>
public sealed record LayoutTensor(string Name, long[] Shape, InitialValue Initial, double Scale)
{
    /// <summary>False for the value normaliser's statistics.</summary>
    public bool Trainable { get; init; } = true;

    /// <summary>How many numbers it holds.</summary>
    public long Elements => Shape.Aggregate(1L, (product, axis) => product * axis);

    /// <summary>
    /// Makes every tensor of a layout, those that learn as parameters; equal seeds give equal values on every device. The caller owns them.
    /// </summary>
    internal static List<(string Name, Tensor Tensor)> CreateAll(IReadOnlyList<LayoutTensor> layout, long seed, Device? device = null)
    {
        using var generator = new Generator((ulong)seed);
        var tensors = new List<(string Name, Tensor Tensor)>(layout.Count);

        foreach (var entry in layout)
        {
            var tensor = Place(entry.Create(generator), device);

            if (entry.Trainable)
            {
                tensor = new Parameter(tensor);
                tensor.DetachFromDisposeScope();
            }

            tensors.Add((entry.Name, tensor));
        }

        return tensors;
    }

    private static Tensor Place(Tensor tensor, Device? device)
    {
        if (device is null || device.type == tensor.device_type)
        {
            return tensor;
        }

        using (tensor)
        {
            return tensor.to(device).DetachFromDisposeScope();
        }
    }

    /// <summary>A new float32 tensor with its first value; convolution weights lie channels-last. The caller owns it.</summary>
    internal Tensor Create(Generator generator)
    {
        using var scope = NewDisposeScope();
        var tensor = empty(Shape, ScalarType.Float32);

        switch (Initial)
        {
            case InitialValue.Constant:
                tensor.FillWith(Scale);
                break;
            case InitialValue.Uniform:
                tensor.uniform_(-Scale, Scale, generator);
                break;
            case InitialValue.Normal:
                tensor.normal_(0, Scale, generator);
                break;
            case InitialValue.Motion:
                FillWithMotion(tensor, generator);
                break;
            default:
                var rows = tensor.uniform_(-1, 1, generator).view(Shape[0], Elements / Shape[0]);
                rows.mul_(Scale / rows.square().sum(1, keepdim: true).sqrt());
                break;
        }

        if (Shape.Length == 4)
        {
            tensor = tensor.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        }

        return tensor.DetachFromDisposeScope();
    }

    /// <summary>Eight rows in turn: this frame, the next one; and the three differences of neighbours that are next in time, each with both signs.</summary>
    /// <remarks>
    /// Random rows mix five frames into near-copies of each other, or into nothing where they sum to less than 0, and a small network takes five times
    /// the updates to tell left from right.
    /// </remarks>
    private void FillWithMotion(Tensor weight, Generator generator)
    {
        const int Now = InverseDynamicsConfig.TemporalReach;
        (int Plus, int Minus)[] differences = [(Now + 1, Now), (Now, Now + 1), (Now, Now - 1), (Now - 1, Now), (Now + 2, Now + 1), (Now + 1, Now + 2)];
        var kinds = 2 + differences.Length;
        var colors = empty(Shape[0], 3).uniform_(-1, 1, generator);
        colors.narrow(0, 0, Math.Min(kinds, Shape[0])).FillWith(1);
        colors.div_(colors.norm(1, keepdim: true));
        weight.zero_();
        for (var row = 0; row < Shape[0]; row++)
        {
            var taps = weight[row].view(3, InverseDynamicsConfig.TemporalKernel);
            var kind = row % kinds;
            if (kind < 2)
            {
                // Frames are nowhere negative, and a colour that were would be cut off.
                taps.select(1, Now + kind).copy_(colors[row].abs());
                continue;
            }

            var (plus, minus) = differences[kind - 2];
            taps.select(1, plus).add_(colors[row] * Scale);
            taps.select(1, minus).sub_(colors[row] * Scale);
        }
    }
}
