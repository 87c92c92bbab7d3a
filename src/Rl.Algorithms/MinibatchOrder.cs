namespace Rl.Algorithms;

/// <summary>
/// Which sequences go into which mini-batch: a pure function of the seed, the iteration and the pass, so that a resumed run continues with
/// the same order and no generator has to be saved.
/// </summary>
public static class MinibatchOrder
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    /// <summary>Shuffles the numbers 0 to <paramref name="count"/> − 1 and cuts them into groups; the last may be smaller.</summary>
    /// <param name="count">Sequences.</param>
    /// <param name="size">Sequences in a group.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="iteration">The iteration.</param>
    /// <param name="pass">0 for the wake, n for the nth sleep pass.</param>
    public static IReadOnlyList<int[]> Groups(int count, int size, ulong seed, long iteration, int pass)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);

        var state = Mix(Mix(Mix(seed + GoldenGamma) + (ulong)iteration + GoldenGamma) + (ulong)pass + GoldenGamma);
        var order = Enumerable.Range(0, count).ToArray();
        for (var i = order.Length - 1; i > 0; i--)
        {
            state += GoldenGamma;
            var j = (int)Math.BigMul(Mix(state), (ulong)(i + 1), out _);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return [.. order.Chunk(size)];
    }

    // The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
