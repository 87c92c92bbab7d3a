using System.Runtime.CompilerServices;

namespace Rl.Models.Kernels;

/// <summary>The largest of 3×3 numbers at every other pixel of every other row, of one image whose numbers are nowhere below 0.</summary>
internal static unsafe class PoolKernel
{
    /// <summary>Writes the largest, and which of the nine it was; the first of equals, in reading order.</summary>
    /// <param name="input">With a border; 0 around it is never larger.</param>
    /// <param name="from">Where it lies.</param>
    /// <param name="largest"><c>[channels, height / 2, width / 2]</c>.</param>
    /// <param name="which">The same shape: 0 to 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pool<T>(Planes input, float* from, float* largest, float* which)
        where T : unmanaged, ILanes<T>
    {
        var half = input.Width / 2;

        for (var channel = 0; channel < input.Channels; channel++)
        {
            var upper = from + ((nint)channel * input.Plane) + input.Start - input.Row - 1;

            for (var y = 0; y < input.Height; y += 2)
            {
                var middle = upper + input.Row;
                var lower = middle + input.Row;

                for (nint x = 0; x < input.Width; x += 2 * T.Count)
                {
                    Largest<T>(upper + x, middle + x, lower + x, out var left, out var leftIndex);
                    nint next = x + T.Count;
                    Largest<T>(upper + next, middle + next, lower + next, out var right, out var rightIndex);
                    T.StoreEven(left, right, largest + (x / 2));
                    T.StoreEven(leftIndex, rightIndex, which + (x / 2));
                }

                largest += half;
                which += half;
                upper += 2 * input.Row;
            }
        }
    }

    /// <summary>Adds every gradient where its number came from, if that is above 0: the cut below 0 before the pool is undone with it.</summary>
    /// <param name="input">With a border.</param>
    /// <param name="largest">From <see cref="Pool{T}"/>.</param>
    /// <param name="which">From <see cref="Pool{T}"/>.</param>
    /// <param name="gradient">Of the largest.</param>
    /// <param name="inputGradient">With the input's border; all zeros before.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backpropagate(Planes input, float* largest, float* which, float* gradient, float* inputGradient)
    {
        var offsets = stackalloc nint[ConvolutionKernel.Taps];

        for (var tap = 0; tap < ConvolutionKernel.Taps; tap++)
        {
            offsets[tap] = ((tap / 3) * input.Row) + (tap % 3);
        }

        for (var channel = 0; channel < input.Channels; channel++)
        {
            var upper = inputGradient + ((nint)channel * input.Plane) + input.Start - input.Row - 1;

            for (var y = 0; y < input.Height; y += 2)
            {
                for (nint x = 0; x < input.Width; x += 2)
                {
                    // Without a branch: whether a number is above 0 cannot be foreseen.
                    upper[x + offsets[(int)*which]] += *largest > 0 ? *gradient : 0;
                    largest++;
                    which++;
                    gradient++;
                }

                upper += 2 * input.Row;
            }
        }
    }

    /// <summary>The largest of nine at every pixel, and which it is; three rows from the left neighbour of the first pixel on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Largest<T>(float* upper, float* middle, float* lower, out T best, out T index)
        where T : unmanaged, ILanes<T>
    {
        (best, index) = (T.Load(upper), T.Zero);
        Take(upper + 1, 1, ref best, ref index);
        Take(upper + 2, 2, ref best, ref index);
        Take(middle, 3, ref best, ref index);
        Take(middle + 1, 4, ref best, ref index);
        Take(middle + 2, 5, ref best, ref index);
        Take(lower, 6, ref best, ref index);
        Take(lower + 1, 7, ref best, ref index);
        Take(lower + 2, 8, ref best, ref index);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take<T>(float* from, int tap, ref T best, ref T index)
        where T : unmanaged, ILanes<T>
    {
        var number = T.Load(from);
        index = T.WhereGreater(number, best, T.Broadcast(tap), index);
        best = T.WhereGreater(number, best, number, best);
    }
}
