namespace Rl.Algorithms;

/// <summary>Brings the advantages of an iteration to mean 0 and standard deviation 1.</summary>
public static class AdvantageNormalization
{
    // Keeps advantages that all but agree from being blown up to noise.
    private const double Epsilon = 1e-8;

    /// <summary>Normalises in place over all fragments' valid slots together; invalid slots become 0.</summary>
    /// <param name="advantages">One <c>[time] float32</c> a fragment, rewritten.</param>
    /// <param name="valid">One <c>[time] bool</c> a fragment.</param>
    public static void Apply(IReadOnlyList<float[]> advantages, IReadOnlyList<bool[]> valid)
    {
        Expect.Length(valid.Count, advantages.Count, nameof(valid));

        var statistics = new RunningVariance();
        foreach (var (fragment, mask) in advantages.Zip(valid))
        {
            for (var t = 0; t < fragment.Length; t++)
            {
                if (mask[t])
                {
                    statistics.Add(fragment[t]);
                }
            }
        }

        var deviation = Math.Sqrt(statistics.Variance) + Epsilon;
        foreach (var (fragment, mask) in advantages.Zip(valid))
        {
            for (var t = 0; t < fragment.Length; t++)
            {
                fragment[t] = mask[t] ? (float)((fragment[t] - statistics.Mean) / deviation) : 0;
            }
        }
    }
}
