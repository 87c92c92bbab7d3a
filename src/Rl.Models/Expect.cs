using static TorchSharp.torch;

namespace Rl.Models;

/// <summary>Checks of tensors at the border; the message names the argument, what it is and what was expected.</summary>
public static class Expect
{
    /// <summary>Refuses a tensor of another shape; -1 allows any positive length.</summary>
    public static void Shape(Tensor tensor, string name, ReadOnlySpan<long> expected)
    {
        var shape = tensor.shape;
        var fits = shape.Length == expected.Length;

        for (var axis = 0; fits && axis < expected.Length; axis++)
        {
            fits = expected[axis] == -1 ? shape[axis] > 0 : shape[axis] == expected[axis];
        }

        if (!fits)
        {
            throw new ArgumentException($"'{name}' is [{string.Join(", ", shape)}], expected [{string.Join(", ", expected.ToArray())}].", name);
        }
    }

    /// <summary>Refuses a tensor of another element type.</summary>
    public static void Type(Tensor tensor, string name, ScalarType expected)
    {
        if (tensor.dtype != expected)
        {
            throw new ArgumentException($"'{name}' holds {tensor.dtype}, expected {expected}.", name);
        }
    }
}
