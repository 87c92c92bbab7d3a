using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace Rl.Models.Kernels;

/// <summary>A linear layer in float32 on the CPU where nothing is learned; its weights are packed anew when they were written to (docs/decisions/0027-dense.md).</summary>
/// <param name="weight"><c>[outputs, inputs]</c>; stays the caller's.</param>
/// <param name="bias"><c>[outputs]</c> or null; stays the caller's.</param>
internal sealed unsafe class PackedDense(Tensor weight, Tensor? bias)
{
    /// <summary>Products that are worth a thread: some tens of microseconds.</summary>
    private const long SmallestPart = 1 << 20;

    private readonly int _outputs = (int)weight.shape[0];
    private readonly int _inputs = (int)weight.shape[1];
    private readonly WeightVersions _versions = new(bias is null ? [weight] : [weight, bias]);
    private float[]? _packed;

    /// <summary>Whether there is a kernel for such a layer here, and whether it can tell when weights are written to.</summary>
    public static bool Suits(Tensor weight) => Vector256.IsHardwareAccelerated && Native.TensorVersion.IsKnown && weight.device_type == TorchSharp.DeviceType.CPU;

    /// <summary>Maps <c>[…, inputs]</c> to <c>[…, outputs]</c>, in the scope around the call. Several threads may ask at once.</summary>
    public Tensor Apply(Tensor input)
    {
        using var scope = NewDisposeScope();
        var rows = input.detach().contiguous();
        var count = (int)(rows.numel() / _inputs);
        var output = empty([.. input.shape[..^1], _outputs], ScalarType.Float32);
        var (from, to) = (TensorBytes.Address(rows), TensorBytes.Address(output));
        var packed = Packed();
        var parts = (int)Math.Clamp((long)count * _outputs * _inputs / SmallestPart, 1, TorchRuntime.Threads);

        if (parts == 1)
        {
            Run(0);
        }
        else
        {
            Parallel.For(0, parts, Run);
        }

        return output.MoveToOuterDisposeScope();

        void Run(int part)
        {
            fixed (float* weights = packed)
            {
                if (Vector512.IsHardwareAccelerated)
                {
                    DenseKernel.Multiply<Lanes16>(weights, _outputs, _inputs, part, parts, count, (float*)from, (float*)to);
                }
                else
                {
                    DenseKernel.Multiply<Lanes8>(weights, _outputs, _inputs, part, parts, count, (float*)from, (float*)to);
                }
            }
        }
    }

    private float[] Packed()
    {
        lock (_versions)
        {
            if (_versions.AreCurrent() && _packed is { } known)
            {
                return known;
            }

            using var scope = NewDisposeScope();
            var weights = Numbers(weight.detach().contiguous());
            var biases = bias is null ? [] : Numbers(bias.detach().contiguous());

            return _packed = Vector512.IsHardwareAccelerated
                ? DenseKernel.Pack<Lanes16>(weights, biases, _inputs)
                : DenseKernel.Pack<Lanes8>(weights, biases, _inputs);
        }
    }

    private static ReadOnlySpan<float> Numbers(Tensor tensor) => MemoryMarshal.Cast<byte, float>(TensorBytes.Bytes(tensor));
}
