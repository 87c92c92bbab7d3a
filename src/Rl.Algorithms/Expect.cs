using static TorchSharp.torch;

namespace Rl.Algorithms;

/// <summary>Checks of what comes in from outside the library; each failure says what was found and what was expected.</summary>
internal static class Expect
{
    public static void Length(int length, int expected, string name)
    {
        if (length != expected)
        {
            throw new ArgumentException($"'{name}' has {length} elements, expected {expected}.", name);
        }
    }

    /// <summary>Requires a dtype and a shape, in which −1 stands for any length.</summary>
    public static void Tensor(Tensor tensor, ScalarType type, long[] shape, string name)
    {
        if (tensor.dtype != type)
        {
            throw new ArgumentException($"'{name}' is {tensor.dtype}, expected {type}.", name);
        }

        var matches = tensor.shape.Length == shape.Length && tensor.shape.Zip(shape).All(pair => pair.Second < 0 || pair.First == pair.Second);
        if (!matches)
        {
            throw new ArgumentException($"'{name}' is [{string.Join(", ", tensor.shape)}], expected [{string.Join(", ", shape)}].", name);
        }
    }
}
