using Rl.Env.Seeds;
using Rl.Workers.Evaluation;

namespace Rl.Tests.Evaluation;

public sealed class StatisticsTests
{
    // Newcombe 1998, table I, method 3.
    [TestCase(81, 263, 0.2553, 0.3662)]
    [TestCase(15, 148, 0.0624, 0.1605)]
    [TestCase(0, 20, 0.0000, 0.1611)]
    [TestCase(1, 29, 0.0061, 0.1718)]
    public void Wilson_agrees_with_the_published_table(int successes, int trials, double low, double high)
    {
        var interval = Statistics.Wilson(successes, trials);

        Assert.That(interval.Low, Is.EqualTo(low).Within(5e-5));
        Assert.That(interval.High, Is.EqualTo(high).Within(5e-5));
    }

    [Test]
    public void Wilson_is_symmetric_in_success_and_failure()
    {
        var (rare, common) = (Statistics.Wilson(3, 50), Statistics.Wilson(47, 50));

        Assert.That(common.Low, Is.EqualTo(1 - rare.High).Within(1e-12));
        Assert.That(common.High, Is.EqualTo(1 - rare.Low).Within(1e-12));
    }

    [TestCase(-1, 10)]
    [TestCase(11, 10)]
    [TestCase(0, 0)]
    public void Wilson_refuses_counts_that_cannot_be(int successes, int trials) =>
        Assert.That(() => Statistics.Wilson(successes, trials), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Clusters_of_one_are_independent_trials()
    {
        var interval = Statistics.ClusteredWilson([1, 0, 0, 1, 0, 0, 0, 0, 1, 0], 1);

        Assert.That(interval, Is.EqualTo(Statistics.Wilson(3, 10)));
    }

    [Test]
    public void Clusters_that_always_or_never_succeed_count_as_one_trial_each()
    {
        Assert.That(Statistics.ClusteredWilson([1, 0, 0, 1, 0, 0, 0, 0, 1, 0], 4), Is.EqualTo(Statistics.Wilson(3, 10)));
        Assert.That(Statistics.ClusteredWilson([0, 0, 0, 0], 4), Is.EqualTo(Statistics.Wilson(0, 4)));
        Assert.That(Statistics.ClusteredWilson([1], 4), Is.EqualTo(Statistics.Wilson(1, 1)));
    }

    [Test]
    public void Clusters_that_do_not_differ_are_all_their_trials()
    {
        var interval = Statistics.ClusteredWilson([0.5, 0.5, 0.5, 0.5], 4);

        Assert.That(interval.Low, Is.EqualTo(Statistics.Wilson(8, 16).Low).Within(1e-12));
        Assert.That(interval.High, Is.EqualTo(Statistics.Wilson(8, 16).High).Within(1e-12));
    }

    [Test]
    public void The_bootstrap_of_equal_differences_has_no_width()
    {
        double[] first = [0.1, 0.9, 0.4];
        double[] second = [0.35, 1.15, 0.65];

        var interval = Statistics.PairedBootstrap(first, second, seed: 1);

        Assert.That(interval.Low, Is.EqualTo(0.25).Within(1e-12));
        Assert.That(interval.High, Is.EqualTo(0.25).Within(1e-12));
    }

    [Test]
    public void The_bootstrap_of_a_coin_matches_the_binomial_distribution()
    {
        // 50 zeros and 50 ones: a resample's mean is Binomial(100, 1/2) / 100, whose 2.5 % and 97.5 % quantiles are 40 and 60.
        double[] coin = [.. Enumerable.Range(0, 100).Select(i => i % 2)];

        var interval = Statistics.BootstrapMean(coin, seed: 3);

        Assert.That(interval.Low, Is.EqualTo(0.40).Within(0.0051));
        Assert.That(interval.High, Is.EqualTo(0.60).Within(0.0051));
    }

    [Test]
    public void Pairing_by_world_narrows_the_interval()
    {
        // Worlds differ by 10, the players by 1 in each.
        double[] first = [.. Enumerable.Range(0, 40).Select(i => (i % 2) * 10.0)];
        double[] second = [.. first.Select((value, i) => value + (i % 3 == 0 ? 0.8 : 1.1))];

        var interval = Statistics.PairedBootstrap(first, second, seed: 4);

        Assert.That(interval.High - interval.Low, Is.LessThan(0.1));
        Assert.That(interval.Contains(1.0), Is.True);
    }

    [Test]
    public void The_ratio_of_proportional_values_is_known_and_that_of_others_is_covered()
    {
        double[] first = [.. Enumerable.Range(1, 50).Select(i => (double)i)];
        double[] noisy = [.. first.Select((value, i) => i % 2 == 0 ? value * 1.2 : 0.4 * value)];

        var exact = Statistics.PairedRatioBootstrap(first, [.. first.Select(value => 0.8 * value)], seed: 1)!.Value;
        var wide = Statistics.PairedRatioBootstrap(first, noisy, seed: 1)!.Value;

        Assert.That((exact.Low, exact.High), Is.EqualTo((0.8, 0.8)).Using<(double Low, double High)>((a, b) => Math.Abs(a.Low - b.Low) < 1e-12 && Math.Abs(a.High - b.High) < 1e-12));

        // The linearised standard error of the ratio of means r is that of (second - r first) over the mean of first: 0.4 * sqrt(mean i²) / (sqrt(50) * 25.5).
        var (ratio, error) = (noisy.Sum() / first.Sum(), 0.4 * Math.Sqrt(first.Average(i => i * i)) / (Math.Sqrt(50) * 25.5));
        Assert.That(wide.Low, Is.EqualTo(ratio - (1.96 * error)).Within(0.02));
        Assert.That(wide.High, Is.EqualTo(ratio + (1.96 * error)).Within(0.02));
    }

    [TestCase(new double[] { 0, 0, 0 }, new double[] { 1, 1, 1 }, Description = "nothing to compare with")]
    [TestCase(new double[] { 0, 0, 1 }, new double[] { 1, 1, 1 }, Description = "the first's mean may well be 0")]
    [TestCase(new double[] { 2, 3, 4 }, new double[] { 1, -1, 1 }, Description = "values below 0")]
    public void A_ratio_that_says_nothing_is_not_told(double[] first, double[] second) =>
        Assert.That(Statistics.PairedRatioBootstrap(first, second, seed: 1), Is.Null);

    [Test]
    public void The_bootstrap_repeats_with_its_seed()
    {
        double[] values = [1, 2, 3, 5, 8, 13];

        Assert.That(Statistics.BootstrapMean(values, seed: 7), Is.EqualTo(Statistics.BootstrapMean(values, seed: 7)));
        Assert.That(Statistics.BootstrapMean(values, seed: 7, resamples: 50), Is.Not.EqualTo(Statistics.BootstrapMean(values, seed: 8, resamples: 50)));
    }

    [Test]
    public void Unpaired_values_are_refused() =>
        Assert.That(
            () => Statistics.PairedBootstrap([1, 2], [1], seed: 1),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("'second' has 1 values, expected 2"));

    // (1.959964 * 2 / 0.5)^2 = 61.46; with z of 0.8, 0.841621: (2.801585 * 4)^2 = 125.58.
    [TestCase(0.5, 2, 0.5, 62)]
    [TestCase(-0.5, 2, 0.5, 62)]
    [TestCase(0.5, 2, 0.8, 126)]
    [TestCase(0.5, 0, 0.8, 1)]
    public void Pairs_needed_agree_with_the_formula(double difference, double deviation, double power, long pairs) =>
        Assert.That(Statistics.PairsNeeded(difference, deviation, power), Is.EqualTo(pairs));

    [TestCase(0, 1)]
    [TestCase(0, 0)]
    [TestCase(1e-12, 1)]
    public void No_count_of_pairs_finds_a_difference_that_is_not_there(double difference, double deviation) =>
        Assert.That(Statistics.PairsNeeded(difference, deviation, 0.8), Is.Null);

    [TestCase(0.5)]
    [TestCase(0.8)]
    public void Evaluations_of_as_many_worlds_tell_returns_apart_as_often_as_promised(double power)
    {
        // Worlds are easy or hard; the second player gains 0.1 on average, unevenly: a twelfth of the variance of each uniform draw.
        var deviation = Math.Sqrt((0.6 * 0.6 / 12) + (0.4 * 0.4 / 12));
        var worlds = Statistics.PairsNeeded(0.1, deviation, power)!.Value;

        var told = ShareOfEvaluations(worlds, random =>
        {
            var easy = random.NextDouble() * 10;
            return (easy, easy + 0.1 + (0.6 * (random.NextDouble() - 0.5)) + (0.4 * (random.NextDouble() - 0.5)));
        });

        Assert.That(told, Is.EqualTo(power).Within(0.07), $"{worlds} worlds");
    }

    [TestCase(0.5)]
    [TestCase(0.8)]
    public void Evaluations_of_as_many_worlds_tell_rates_apart_as_often_as_promised(double power)
    {
        // One rung is reached in 20 % of the worlds and 32 % of them, independently.
        const double first = 0.2, second = 0.32;
        var worlds = Statistics.PairsNeeded(second - first, Math.Sqrt((first * (1 - first)) + (second * (1 - second))), power)!.Value;

        var told = ShareOfEvaluations(worlds, random => (random.NextDouble() < first ? 1 : 0, random.NextDouble() < second ? 1 : 0));

        Assert.That(told, Is.EqualTo(power).Within(0.07), $"{worlds} worlds");
    }

    /// <summary>The share of simulated evaluations whose interval excludes 0; its own error is 0.02 to 0.025.</summary>
    private static double ShareOfEvaluations(long worlds, Func<SeededRandom, (double First, double Second)> play)
    {
        const int evaluations = 400;
        var random = new SeededRandom(5);
        var told = 0;
        for (var i = 0; i < evaluations; i++)
        {
            var pairs = Enumerable.Range(0, (int)worlds).Select(_ => play(random)).ToArray();
            var interval = Statistics.PairedBootstrap([.. pairs.Select(pair => pair.First)], [.. pairs.Select(pair => pair.Second)], (ulong)i, resamples: 400);
            told += interval.Contains(0) ? 0 : 1;
        }

        return (double)told / evaluations;
    }
}
