using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Rl.Env.Frames;

/// <summary>
/// Resizes RGB frames as OpenCV's 8-bit <c>INTER_LINEAR</c> does, to the bit: published VPT weights were trained on such frames, and other
/// interpolations cost them skill. Fixed point with 11-bit weights, no antialiasing, aspect ratio not kept. Not thread-safe: it owns row buffers.
/// </summary>
public sealed class FrameResizer
{
    private const int WeightOne = 2048;

    /// <summary>A pixel of three channels is read and written as four: rows have room for the fourth of the last.</summary>
    private const int Lanes = 4;

    private readonly Axis _x;
    private readonly Axis _y;
    private readonly int[] _upper;
    private readonly int[] _lower;
    private readonly int _inner; // Target columns that read no source pixel at the right border
    private readonly bool _halves;
    private int _upperRow;
    private int _lowerRow;

    /// <summary>Prepares weights for one pair of sizes.</summary>
    public FrameResizer(FrameSize source, FrameSize target)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(source.Height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(source.Width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(target.Height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(target.Width);
        Source = source;
        Target = target;
        _x = Axis.Create(source.Width, target.Width, clampsFraction: true);
        _y = Axis.Create(source.Height, target.Height, clampsFraction: false);
        _upper = new int[(target.Width * 3) + Lanes];
        _lower = new int[(target.Width * 3) + Lanes];
        _inner = _x.High.Count(cell => cell < source.Width - 1);
        _halves = source.Height == 2 * target.Height && source.Width == 2 * target.Width;
    }

    /// <summary>The size of frames that come in.</summary>
    public FrameSize Source { get; }

    /// <summary>The size of frames that go out.</summary>
    public FrameSize Target { get; }

    /// <summary>Resizes one frame.</summary>
    /// <param name="source"><c>[height, width, channel] uint8</c> of <see cref="Source"/>.</param>
    /// <param name="target"><c>[height, width, channel] uint8</c> of <see cref="Target"/>, written.</param>
    /// <exception cref="ArgumentException">A buffer has not the size of its frame.</exception>
    public void Resize(ReadOnlySpan<byte> source, Span<byte> target)
    {
        RequireSize(source.Length, Source, nameof(source));
        RequireSize(target.Length, Target, nameof(target));
        if (Source == Target)
        {
            source.CopyTo(target);
        }
        else if (_halves)
        {
            Halve(source, target);
        }
        else
        {
            Interpolate(source, target);
        }
    }

    private static void RequireSize(int length, FrameSize size, string name)
    {
        if (length != size.ByteCount)
        {
            throw new ArgumentException($"'{name}' has {length} bytes, expected {size.Height}x{size.Width}x3 = {size.ByteCount}.", name);
        }
    }

    // OpenCV silently takes the 2 × 2 mean when both axes halve exactly.
    private void Halve(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var stride = Source.Width * 3;
        for (var y = 0; y < Target.Height; y++)
        {
            var upper = source.Slice(2 * y * stride, stride);
            var lower = source.Slice(((2 * y) + 1) * stride, stride);
            var row = target.Slice(y * Target.Width * 3, Target.Width * 3);
            for (var x = 0; x < Target.Width; x++)
            {
                for (var c = 0; c < 3; c++)
                {
                    var left = (6 * x) + c;
                    row[(3 * x) + c] = (byte)((upper[left] + upper[left + 3] + lower[left] + lower[left + 3] + 2) >> 2);
                }
            }
        }
    }

    private void Interpolate(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var upper = _upper;
        var lower = _lower;
        (_upperRow, _lowerRow) = (-1, -1);
        for (var y = 0; y < Target.Height; y++)
        {
            var (first, second) = (_y.Low[y], _y.High[y]);
            if (first == _lowerRow)
            {
                (upper, lower) = (lower, upper);
                (_upperRow, _lowerRow) = (_lowerRow, -1);
            }

            if (first != _upperRow)
            {
                FillRow(source, first, upper);
                _upperRow = first;
            }

            if (second != _lowerRow)
            {
                FillRow(source, second, lower);
                _lowerRow = second;
            }

            Blend(upper, lower, _y.LowWeight[y], _y.HighWeight[y], target.Slice(y * Target.Width * 3, Target.Width * 3));
        }
    }

    private static void Blend(ReadOnlySpan<int> upper, ReadOnlySpan<int> lower, int b0, int b1, Span<byte> row)
    {
        var i = 0;
        for (; i + Vector256<byte>.Count <= row.Length; i += Vector256<byte>.Count)
        {
            var half = i + (2 * Vector256<int>.Count);
            var low = Vector256.Narrow(Blend(upper, lower, b0, b1, i), Blend(upper, lower, b0, b1, i + Vector256<int>.Count));
            var high = Vector256.Narrow(Blend(upper, lower, b0, b1, half), Blend(upper, lower, b0, b1, half + Vector256<int>.Count));
            Vector256.Narrow(low.AsUInt16(), high.AsUInt16()).CopyTo(row[i..]);
        }

        for (; i < row.Length; i++)
        {
            row[i] = (byte)((((b0 * upper[i]) >> 16) + ((b1 * lower[i]) >> 16) + 2) >> 2);
        }
    }

    private static Vector256<int> Blend(ReadOnlySpan<int> upper, ReadOnlySpan<int> lower, int b0, int b1, int i) =>
        (((Vector256.Create(upper[i..]) * b0) >> 16) + ((Vector256.Create(lower[i..]) * b1) >> 16) + Vector256.Create(2)) >> 2;

    // Sums of 19 bits lose their last four before rows are blended, as OpenCV's do.
    private void FillRow(ReadOnlySpan<byte> source, int y, int[] row)
    {
        var pixels = source.Slice(y * Source.Width * 3, Source.Width * 3);
        var x = 0;
        for (; x < _inner; x++)
        {
            (((Widen(pixels, _x.Low[x]) * _x.LowWeight[x]) + (Widen(pixels, _x.High[x]) * _x.HighWeight[x])) >> 4).CopyTo(row, 3 * x);
        }

        for (; x < Target.Width; x++)
        {
            for (var c = 0; c < 3; c++)
            {
                row[(3 * x) + c] = ((pixels[(3 * _x.Low[x]) + c] * _x.LowWeight[x]) + (pixels[(3 * _x.High[x]) + c] * _x.HighWeight[x])) >> 4;
            }
        }
    }

    /// <summary>A pixel's channels, and the next one's first.</summary>
    private static Vector128<int> Widen(ReadOnlySpan<byte> pixels, int x)
    {
        var bytes = Vector128.CreateScalar(MemoryMarshal.Read<uint>(pixels[(3 * x)..])).AsByte();
        return Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32();
    }

    private sealed record Axis(int[] Low, int[] High, int[] LowWeight, int[] HighWeight)
    {
        /// <summary>Source cells and weights of every target cell. OpenCV clamps the fraction at the borders in x, but only the rows in y.</summary>
        public static Axis Create(int source, int target, bool clampsFraction)
        {
            var axis = new Axis(new int[target], new int[target], new int[target], new int[target]);
            var scale = 1.0 / ((double)target / source);
            for (var i = 0; i < target; i++)
            {
                var fraction = (float)(((i + 0.5) * scale) - 0.5);
                var cell = (int)MathF.Floor(fraction);
                fraction -= cell;
                if (clampsFraction && (cell < 0 || cell >= source - 1))
                {
                    cell = cell < 0 ? 0 : source - 1;
                    fraction = 0;
                }

                axis.Low[i] = Math.Clamp(cell, 0, source - 1);
                axis.High[i] = Math.Clamp(cell + 1, 0, source - 1);
                axis.LowWeight[i] = (int)MathF.Round((1f - fraction) * WeightOne);
                axis.HighWeight[i] = (int)MathF.Round(fraction * WeightOne);
            }

            return axis;
        }
    }
}
