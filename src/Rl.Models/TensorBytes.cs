using static TorchSharp.torch;

namespace Rl.Models;

/// <summary>Copies between CPU tensors and plain bytes, in C order.</summary>
public static class TensorBytes
{
    /// <summary>Copies a tensor's elements into <paramref name="destination"/>, which has exactly their size.</summary>
    public static void CopyTo(Tensor tensor, Span<byte> destination)
    {
        using var scope = NewDisposeScope();
        var contiguous = tensor.detach().cpu().contiguous();
        var source = Bytes(contiguous);

        if (source.Length != destination.Length)
        {
            throw new ArgumentException($"The tensor has {source.Length} bytes, the destination {destination.Length}.", nameof(destination));
        }

        source.CopyTo(destination);
    }

    /// <summary>A new CPU tensor with a copy of the bytes; the caller owns it.</summary>
    public static Tensor ToTensor(ReadOnlySpan<byte> bytes, ReadOnlySpan<long> shape, ScalarType type)
    {
        var tensor = empty(shape, type);

        if (Size(tensor) != bytes.Length)
        {
            var size = Size(tensor);
            tensor.Dispose();
            throw new ArgumentException($"A {type} tensor of that shape has {size} bytes, given are {bytes.Length}.", nameof(bytes));
        }

        bytes.CopyTo(Bytes(tensor));

        return tensor;
    }

    /// <summary>The storage of a contiguous CPU tensor. It is valid while the tensor lives.</summary>
    internal static Span<byte> Bytes(Tensor tensor)
    {
        if (tensor.numel() == 0)
        {
            return [];
        }

        if (!tensor.is_contiguous() || tensor.device_type != TorchSharp.DeviceType.CPU)
        {
            throw new ArgumentException("Only a contiguous CPU tensor shows its bytes.", nameof(tensor));
        }

        return tensor.bytes;
    }

    private static long Size(Tensor tensor) => tensor.numel() * tensor.element_size();
}
