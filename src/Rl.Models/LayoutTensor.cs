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

    /// <summary>Makes every tensor of a layout, those that learn as parameters; equal seeds give equal values. The caller owns them.</summary>
    internal static List<(string Name, Tensor Tensor)> CreateAll(IReadOnlyList<LayoutTensor> layout, long seed)
    {
        using var generator = new Generator((ulong)seed);
        var tensors = new List<(string Name, Tensor Tensor)>(layout.Count);

        foreach (var entry in layout)
        {
            var tensor = entry.Create(generator);

            if (entry.Trainable)
            {
                tensor = new Parameter(tensor);
                tensor.DetachFromDisposeScope();
            }

            tensors.Add((entry.Name, tensor));
        }

        return tensors;
    }

    /// <summary>A new float32 tensor with its first value; convolution weights lie channels-last. The caller owns it.</summary>
    internal Tensor Create(Generator generator)
    {
        using var scope = NewDisposeScope();
        var tensor = empty(Shape, ScalarType.Float32);

        switch (Initial)
        {
            case InitialValue.Constant:
                tensor.fill_(Scale);
                break;
            case InitialValue.Uniform:
                tensor.uniform_(-Scale, Scale, generator);
                break;
            case InitialValue.Normal:
                tensor.normal_(0, Scale, generator);
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
}
