using System.Buffers.Binary;
using static TorchSharp.torch;

namespace Rl.Models;

/// <summary>The last frames' keys and values of every transformer block, oldest first. The holder disposes it; no dispose scope does.</summary>
public sealed class PolicyMemory : IDisposable
{
    private const int HeaderBytes = 3 * sizeof(int);

    internal PolicyMemory(Tensor mask, IReadOnlyList<Tensor> keys, IReadOnlyList<Tensor> values)
    {
        Mask = mask;
        Keys = keys;
        Values = values;
    }

    /// <summary><c>[batch, context] bool</c>; true where a remembered frame may be attended to.</summary>
    public Tensor Mask { get; }

    /// <summary>Per block <c>[batch, context, hidden] float32</c>, after the key projection.</summary>
    public IReadOnlyList<Tensor> Keys { get; }

    /// <summary>Per block <c>[batch, context, hidden] float32</c>, after the value projection.</summary>
    public IReadOnlyList<Tensor> Values { get; }

    /// <summary>How many environments it remembers.</summary>
    public long Batch => Mask.shape[0];

    /// <summary>The memory before the first frame: nothing may be attended to.</summary>
    public static PolicyMemory Empty(PolicyConfig config, long batch, Device? device = null)
    {
        return Owned(
            zeros(batch, config.Context, ScalarType.Bool, device),
            Repeat(config.Layers, () => zeros(batch, config.Context, config.HiddenSize, ScalarType.Float32, device)),
            Repeat(config.Layers, () => zeros(batch, config.Context, config.HiddenSize, ScalarType.Float32, device)));
    }

    /// <summary>One memory of all the given ones' environments, in order; they stay the caller's.</summary>
    public static PolicyMemory Concatenate(IReadOnlyList<PolicyMemory> memories)
    {
        ArgumentOutOfRangeException.ThrowIfZero(memories.Count);

        return Owned(
            cat([.. memories.Select(memory => memory.Mask)], 0),
            JoinLayers(memories, memory => memory.Keys),
            JoinLayers(memories, memory => memory.Values));
    }

    /// <summary>A copy of one environment's memory, batch 1.</summary>
    public PolicyMemory Slice(int index)
    {
        using var scope = NewDisposeScope();

        return Map(tensor => tensor.narrow(0, index, 1).clone());
    }

    /// <summary>A copy that shares nothing.</summary>
    public PolicyMemory Clone() => Map(tensor => tensor.clone());

    /// <summary>The same memory on a device; where it is there already, it shares its storage with this one.</summary>
    public PolicyMemory To(Device device)
    {
        using var scope = NewDisposeScope();

        return Map(tensor => tensor.device_type == device.type ? tensor.alias() : ModelDevice.Upload(tensor, device));
    }

    /// <summary>The same memory outside the autograd graph; it shares its storage with this one.</summary>
    public PolicyMemory Detach() => Map(tensor => tensor.detach());

    /// <summary>One environment's memory in bytes.</summary>
    /// <remarks>
    /// Little-endian: int32 layers, context, hidden; then context bytes of mask, 0 or 1; then for each layer the keys and the values,
    /// <c>[context, hidden] float16</c> each.
    /// </remarks>
    public byte[] ToBytes()
    {
        if (Batch != 1)
        {
            throw new InvalidOperationException($"Only a single environment's memory becomes bytes; this one holds {Batch}.");
        }

        using var scope = NewDisposeScope();
        var (context, hidden) = ((int)Mask.shape[1], (int)Keys[0].shape[2]);
        var bytes = new byte[SizeInBytes(Keys.Count, context, hidden)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Keys.Count);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), context);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), hidden);
        TensorBytes.CopyTo(Mask, bytes.AsSpan(HeaderBytes, context));
        var at = HeaderBytes + context;

        for (var layer = 0; layer < Keys.Count; layer++)
        {
            foreach (var tensor in new[] { Keys[layer], Values[layer] })
            {
                var half = tensor.to_type(ScalarType.Float16);
                TensorBytes.CopyTo(half, bytes.AsSpan(at, context * hidden * 2));
                at += context * hidden * 2;
            }
        }

        return bytes;
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a memory of <paramref name="config"/>'s shape.</exception>
    public static PolicyMemory FromBytes(PolicyConfig config, ReadOnlySpan<byte> bytes)
    {
        var expected = SizeInBytes(config.Layers, config.Context, config.HiddenSize);

        if (bytes.Length != expected
            || BinaryPrimitives.ReadInt32LittleEndian(bytes) != config.Layers
            || BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]) != config.Context
            || BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]) != config.HiddenSize)
        {
            throw new InvalidDataException(
                $"The memory has {bytes.Length} bytes, expected {expected} for {config.Layers} blocks of {config.Context} × {config.HiddenSize}. "
                + "Do both ends run the same model?");
        }

        using var scope = NewDisposeScope();
        var mask = TensorBytes.ToTensor(bytes.Slice(HeaderBytes, config.Context), [1, config.Context], ScalarType.Byte).to_type(ScalarType.Bool);
        var (keys, values) = (new Tensor[config.Layers], new Tensor[config.Layers]);
        var size = config.Context * config.HiddenSize * 2;
        var at = HeaderBytes + config.Context;
        long[] shape = [1, config.Context, config.HiddenSize];

        for (var layer = 0; layer < config.Layers; layer++)
        {
            keys[layer] = TensorBytes.ToTensor(bytes.Slice(at, size), shape, ScalarType.Float16).to_type(ScalarType.Float32);
            values[layer] = TensorBytes.ToTensor(bytes.Slice(at + size, size), shape, ScalarType.Float16).to_type(ScalarType.Float32);
            at += 2 * size;
        }

        return Owned(mask, keys, values);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in All)
        {
            tensor.Dispose();
        }
    }

    internal IEnumerable<Tensor> All => [Mask, .. Keys, .. Values];

    internal void DetachFromDisposeScope()
    {
        foreach (var tensor in All)
        {
            tensor.DetachFromDisposeScope();
        }
    }

    internal void MoveToOuterDisposeScope()
    {
        foreach (var tensor in All)
        {
            tensor.MoveToOuterDisposeScope();
        }
    }

    private static int SizeInBytes(int layers, int context, int hidden) => checked(HeaderBytes + context + (layers * 2 * context * hidden * 2));

    private static PolicyMemory Owned(Tensor mask, IReadOnlyList<Tensor> keys, IReadOnlyList<Tensor> values)
    {
        var memory = new PolicyMemory(mask, keys, values);
        memory.DetachFromDisposeScope();

        return memory;
    }

    private static Tensor[] Repeat(int count, Func<Tensor> make) => [.. Enumerable.Range(0, count).Select(_ => make())];

    private static Tensor[] JoinLayers(IReadOnlyList<PolicyMemory> memories, Func<PolicyMemory, IReadOnlyList<Tensor>> part)
    {
        return [.. Enumerable.Range(0, part(memories[0]).Count)
            .Select(layer => cat([.. memories.Select(memory => part(memory)[layer])], 0))];
    }

    private PolicyMemory Map(Func<Tensor, Tensor> change) => Owned(change(Mask), [.. Keys.Select(change)], [.. Values.Select(change)]);
}
