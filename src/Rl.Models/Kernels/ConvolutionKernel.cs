using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Rl.Models.Kernels;

/// <summary>3×3 convolutions of one image for few channels, where a library's kernels are far below what the processor can do.</summary>
/* ConvolutionKernel must
 * - keep 16 sums in registers, four outputs by four groups of pixels: then each number that is loaded is used four times
 * - never ask where the image ends: inputs have a border of zeros
 * - be compiled for speed at the first call: one call runs long enough to stay in the runtime's slow first version for seconds
 */
internal static unsafe class ConvolutionKernel
{
    /// <summary>Outputs that are summed together; their number is a multiple of it.</summary>
    public const int Block = 4;

    /// <summary>Taps of a kernel.</summary>
    public const int Taps = 9;

    /// <summary>Convolves, adds the bias if there is one, and cuts off below 0 if asked.</summary>
    /// <param name="input">Inputs with a border.</param>
    /// <param name="from">Where they lie.</param>
    /// <param name="packed"><c>[outputs / 4, inputs, 9, 4]</c>.</param>
    /// <param name="bias">One number an output, or null.</param>
    /// <param name="output">Outputs, of the same height and width, with or without a border.</param>
    /// <param name="to">Where they go.</param>
    /// <param name="rectify">Whether to cut off below 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Convolve<T>(Planes input, float* from, float* packed, float* bias, Planes output, float* to, bool rectify)
        where T : unmanaged, ILanes<T>
    {
        var vectors = input.Height * (input.Width / T.Count);
        from += input.Start - input.Row - 1; // The upper left tap of the first pixel.
        to += output.Start;
        var floor = T.Broadcast(rectify ? 0 : float.NegativeInfinity);

        var place = new Place<T>(from, to, input, output);

        for (var vector = 0; vector < vectors; vector += 4)
        {
            // A short last group does its last vector again.
            place.Read(out var from0, out var to0);
            place.Advance(vector + 1 < vectors);
            place.Read(out var from1, out var to1);
            place.Advance(vector + 2 < vectors);
            place.Read(out var from2, out var to2);
            place.Advance(vector + 3 < vectors);
            place.Read(out var from3, out var to3);
            place.Advance(vector + 4 < vectors);
            var weight = packed;

            for (var block = 0; block < output.Channels; block += Block)
            {
                var b0 = T.Broadcast(bias == null ? 0 : bias[block]);
                var b1 = T.Broadcast(bias == null ? 0 : bias[block + 1]);
                var b2 = T.Broadcast(bias == null ? 0 : bias[block + 2]);
                var b3 = T.Broadcast(bias == null ? 0 : bias[block + 3]);
                T s00 = b0, s01 = b0, s02 = b0, s03 = b0;
                T s10 = b1, s11 = b1, s12 = b1, s13 = b1;
                T s20 = b2, s21 = b2, s22 = b2, s23 = b2;
                T s30 = b3, s31 = b3, s32 = b3, s33 = b3;
                nint at = 0;

                for (var channel = 0; channel < input.Channels; channel++)
                {
                    var row = at;

                    for (var y = 0; y < 3; y++)
                    {
                        for (var x = 0; x < 3; x++)
                        {
                            var p0 = T.Load(from0 + row + x);
                            var p1 = T.Load(from1 + row + x);
                            var p2 = T.Load(from2 + row + x);
                            var p3 = T.Load(from3 + row + x);
                            var w = T.Broadcast(weight[0]);
                            s00 = T.MultiplyAdd(p0, w, s00);
                            s01 = T.MultiplyAdd(p1, w, s01);
                            s02 = T.MultiplyAdd(p2, w, s02);
                            s03 = T.MultiplyAdd(p3, w, s03);
                            w = T.Broadcast(weight[1]);
                            s10 = T.MultiplyAdd(p0, w, s10);
                            s11 = T.MultiplyAdd(p1, w, s11);
                            s12 = T.MultiplyAdd(p2, w, s12);
                            s13 = T.MultiplyAdd(p3, w, s13);
                            w = T.Broadcast(weight[2]);
                            s20 = T.MultiplyAdd(p0, w, s20);
                            s21 = T.MultiplyAdd(p1, w, s21);
                            s22 = T.MultiplyAdd(p2, w, s22);
                            s23 = T.MultiplyAdd(p3, w, s23);
                            w = T.Broadcast(weight[3]);
                            s30 = T.MultiplyAdd(p0, w, s30);
                            s31 = T.MultiplyAdd(p1, w, s31);
                            s32 = T.MultiplyAdd(p2, w, s32);
                            s33 = T.MultiplyAdd(p3, w, s33);
                            weight += Block;
                        }

                        row += input.Row;
                    }

                    at += input.Plane;
                }

                nint plane = (nint)block * output.Plane;
                StoreFour(s00, s01, s02, s03, floor, to0 + plane, to1 + plane, to2 + plane, to3 + plane);
                plane += output.Plane;
                StoreFour(s10, s11, s12, s13, floor, to0 + plane, to1 + plane, to2 + plane, to3 + plane);
                plane += output.Plane;
                StoreFour(s20, s21, s22, s23, floor, to0 + plane, to1 + plane, to2 + plane, to3 + plane);
                plane += output.Plane;
                StoreFour(s30, s31, s32, s33, floor, to0 + plane, to1 + plane, to2 + plane, to3 + plane);
            }
        }
    }

