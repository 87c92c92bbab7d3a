using Rl.Env.Seeds;

namespace Rl.Workers.Evaluation;

/// <summary>The intervals that results are reported with. Pure; the bootstrap draws from a seeded stream.</summary>
public static class Statistics
{
    /// <summary>Resamples of a bootstrap unless asked otherwise.</summary>
    public const int DefaultResamples = 10_000;

    /// <summary>The standard normal distribution's 97.5 % quantile.</summary>
    private const double NormalQuantile = 1.959963984540054;

    private const double TailShare = 0.025;

    /// <summary>Wilson's score interval (Wilson 1927) for <paramref name="successes"/> out of <paramref name="trials"/>, at 95 %.</summary>
    public static Interval Wilson(int successes, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        return Wilson((double)successes / trials, (double)trials);
    }

    /// <summary>
    /// Wilson's interval for a rate whose trials come in clusters, as episodes come in worlds: it counts as many independent trials as would let the
    /// rate vary as much as it does from cluster to cluster (Kish's effective sample size), at least one a cluster.
    /// </summary>
    /// <param name="rates">The rate of each cluster; all have the same number of trials.</param>
    /// <param name="trialsPerCluster">That number.</param>
    public static Interval ClusteredWilson(ReadOnlySpan<double> rates, int trialsPerCluster)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rates.Length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(trialsPerCluster, 1);
        var (sum, sumOfSquares) = (0.0, 0.0);
        foreach (var rate in rates)
        {
            sum += rate;
            sumOfSquares += rate * rate;
        }

        double clusters = rates.Length;
        var mean = sum / clusters;
        var variance = clusters > 1 ? Math.Max(0, (sumOfSquares - (clusters * mean * mean)) / (clusters - 1)) : 0;

