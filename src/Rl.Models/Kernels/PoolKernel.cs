namespace Rl.Models.Kernels;

/// <summary>The largest of 3×3 numbers at every other pixel of every other row, of one image whose numbers are nowhere below 0.</summary>
internal static unsafe class PoolKernel
{
    /// <summary>Writes the largest, and which of the nine it was; the first of equals, in reading order.</summary>
    /// <param name="input">With a border; 0 around it is never larger.</param>
    /// <param name="from">Where it lies.</param>
    /// <param name="largest"><c>[channels, height / 2, width / 2]</c>.</param>
    /// <param name="which">The same shape: 0 to 8.</param>
    /// <param name="row">Room for two rows of the input.</param>
    public static void Pool<T>(Planes input, float* from, float* largest, float* which, float* row)
        where T : unmanaged, ILanes<T>
    {
        var rowOfWhich = row + input.Width;
        var half = input.Width / 2;

        for (var channel = 0; channel < input.Channels; channel++)
        {
            var upper = from + ((nint)channel * input.Plane) + input.Start - input.Row - 1;

            for (var y = 0; y < input.Height; y += 2)
            {
                for (nint x = 0; x < input.Width; x += T.Count)
                {
                    var best = T.Load(upper + x);
                    var index = T.Zero;

                    for (var tap = 1; tap < ConvolutionKernel.Taps; tap++)
                    {
                        var number = T.Load(upper + x + ((nint)(tap / 3) * input.Row) + (tap % 3));
                        index = T.WhereGreater(number, best, T.Broadcast(tap), index);
                        best = T.WhereGreater(number, best, number, best);
                    }

                    T.Store(best, row + x);
                    T.Store(index, rowOfWhich + x);
                }

                for (nint x = 0; x < half; x++)
                {
                    largest[x] = row[2 * x];
                    which[x] = rowOfWhich[2 * x];
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
}
