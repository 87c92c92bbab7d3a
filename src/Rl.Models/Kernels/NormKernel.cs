using System.Runtime.CompilerServices;

namespace Rl.Models.Kernels;

/// <summary>Group norm with one group, over all channels and pixels of one image.</summary>
internal static unsafe class NormKernel
{
    private const float Epsilon = 1e-5f;

    /// <summary>Mean and 1 / deviation of dense planes. The deviation is summed around the mean, so that a large mean costs no digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (float Mean, float Scale) Measure(Planes shape, float* input)
    {
        Lanes8 s0 = Lanes8.Zero, s1 = Lanes8.Zero, s2 = Lanes8.Zero, s3 = Lanes8.Zero;

        for (nint i = 0; i < shape.Size; i += 4 * Lanes8.Count)
        {
            s0 = Lanes8.Add(s0, Lanes8.Load(input + i));
            s1 = Lanes8.Add(s1, Lanes8.Load(input + i + 8));
            s2 = Lanes8.Add(s2, Lanes8.Load(input + i + 16));
            s3 = Lanes8.Add(s3, Lanes8.Load(input + i + 24));
        }

        var mean = Total(s0, s1, s2, s3) / shape.Size;
        var center = Lanes8.Broadcast(mean);
        s0 = s1 = s2 = s3 = Lanes8.Zero;

        for (nint i = 0; i < shape.Size; i += 4 * Lanes8.Count)
        {
            s0 = AddSquare(s0, Lanes8.Load(input + i), center);
            s1 = AddSquare(s1, Lanes8.Load(input + i + 8), center);
            s2 = AddSquare(s2, Lanes8.Load(input + i + 16), center);
            s3 = AddSquare(s3, Lanes8.Load(input + i + 24), center);
        }

        return (mean, 1 / MathF.Sqrt((Total(s0, s1, s2, s3) / shape.Size) + Epsilon));
    }

    /// <summary>Normalises dense planes into planes with or without a border.</summary>
    /// <param name="shape">Of the input.</param>
    /// <param name="input">Dense.</param>
    /// <param name="mean">From <see cref="Measure"/>.</param>
    /// <param name="scale">From <see cref="Measure"/>.</param>
    /// <param name="gain">One a channel.</param>
    /// <param name="bias">One a channel.</param>
    /// <param name="output">The same channels, height and width.</param>
    /// <param name="to">Where they go.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Normalize(Planes shape, float* input, float mean, float scale, float* gain, float* bias, Planes output, float* to)
    {
        to += output.Start;

        for (var channel = 0; channel < shape.Channels; channel++)
        {
            var factor = Lanes8.Broadcast(scale * gain[channel]);
            var offset = Lanes8.Broadcast(bias[channel] - (mean * scale * gain[channel]));
            var row = to;

            for (var y = 0; y < shape.Height; y++)
            {
                for (nint x = 0; x < shape.Width; x += Lanes8.Count)
                {
                    Lanes8.Store(Lanes8.MultiplyAdd(Lanes8.Load(input + x), factor, offset), row + x);
                }

                input += shape.Width;
                row += output.Row;
            }

            to += output.Plane;
        }
    }

    /// <summary>Adds to the gradients of gain and bias, and writes the input's gradient, or adds it to what is there.</summary>
    /// <param name="shape">Of input and gradients, dense.</param>
    /// <param name="input">What was normalised.</param>
    /// <param name="mean">From <see cref="Measure"/>.</param>
    /// <param name="scale">From <see cref="Measure"/>.</param>
    /// <param name="gain">One a channel.</param>
    /// <param name="gradient">Of the output.</param>
    /// <param name="gainGradient">Added to.</param>
    /// <param name="biasGradient">Added to.</param>
    /// <param name="inputGradient">Where the input's goes; may be <paramref name="gradient"/>.</param>
    /// <param name="add">Whether to add it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backpropagate(
        Planes shape,
        float* input,
        float mean,
        float scale,
        float* gain,
        float* gradient,
        float* gainGradient,
        float* biasGradient,
        float* inputGradient,
        bool add)
    {
        nint pixels = shape.Height * shape.Width;
        var center = Lanes8.Broadcast(mean);
        double sum = 0, product = 0; // Of gain · gradient, and of that · normalised input, over the whole image.

        for (var channel = 0; channel < shape.Channels; channel++)
        {
            var x = input + (channel * pixels);
            var g = gradient + (channel * pixels);
            Lanes8 s0 = Lanes8.Zero, s1 = Lanes8.Zero, p0 = Lanes8.Zero, p1 = Lanes8.Zero;

            for (nint i = 0; i < pixels; i += 2 * Lanes8.Count)
            {
                var (g0, g1) = (Lanes8.Load(g + i), Lanes8.Load(g + i + 8));
                s0 = Lanes8.Add(s0, g0);
                s1 = Lanes8.Add(s1, g1);
                p0 = Lanes8.MultiplyAdd(g0, Lanes8.Subtract(Lanes8.Load(x + i), center), p0);
                p1 = Lanes8.MultiplyAdd(g1, Lanes8.Subtract(Lanes8.Load(x + i + 8), center), p1);
            }

            var ofBias = Lanes8.Sum(Lanes8.Add(s0, s1));
            var ofGain = Lanes8.Sum(Lanes8.Add(p0, p1)) * scale;
            biasGradient[channel] += ofBias;
            gainGradient[channel] += ofGain;
            sum += (double)gain[channel] * ofBias;
            product += (double)gain[channel] * ofGain;
        }

        // d input = scale · (gain · gradient − mean of that − normalised input · mean of their product)
        var slope = (float)(-product / shape.Size) * scale * scale;
        var level = Lanes8.Broadcast(((float)(-sum / shape.Size) * scale) - (slope * mean));
        var tilt = Lanes8.Broadcast(slope);

        for (var channel = 0; channel < shape.Channels; channel++)
        {
            var x = input + (channel * pixels);
            var g = gradient + (channel * pixels);
            var d = inputGradient + (channel * pixels);
            var factor = Lanes8.Broadcast(scale * gain[channel]);

            for (nint i = 0; i < pixels; i += Lanes8.Count)
            {
                var gradientOfInput = Lanes8.MultiplyAdd(Lanes8.Load(g + i), factor, Lanes8.MultiplyAdd(Lanes8.Load(x + i), tilt, level));
                Lanes8.Store(add ? Lanes8.Add(Lanes8.Load(d + i), gradientOfInput) : gradientOfInput, d + i);
            }
        }
    }

    private static Lanes8 AddSquare(Lanes8 sum, Lanes8 number, Lanes8 center)
    {
        var away = Lanes8.Subtract(number, center);
        return Lanes8.MultiplyAdd(away, away, sum);
    }

    private static float Total(Lanes8 s0, Lanes8 s1, Lanes8 s2, Lanes8 s3) => Lanes8.Sum(Lanes8.Add(Lanes8.Add(s0, s1), Lanes8.Add(s2, s3)));
}
