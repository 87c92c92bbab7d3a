namespace Rl.Env.Seeds;

/// <summary>The written rule by which every random stream is derived from a run's seed: fold in each part in turn, mix, go on.</summary>
public static class SeedRule
{
    /// <summary>World seeds from this to <see cref="SelectionBase"/> are evaluation's; training never draws them.</summary>
    public const long EvaluationBase = 1_000_000;

    /// <summary>
    /// World seeds at and above this are for choosing among policies while they are trained; neither training nor evaluation draws them, so that a
    /// policy that was chosen is not judged in the worlds it was chosen by.
    /// </summary>
    public const long SelectionBase = 2_000_000;

    /// <summary>Derives a stream's seed from a run's seed and what the stream is for.</summary>
    public static ulong Derive(ulong seed, ReadOnlySpan<ulong> parts)
    {
        foreach (var part in parts)
        {
            seed ^= part + 0x9E3779B97F4A7C15;
            seed = SplitMix(ref seed);
        }

        return seed;
    }

    /// <summary>The world seed of one training episode, in [0, <see cref="EvaluationBase"/>).</summary>
    public static long TrainingWorld(ulong runSeed, int worker, int environment, long episode) =>
        (long)(Derive(runSeed, [0x776F726C64, (ulong)worker, (ulong)environment, (ulong)episode]) % (ulong)EvaluationBase);

    /// <summary>The world seed of the i-th evaluation episode.</summary>
    public static long EvaluationWorld(int index) => EvaluationBase + index;

    internal static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