        // Rates of 0 and 1 everywhere do not tell how much they would vary: the least is assumed.
        var effective = mean is 0 or 1 || clusters == 1 ? clusters : mean * (1 - mean) * clusters / variance;
        return Wilson(mean, Math.Clamp(effective, clusters, clusters * trialsPerCluster));
    }

    private static Interval Wilson(double rate, double n)
    {
        const double squared = NormalQuantile * NormalQuantile;
        var centre = (rate + (squared / (2 * n))) / (1 + (squared / n));
        var half = NormalQuantile / (1 + (squared / n)) * Math.Sqrt((rate * (1 - rate) / n) + (squared / (4 * n * n)));

        // At the ends the formula gives 0 and 1 exactly, but for rounding.
        return new Interval(rate == 0 ? 0 : centre - half, rate == 1 ? 1 : centre + half);
    }

    /// <summary>A percentile bootstrap of the mean, at 95 %.</summary>
    public static Interval BootstrapMean(ReadOnlySpan<double> values, ulong seed, int resamples = DefaultResamples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        if (values.IsEmpty)
        {
            throw new ArgumentException("There are no values to resample.", nameof(values));
        }

        var random = new SeededRandom(seed);
        var means = new double[resamples];
        for (var i = 0; i < resamples; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < values.Length; j++)
            {
                sum += values[random.Next(values.Length)];
            }

            means[i] = sum / values.Length;
        }

        Array.Sort(means);
        return new Interval(Quantile(means, TailShare), Quantile(means, 1 - TailShare));
    }

    /// <summary>
    /// A percentile bootstrap of the mean of <c>second - first</c>, at 95 %; entry i of both belongs to the same world, and worlds are what is
    /// resampled, so that what makes a world easy or hard cancels.
    /// </summary>
    public static Interval PairedBootstrap(ReadOnlySpan<double> first, ReadOnlySpan<double> second, ulong seed, int resamples = DefaultResamples)
    {
        return BootstrapMean(Differences(first, second), seed, resamples);
    }

    /// <summary>
    /// A percentile bootstrap of the ratio of means, <c>second</c> over <c>first</c>, at 95 %, paired as <see cref="PairedBootstrap"/> is.
    /// </summary>
    /// <returns>Null where a ratio says nothing: values below 0, or a mean of the first that may well be 0.</returns>
    public static Interval? PairedRatioBootstrap(ReadOnlySpan<double> first, ReadOnlySpan<double> second, ulong seed, int resamples = DefaultResamples)
    {
        RequirePairs(first, second);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        if (first.ContainsAnyInRange(double.NegativeInfinity, -double.Epsilon) || second.ContainsAnyInRange(double.NegativeInfinity, -double.Epsilon))
        {
            return null;
        }

        var random = new SeededRandom(seed);
        var ratios = new double[resamples];
        var withoutRatio = 0;
        for (var i = 0; i < resamples; i++)
        {
            var (below, above) = (0.0, 0.0);
            for (var j = 0; j < first.Length; j++)
            {
                var pair = random.Next(first.Length);
                below += first[pair];
                above += second[pair];
            }

            ratios[i] = below == 0 ? double.MaxValue : above / below;
            withoutRatio += below == 0 ? 1 : 0;
        }

        if (withoutRatio > resamples * TailShare)
        {
            return null;
        }

        Array.Sort(ratios);
        return new Interval(Quantile(ratios, TailShare), Quantile(ratios, 1 - TailShare));
    }

    /// <summary>The sample's standard deviation of <c>second - first</c>; 0 for a single pair, which does not tell.</summary>
    public static double PairedDeviation(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var differences = Differences(first, second);
        var mean = differences.Average();
        return differences.Length == 1 ? 0 : Math.Sqrt(differences.Sum(difference => (difference - mean) * (difference - mean)) / (differences.Length - 1));
    }

    /// <summary>
    /// Pairs of values at which a 95 % interval of their mean difference excludes 0 with a given chance, by the normal approximation
    /// (z₀.₉₇₅ + z_power)² σ² / δ². Read as "if things stay as observed": a difference that was itself a matter of chance may vanish with more pairs.
    /// </summary>
    /// <param name="difference">δ, the mean difference.</param>
    /// <param name="deviation">σ, the differences' standard deviation from pair to pair.</param>
    /// <param name="power">The chance, between 0 and 1. At ½ the interval of the average sample just excludes 0.</param>
    /// <returns>At least 1; null if there is no difference, or one so small that no count would do.</returns>
    public static long? PairsNeeded(double difference, double deviation, double power)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(deviation);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(power, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(power, 1);
        var pairs = Math.Pow((NormalQuantile + QuantileOfNormal(power)) * deviation / difference, 2);
        return double.IsNaN(pairs) || difference == 0 || pairs > long.MaxValue / 2 ? null : Math.Max(1, (long)Math.Ceiling(pairs));
    }

    private static void RequirePairs(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.IsEmpty)
        {
            throw new ArgumentException("There are no values to resample.", nameof(first));
        }

        if (first.Length != second.Length)
        {
            throw new ArgumentException($"'second' has {second.Length} values, expected {first.Length}: one for each of 'first'.", nameof(second));
        }
    }

    private static double[] Differences(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        RequirePairs(first, second);
        var differences = new double[first.Length];
        for (var i = 0; i < differences.Length; i++)
        {
            differences[i] = second[i] - first[i];
        }

        return differences;
    }

    /// <summary>The standard normal distribution's quantile, by Abramowitz and Stegun's formula 26.2.23 (off by 4.5e-4 at most).</summary>
    private static double QuantileOfNormal(double share)
    {
        if (share == 0.5)
        {
            return 0;
        }

        var t = Math.Sqrt(-2 * Math.Log(Math.Min(share, 1 - share)));
        var quantile = t - ((2.515517 + (0.802853 * t) + (0.010328 * t * t)) / (1 + (1.432788 * t) + (0.189269 * t * t) + (0.001308 * t * t * t)));
        return share < 0.5 ? -quantile : quantile;
    }

    /// <summary>The quantile of sorted values, linear between neighbours.</summary>
    private static double Quantile(double[] sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
