using static TorchSharp.torch;

namespace Rl.Models;

/// <summary>One entry of <see cref="PolicyLayout"/>.</summary>
/// <param name="Name">The reference's name.</param>
/// <param name="Shape">Its axes; empty for a scalar.</param>
/// <param name="Initial">The rule for its first value.</param>
/// <param name="Scale">The rule's number.</param>
public sealed record PolicyTensor(string Name, long[] Shape, InitialValue Initial, double Scale)
{
    /// <summary>False for the value normaliser's statistics.</summary>
    public bool Trainable { get; init; } = true;

    /// <summary>How many numbers it holds.</summary>
    public long Elements => Shape.Aggregate(1L, (product, axis) => product * axis);

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
                var rows = tensor.uniform_(-1, 1, generator).view(Shape[0], -1);
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
