using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Rl.Env;

namespace Rl.Pretrain.Video;

/// <summary>
/// Makes RGB of planar frames whose colours have half the resolution (<c>yuv420p</c>, ITU-R BT.601, limited range), to the bit as swscale's plain
/// conversion does on x86: 16-bit fixed point, each chroma value for the four pixels of its square. OpenAI's loader decodes through the same code.
/// Doing it here halves what goes through the pipe, and gives these pixels on processors for which swscale has another conversion.
/// </summary>
internal static class YuvConverter
{
    // Factors of BT.601 in units of 2^-13: samples are in units of 1/8, and the upper 16 bits of products are kept.
    private const int Luma = 9539;           // 255/219
    private const int RedOfV = 13075;        // 1.5960
    private const int GreenOfU = -3209;      // -0.3918
    private const int GreenOfV = -6660;      // -0.8130
    private const int BlueOfU = 16525;       // 2.0172
    private const int Black = 16 * 8;
    private const int Neutral = 128 * 8;

    /// <summary>Pixels that are converted at once.</summary>
    private const int Step = 16;

    private static readonly Vector128<byte>[] Spread = SpreadIndices();

    /// <summary>True if frames of this size can be converted: chroma needs whole squares of four pixels.</summary>
    public static bool Fits(FrameSize size) => size.Width % 2 == 0 && size.Height % 2 == 0;

    /// <summary>Bytes of a planar frame: luma, then two planes of a quarter of its size.</summary>
    public static int ByteCount(FrameSize size) => size.Height * size.Width * 3 / 2;

    /// <summary>Converts one frame.</summary>
    /// <param name="planes">Luma <c>[height, width]</c>, U and V <c>[height/2, width/2]</c>, all <c>uint8</c>, one after the other.</param>
    /// <param name="size">Size of the frame; both sides are even.</param>
    /// <param name="rgb"><c>[height, width, channel] uint8</c>, written.</param>
    public static void ToRgb(ReadOnlySpan<byte> planes, FrameSize size, Span<byte> rgb)
    {
        var (width, half) = (size.Width, size.Width / 2);
        var u = planes.Slice(size.Height * width, size.Height / 2 * half);
        var v = planes.Slice((size.Height * width) + u.Length, u.Length);
        for (var y = 0; y < size.Height; y += 2)
        {
            ConvertTwoRows(
                planes.Slice(y * width, 2 * width), u.Slice(y / 2 * half, half), v.Slice(y / 2 * half, half), rgb.Slice(y * width * 3, 2 * width * 3));
        }
    }

    private static void ConvertTwoRows(ReadOnlySpan<byte> luma, ReadOnlySpan<byte> u, ReadOnlySpan<byte> v, Span<byte> rgb)
    {
        var width = luma.Length / 2;
        var x = 0;
        for (; x + Step <= width; x += Step)
        {
            var us = WidenEight(u, x / 2) - Vector256.Create(Neutral);
            var vs = WidenEight(v, x / 2) - Vector256.Create(Neutral);
            var red = Twice((vs * RedOfV) >> 16);
            var green = Twice(((us * GreenOfU) >> 16) + ((vs * GreenOfV) >> 16));
            var blue = Twice((us * BlueOfU) >> 16);
            Add(luma[x..], red, green, blue, rgb[(3 * x)..]);
            Add(luma[(width + x)..], red, green, blue, rgb[(3 * (width + x))..]);
        }

        for (; x < width; x++)
        {
            ConvertPixel(luma[x], u[x / 2], v[x / 2], rgb.Slice(3 * x, 3));
            ConvertPixel(luma[width + x], u[x / 2], v[x / 2], rgb.Slice(3 * (width + x), 3));
        }
    }

    private static void ConvertPixel(int luma, int u, int v, Span<byte> rgb)
    {
        var grey = (((luma * 8) - Black) * Luma) >> 16;
        var (us, vs) = ((u * 8) - Neutral, (v * 8) - Neutral);
        rgb[0] = (byte)Math.Clamp(grey + ((vs * RedOfV) >> 16), 0, 255);
        rgb[1] = (byte)Math.Clamp(grey + ((us * GreenOfU) >> 16) + ((vs * GreenOfV) >> 16), 0, 255);
        rgb[2] = (byte)Math.Clamp(grey + ((us * BlueOfU) >> 16), 0, 255);
    }

    /// <summary>Sixteen pixels of a row: grey and colour added, clamped and written in turns.</summary>
    private static void Add(ReadOnlySpan<byte> luma, Vector256<short> red, Vector256<short> green, Vector256<short> blue, Span<byte> rgb)
    {
        var low = ((WidenEight(luma, 0) - Vector256.Create(Black)) * Luma) >> 16;
        var high = ((WidenEight(luma, 8) - Vector256.Create(Black)) * Luma) >> 16;
        var grey = Vector256.Narrow(low, high);
        var (r, g, b) = (Bytes(grey + red), Bytes(grey + green), Bytes(grey + blue));
        for (var part = 0; part < 3; part++)
        {
            var pixels = Vector128.ShuffleNative(r, Spread[3 * part]) | Vector128.ShuffleNative(g, Spread[(3 * part) + 1]) | Vector128.ShuffleNative(b, Spread[(3 * part) + 2]);
            pixels.CopyTo(rgb[(part * Step)..]);
        }
    }

    /// <summary>Eight samples, times 8.</summary>
    private static Vector256<int> WidenEight(ReadOnlySpan<byte> samples, int start)
    {
        var shorts = Vector128.WidenLower(Vector128.CreateScalar(MemoryMarshal.Read<ulong>(samples[start..])).AsByte());
        return Vector256.Create(Vector128.WidenLower(shorts), Vector128.WidenUpper(shorts)).AsInt32() << 3;
    }

    /// <summary>Each of eight small numbers for two pixels.</summary>
    private static Vector256<short> Twice(Vector256<int> values) => ((values & Vector256.Create(0xFFFF)) | (values << 16)).AsInt16();

    private static Vector128<byte> Bytes(Vector256<short> values)
    {
        var clamped = Vector256.Min(Vector256.Max(values, Vector256<short>.Zero), Vector256.Create((short)255)).AsUInt16();
        return Vector128.Narrow(clamped.GetLower(), clamped.GetUpper());
    }

    /// <summary>Where the bytes of three channels stand in 48 bytes of pixels: for each third and channel, whose byte goes where; 255, for none, gives 0 on
    /// every processor, and a shuffle that need not check costs a third less.</summary>
    private static Vector128<byte>[] SpreadIndices()
    {
        var indices = new Vector128<byte>[9];
        Span<byte> lanes = stackalloc byte[Step];
        for (var i = 0; i < indices.Length; i++)
        {
            for (var lane = 0; lane < Step; lane++)
            {
                var place = (i / 3 * Step) + lane;
                lanes[lane] = (byte)(place % 3 == i % 3 ? place / 3 : 255);
            }

            indices[i] = Vector128.Create<byte>(lanes);
        }

        return indices;
    }
}
