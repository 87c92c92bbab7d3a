using System.Runtime.CompilerServices;

namespace Rl.Models.Kernels;

/// <summary>
/// A linear layer's product with weights that are packed once. A library packs them anew for every call, which for the few rows of acting takes longer than the
/// product itself.
/// </summary>
internal static unsafe class DenseKernel
{
    private const int Rows = 4;
    private const int SumLength = 512;

    /// <summary>Rewrites weights in blocks of as many outputs as two vectors hold: their biases, then for every input its weights.</summary>
    /// <param name="weight"><c>[outputs, inputs]</c>.</param>
    /// <param name="bias"><c>[outputs]</c>; empty is none.</param>
    /// <param name="inputs">Inputs.</param>
    public static float[] Pack<T>(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, int inputs)
        where T : unmanaged, ILanes<T>
    {
        var outputs = weight.Length / inputs;
        var packed = new float[Blocks<T>(outputs) * Block<T>() * (inputs + 1)];
        var to = packed.AsSpan();

        for (var block = 0; block < outputs; block += Block<T>())
        {
            var count = Math.Min(Block<T>(), outputs - block);

            if (!bias.IsEmpty)
            {
                bias.Slice(block, count).CopyTo(to);
            }

            to = to[Block<T>()..];

            for (var input = 0; input < inputs; input++)
            {
                for (var output = 0; output < count; output++)
                {
                    to[output] = weight[((block + output) * inputs) + input];
                }

                to = to[Block<T>()..];
            }
        }

        return packed;
    }

    /// <summary>One of equal parts of the outputs, for all rows.</summary>
    /// <param name="packed">From <see cref="Pack"/>.</param>
    /// <param name="outputs">Outputs of the whole layer.</param>
    /// <param name="inputs">Inputs.</param>
    /// <param name="part">Which part.</param>
    /// <param name="parts">How many there are.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="input"><c>[rows, inputs]</c>.</param>
    /// <param name="output"><c>[rows, outputs]</c>.</param>
    public static void Multiply<T>(float* packed, int outputs, int inputs, int part, int parts, int rows, float* input, float* output)
        where T : unmanaged, ILanes<T>
    {
        var sums = stackalloc float[Rows * Block<T>()];
        var end = Blocks<T>(outputs) * (part + 1) / parts;

        for (var block = Blocks<T>(outputs) * part / parts; block < end; block++)
        {
            var bias = packed + ((nint)block * Block<T>() * (inputs + 1));
            var width = Math.Min(Block<T>(), outputs - (block * Block<T>()));

            for (var row = 0; row < rows; row += Rows)
            {
                // A short last group does its last row again.
                nint last = Math.Min(rows - row, Rows) - 1;
                var from = input + ((nint)row * inputs);
                var to = output + ((nint)row * outputs) + (block * Block<T>());
                var (row1, row2, row3) = (Math.Min(1, last) * inputs, Math.Min(2, last) * inputs, last * inputs);

                for (var i = 0; i < Rows; i++)
                {
                    new ReadOnlySpan<float>(bias, Block<T>()).CopyTo(new Span<float>(sums + (i * Block<T>()), Block<T>()));
                }

                // Sums of sums: one running sum over thousands of inputs would lose digits.
                for (var first = 0; first < inputs; first += SumLength)
                {
                    Add<T>(bias + ((nint)(first + 1) * Block<T>()), Math.Min(SumLength, inputs - first), from + first, row1, row2, row3, sums);
                }

                for (var i = 0; i <= last; i++)
                {
                    new ReadOnlySpan<float>(sums + (i * Block<T>()), width).CopyTo(new Span<float>(to + ((nint)i * outputs), width));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<T>(float* weight, int count, float* row0, nint row1, nint row2, nint row3, float* sums)
        where T : unmanaged, ILanes<T>
    {
        T s00 = T.Zero, s01 = T.Zero, s10 = T.Zero, s11 = T.Zero, s20 = T.Zero, s21 = T.Zero, s30 = T.Zero, s31 = T.Zero;

        for (var input = 0; input < count; input++)
        {
            var (low, high) = (T.Load(weight), T.Load(weight + T.Count));
            var number = T.Broadcast(row0[0]);
            s00 = T.MultiplyAdd(low, number, s00);
            s01 = T.MultiplyAdd(high, number, s01);
            number = T.Broadcast(row0[row1]);
            s10 = T.MultiplyAdd(low, number, s10);
            s11 = T.MultiplyAdd(high, number, s11);
            number = T.Broadcast(row0[row2]);
            s20 = T.MultiplyAdd(low, number, s20);
            s21 = T.MultiplyAdd(high, number, s21);
            number = T.Broadcast(row0[row3]);
            s30 = T.MultiplyAdd(low, number, s30);
            s31 = T.MultiplyAdd(high, number, s31);
            weight += 2 * T.Count;
            row0++;
        }

        AddTwo(s00, s01, sums);
        AddTwo(s10, s11, sums + (2 * T.Count));
        AddTwo(s20, s21, sums + (4 * T.Count));
        AddTwo(s30, s31, sums + (6 * T.Count));

        static void AddTwo(T low, T high, float* to)
        {
            T.Store(T.Add(low, T.Load(to)), to);
            T.Store(T.Add(high, T.Load(to + T.Count)), to + T.Count);
        }
    }

    private static int Block<T>()
        where T : unmanaged, ILanes<T> => 2 * T.Count;

    private static int Blocks<T>(int outputs)
        where T : unmanaged, ILanes<T> => (outputs + Block<T>() - 1) / Block<T>();
}
