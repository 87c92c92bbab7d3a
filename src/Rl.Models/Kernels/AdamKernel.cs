using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Rl.Models.Kernels;

/// <summary>One step of Adam in one pass over memory, where torch makes seven. Elements are independent, so that threads change no bit.</summary>
internal static unsafe class AdamKernel
{
    private const int Share = 1 << 15;

    /// <summary>Makes the steps of several tensors.</summary>
    public static void Run(IReadOnlyList<Work> tensors)
    {
        var shares = new List<Work>();

        foreach (var work in tensors)
        {
            for (nint start = 0; start < work.Count; start += Share)
            {
                shares.Add(work.Part(start, Math.Min(Share, work.Count - start)));
            }
        }

        var threads = Math.Min(TorchRuntime.Threads, shares.Count);

        if (threads <= 1)
        {
            shares.ForEach(Step);
            return;
        }

        Parallel.For(0, threads, thread =>
        {
            for (var i = thread; i < shares.Count; i += threads)
            {
                Step(shares[i]);
            }
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Step(Work work)
    {
        var p = (float*)work.Parameter;
        var g = (float*)work.Gradient;
        var m = (float*)work.Mean;
        var v = (float*)work.MeanSquare;
        var numbers = work.Numbers;
        nint i = 0;

        if (Vector256.IsHardwareAccelerated)
        {
            var decay = Vector256.Create(numbers.WeightDecay);
            var (beta1, rest1) = (Vector256.Create(numbers.Beta1), Vector256.Create(numbers.Rest1));
            var (beta2, rest2) = (Vector256.Create(numbers.Beta2), Vector256.Create(numbers.Rest2));
            var (epsilon, step) = (Vector256.Create(numbers.Epsilon), Vector256.Create(numbers.Step));

            for (; i + Vector256<float>.Count <= work.Count; i += Vector256<float>.Count)
            {
                var parameter = Vector256.Load(p + i);
                var gradient = Vector256.FusedMultiplyAdd(parameter, decay, Vector256.Load(g + i));
                var mean = Vector256.FusedMultiplyAdd(gradient, rest1, Vector256.Load(m + i) * beta1);
                var meanSquare = Vector256.FusedMultiplyAdd(gradient * gradient, rest2, Vector256.Load(v + i) * beta2);
                mean.Store(m + i);
                meanSquare.Store(v + i);
                (parameter + (step * mean / (Vector256.Sqrt(meanSquare) + epsilon))).Store(p + i);
            }
        }

        for (; i < work.Count; i++)
        {
            var gradient = MathF.FusedMultiplyAdd(p[i], numbers.WeightDecay, g[i]);
            m[i] = MathF.FusedMultiplyAdd(gradient, numbers.Rest1, m[i] * numbers.Beta1);
            v[i] = MathF.FusedMultiplyAdd(gradient * gradient, numbers.Rest2, v[i] * numbers.Beta2);
            p[i] += numbers.Step * m[i] / (MathF.Sqrt(v[i]) + numbers.Epsilon);
        }
    }

    /// <summary>What a step is made with.</summary>
    /// <param name="WeightDecay">L2 decay, in the gradient.</param>
    /// <param name="Beta1">Share of the old mean.</param>
    /// <param name="Rest1">1 − β₁, rounded once.</param>
    /// <param name="Beta2">Share of the old mean square.</param>
    /// <param name="Rest2">1 − β₂, rounded once.</param>
    /// <param name="Epsilon">Times the square root of the mean square's correction.</param>
    /// <param name="Step">Minus the learning rate, times both corrections.</param>
    public readonly record struct Numbers(float WeightDecay, float Beta1, float Rest1, float Beta2, float Rest2, float Epsilon, float Step);

    /// <summary>One tensor's addresses, or those of a part of it; all four are laid out alike.</summary>
    public readonly record struct Work(nint Parameter, nint Gradient, nint Mean, nint MeanSquare, nint Count, Numbers Numbers)
    {
        /// <summary>Some elements of it.</summary>
        public Work Part(nint start, nint count)
        {
            var bytes = start * sizeof(float);
            return new Work(Parameter + bytes, Gradient + bytes, Mean + bytes, MeanSquare + bytes, count, Numbers);
        }
    }
}
