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
}
