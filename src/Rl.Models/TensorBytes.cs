using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
        // Checked before anything is allocated: the shape may come from a damaged file.
        long expected = SizeOf(type);

        foreach (var axis in shape)
        {
            expected = checked(expected * axis);
        }

        if (expected != bytes.Length)
        {
            throw new ArgumentException(
                $"A {type} tensor [{string.Join(", ", shape.ToArray())}] has {expected} bytes, given are {bytes.Length}.", nameof(bytes));
        }

        var tensor = empty(shape, type);
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

    /// <summary>Where the storage of a contiguous CPU tensor begins, while the tensor lives; 0 for an empty one, which has none.</summary>
    internal static unsafe nint Address(Tensor tensor) => (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(Bytes(tensor)));

    /// <summary>Bytes of one element.</summary>
    internal static long SizeOf(ScalarType type)
    {
        return type switch
        {
            ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
            ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Int16 => 2,
            ScalarType.Float32 or ScalarType.Int32 => 4,
            ScalarType.Float64 or ScalarType.Int64 => 8,
            _ => throw new ArgumentException($"No file of ours holds {type}.", nameof(type)),
        };
    }

    private static long Size(Tensor tensor) => tensor.numel() * tensor.element_size();
}