    /// <summary>Adds one image's share to the gradient of the weights.</summary>
    /// <param name="input">What was convolved, with a border.</param>
    /// <param name="from">Where it lies.</param>
    /// <param name="output">The gradient of what came out, with a border.</param>
    /// <param name="gradient">Where that lies.</param>
    /// <param name="packed"><c>[outputs / 4, inputs, 9, 4]</c>, added to.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddWeightGradient<T>(Planes input, float* from, Planes output, float* gradient, float* packed)
        where T : unmanaged, ILanes<T>
    {
        from += input.Start - input.Row - 1;
        gradient += output.Start;
        nint plane = output.Plane;

        for (var block = 0; block < output.Channels; block += Block)
        {
            var outputs = gradient + (block * plane);

            for (var channel = 0; channel < input.Channels; channel++)
            {
                for (var y = 0; y < 3; y++)
                {
                    T s00 = T.Zero, s01 = T.Zero, s02 = T.Zero;
                    T s10 = T.Zero, s11 = T.Zero, s12 = T.Zero;
                    T s20 = T.Zero, s21 = T.Zero, s22 = T.Zero;
                    T s30 = T.Zero, s31 = T.Zero, s32 = T.Zero;
                    var inputRow = from + ((nint)channel * input.Plane) + ((nint)y * input.Row);
                    var outputRow = outputs;

                    for (var row = 0; row < input.Height; row++)
                    {
                        for (nint x = 0; x < input.Width; x += T.Count)
                        {
                            var p0 = T.Load(inputRow + x);
                            var p1 = T.Load(inputRow + x + 1);
                            var p2 = T.Load(inputRow + x + 2);
                            var g = T.Load(outputRow + x);
                            s00 = T.MultiplyAdd(p0, g, s00);
                            s01 = T.MultiplyAdd(p1, g, s01);
                            s02 = T.MultiplyAdd(p2, g, s02);
                            g = T.Load(outputRow + x + plane);
                            s10 = T.MultiplyAdd(p0, g, s10);
                            s11 = T.MultiplyAdd(p1, g, s11);
                            s12 = T.MultiplyAdd(p2, g, s12);
                            g = T.Load(outputRow + x + (2 * plane));
                            s20 = T.MultiplyAdd(p0, g, s20);
                            s21 = T.MultiplyAdd(p1, g, s21);
                            s22 = T.MultiplyAdd(p2, g, s22);
                            g = T.Load(outputRow + x + (3 * plane));
                            s30 = T.MultiplyAdd(p0, g, s30);
                            s31 = T.MultiplyAdd(p1, g, s31);
                            s32 = T.MultiplyAdd(p2, g, s32);
                        }

                        inputRow += input.Row;
                        outputRow += output.Row;
                    }

                    AddFour(s00, s10, s20, s30, packed);
                    AddFour(s01, s11, s21, s31, packed + Block);
                    AddFour(s02, s12, s22, s32, packed + (2 * Block));
                    packed += 3 * Block;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFour<T>(T s0, T s1, T s2, T s3, T floor, float* to0, float* to1, float* to2, float* to3)
        where T : unmanaged, ILanes<T>
    {
        T.Store(T.AtLeast(floor, s0), to0);
        T.Store(T.AtLeast(floor, s1), to1);
        T.Store(T.AtLeast(floor, s2), to2);
        T.Store(T.AtLeast(floor, s3), to3);
    }

    /// <summary>Adds the sums of four outputs to what lies there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddFour<T>(T s0, T s1, T s2, T s3, float* to)
        where T : unmanaged, ILanes<T>
    {
        var sums = Sse3.HorizontalAdd(Sse3.HorizontalAdd(T.Fold(s0), T.Fold(s1)), Sse3.HorizontalAdd(T.Fold(s2), T.Fold(s3)));
        (Vector128.Load(to) + sums).Store(to);
    }

    /// <summary>Goes through the pixels of input and output side by side, one vector at a time.</summary>
    private struct Place<T>(float* from, float* to, Planes input, Planes output)
        where T : unmanaged, ILanes<T>
    {
        private float* _from = from;
        private float* _to = to;
        private int _column;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Read(out float* inputAt, out float* outputAt)
        {
            inputAt = _from + _column;
            outputAt = _to + _column;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Advance(bool isThere)
        {
            if (!isThere)
            {
                return;
            }

            _column += T.Count;

            if (_column == input.Width)
            {
                _column = 0;
                _from += input.Row;
                _to += output.Row;
            }
        }
    }
}
