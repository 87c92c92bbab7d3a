using Rl.Models;
using TorchSharp;

namespace Rl.Workers.Acting;

/// <summary>A policy's memory to the bit, where <see cref="PolicyMemory.ToBytes"/> would round it: mask, then each layer's keys and values.</summary>
internal static class ExactMemory
{
    public static byte[] Write(PolicyMemory memory)
    {
        using var stream = new MemoryStream();

        foreach (var tensor in Tensors(memory))
        {
            using var contiguous = tensor.contiguous();
            stream.Write(contiguous.bytes);
        }

        return stream.ToArray();
    }

    /// <summary>Overwrites a memory of the same sizes.</summary>
    /// <exception cref="InvalidDataException">The bytes are of another size.</exception>
    public static void Read(ReadOnlySpan<byte> bytes, PolicyMemory memory)
    {
        foreach (var tensor in Tensors(memory))
        {
            var target = tensor.bytes;

            if (bytes.Length < target.Length)
            {
                throw new InvalidDataException("A saved memory is shorter than the policy's. Was it saved under other settings?");
            }

            bytes[..target.Length].CopyTo(target);
            bytes = bytes[target.Length..];
        }

        if (!bytes.IsEmpty)
        {
            throw new InvalidDataException($"A saved memory is {bytes.Length} bytes longer than the policy's. Was it saved under other settings?");
        }
    }

    private static IEnumerable<torch.Tensor> Tensors(PolicyMemory memory) => [memory.Mask, .. memory.Keys, .. memory.Values];
}
