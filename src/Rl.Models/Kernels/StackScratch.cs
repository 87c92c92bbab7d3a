namespace Rl.Models.Kernels;

/// <summary>Where a stack keeps what it makes of one image. Borders are zero from the start and stay so.</summary>
internal sealed unsafe class StackScratch
{
    private const int Line = 16;

    /// <param name="memory">Zeros, at least <see cref="LengthOf"/>.</param>
    /// <param name="input">What enters, with a border.</param>
    /// <param name="convolved">What the first convolution makes of it, with a border.</param>
    /// <param name="output">What comes out, dense.</param>
    /// <param name="bordered">The same with a border.</param>
    public StackScratch(float* memory, Planes input, Planes convolved, Planes output, Planes bordered)
    {
        In = Take(ref memory, input.Size);
        Convolved = Take(ref memory, convolved.Size);
        ConvolvedGradient = Take(ref memory, convolved.Size);
        Pooled = Take(ref memory, output.Size);
        Which = Take(ref memory, output.Size);
        Gradient = Take(ref memory, output.Size);
        Normed = Take(ref memory, bordered.Size);
        NormedGradient = Take(ref memory, bordered.Size);

        for (var i = 0; i < States.Length; i++)
        {
            States[i] = Take(ref memory, output.Size);
        }

        for (var i = 0; i < Hidden.Length; i++)
        {
            Hidden[i] = Take(ref memory, output.Size);
        }
    }

    public float* In { get; }

    public float* Convolved { get; }

    public float* ConvolvedGradient { get; }

    public float* Pooled { get; }

    public float* Which { get; }

    public float* Gradient { get; }

    public float* Normed { get; }

    public float* NormedGradient { get; }

    /// <summary>After the norm, after the first block, after the second.</summary>
    public float*[] States { get; } = new float*[3];

    /// <summary>After each of the blocks' convolutions.</summary>
    public float*[] Hidden { get; } = new float*[4];

    /// <summary>Mean and 1 / deviation: of the stack's input, after the pool, of each of the blocks' convolutions' inputs.</summary>
    public (float Mean, float Scale)[] Statistics { get; } = new (float Mean, float Scale)[6];

    /// <summary>What comes out.</summary>
    public float* Out => States[^1];

    /// <summary>Numbers that one takes.</summary>
    public static int LengthOf(Planes input, Planes convolved, Planes output, Planes bordered)
    {
        const int OfOutput = 3 + 3 + 4; // Pooled, which, gradient; states; hidden.
        return Whole(input.Size) + (2 * Whole(convolved.Size)) + (OfOutput * Whole(output.Size)) + (2 * Whole(bordered.Size));
    }

    private static float* Take(ref float* memory, int length)
    {
        var taken = memory;
        memory += Whole(length);

        return taken;
    }

    private static int Whole(int length) => (length + Line - 1) / Line * Line;
}
