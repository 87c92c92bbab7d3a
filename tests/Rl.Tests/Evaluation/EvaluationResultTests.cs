using Rl.Env.Tasks;
using Rl.Workers.Evaluation;

namespace Rl.Tests.Evaluation;

public sealed class EvaluationResultTests
{
    [Test]
    public void The_report_has_every_rung_in_order_and_the_figures_of_the_episodes()
    {
        var json = Sample(3, 0, 20).ToJson();

        Assert.That(json.Select(pair => pair.Key), Is.EqualTo(new[] { "n", "episode_steps", "return", "rungs", "faults" }));
        Assert.That((int)json["n"]!, Is.EqualTo(3));
        Assert.That((int)json["episode_steps"]!, Is.EqualTo(1200));
        Assert.That(json["rungs"]!.AsObject().Select(pair => pair.Key), Is.EqualTo(Ladder.Rungs.Select(rung => rung.Key)));
        Assert.That((int)json["rungs"]!["log"]!["k"]!, Is.EqualTo(2));
        Assert.That((double)json["rungs"]!["log"]!["rate"]!, Is.EqualTo(2.0 / 3));
        Assert.That((double)json["rungs"]!["log"]!["low"]!, Is.EqualTo(Statistics.Wilson(2, 3).Low));
        Assert.That((double)json["return"]!["mean"]!, Is.EqualTo((0.375 + 0 + 1) / 3).Within(1e-12));
        Assert.That((double)json["return"]!["low"]!, Is.LessThan((double)json["return"]!["high"]!));
    }

    [Test]
    public void Logs_beyond_the_eighth_are_worth_nothing()
    {
        var result = Sample(3, 0, 20);

        Assert.That(result.Episodes.Select(episode => episode.CappedReward("log")), Is.EqualTo(new[] { 0.375, 0, 1 }));
        Assert.That(result.MeanCappedReward("log"), Is.EqualTo(1.375 / 3).Within(1e-12));
    }

    [Test]
    public void The_table_of_episodes_can_be_read_back()
    {
        var result = Sample(1, 7, 0);

        var read = EvaluationResult.FromCsv(result.ToCsv());

        Assert.That(read.ToJson().ToJsonString(), Is.EqualTo(result.ToJson().ToJsonString()));
        Assert.That(read.Episodes.Select(episode => (episode.WorldSeed, episode.Steps)), Is.EqualTo(result.Episodes.Select(episode => (episode.WorldSeed, episode.Steps))));
    }

    [TestCase("")]
    [TestCase("a,b\n1,2\n")]
    public void Another_table_is_refused(string csv) =>
        Assert.That(() => EvaluationResult.FromCsv(csv), Throws.InstanceOf<FormatException>());

    [Test]
    public void A_torn_line_of_the_table_is_named()
    {
        var csv = Sample(1, 2).ToCsv();

        Assert.That(() => EvaluationResult.FromCsv(csv[..^5]), Throws.InstanceOf<FormatException>().With.Message.Contains("Line 3"));
    }

    [Test]
    public void Results_that_differ_in_every_world_can_be_told_apart()
    {
        var comparison = EvalComparison.Between(Sample(1, 2, 3, 1), Sample(3, 4, 5, 4));

        Assert.That(comparison.CappedRewards["log"].Difference, Is.EqualTo(2.25 / 8).Within(1e-12));
        Assert.That(comparison.CappedRewards["log"].IsDistinguishable, Is.True);
        Assert.That(comparison.Rungs["log"].IsDistinguishable, Is.False, "all reached the rung both times");
    }

    [Test]
    public void Pooling_counts_a_world_once_with_the_means_of_its_pairs()
    {
        var prior = Sample(0, 4, 2);

        var pooled = EvalComparison.Pooled([(prior, Sample(2, 4, 6)), (prior, Sample(4, 4, 8))]).CappedRewards["log"];
        var means = EvalComparison.Between(prior, Sample(3, 4, 7)).CappedRewards["log"];

        Assert.That(pooled, Is.EqualTo(means), "the same seconds, averaged by hand");
        Assert.That(pooled.Difference, Is.EqualTo((3 + 0 + 5) / 3.0 / 8).Within(1e-12));
    }

    [Test]
    public void A_world_played_several_times_counts_once_with_the_mean_of_its_episodes()
    {
        var (twice, once) = (InPairs(Sample(0, 6, 4, 4)), Sample(2, 2));

        var comparison = EvalComparison.Between(once, twice);

        Assert.That(twice.Worlds, Is.EqualTo(2));
        Assert.That(comparison.Count, Is.EqualTo(2));
        Assert.That(comparison.CappedRewards["log"], Is.EqualTo(EvalComparison.Between(once, Sample(3, 4)).CappedRewards["log"]));
        Assert.That(twice.ReturnInterval, Is.EqualTo(Sample(3, 4).ReturnInterval));
        Assert.That(twice.RateInterval("log"), Is.EqualTo(Statistics.ClusteredWilson([0.5, 1], 2)));
        Assert.That(once.RateInterval("log"), Is.EqualTo(Statistics.Wilson(2, 2)));

        static EvaluationResult InPairs(EvaluationResult result) =>
            result with { Episodes = [.. result.Episodes.Select((episode, i) => episode with { WorldSeed = 1_000_000 + (i / 2) })] };
    }

    [Test]
    public void The_same_worlds_over_and_over_can_be_told_apart_from_the_count_that_was_foretold()
    {
        int[] before = [1, 4, 2, 0, 5, 3, 2, 6], after = [2, 3, 4, 1, 4, 5, 2, 5];
        var observed = EvalComparison.Between(Sample(before), Sample(after)).Return;
        var needed = observed.WorldsToExcludeZero!.Value;

        Assert.That(observed.IsDistinguishable, Is.False);
        Assert.That(needed, Is.GreaterThan(40));
        Assert.That(Repeated(0.85).IsDistinguishable, Is.False);
        Assert.That(Repeated(1.15).IsDistinguishable, Is.True);
        Assert.That(observed.WorldsForPower, Is.EqualTo(needed * 2.043).Within(2), "(1.96 + 0.84)² / 1.96²");

        MeanDifference Repeated(double share)
        {
            var times = (int)Math.Round(needed * share / before.Length);
            return EvalComparison.Between(Sample(Times(before)), Sample(Times(after))).Return;

            int[] Times(int[] logs) => [.. Enumerable.Repeat(logs, times).SelectMany(some => some)];
        }
    }

    [Test]
    public void A_comparison_for_machines_says_how_many_worlds_would_tell()
    {
        var json = EvalComparison.Between(Sample(1, 2, 3, 1, 8, 0), Sample(3, 1, 2, 4, 6, 1)).ToJson();

        Assert.That((long)json["return"]!["n_to_exclude_0"]!, Is.GreaterThan(6));
        Assert.That((long)json["rungs"]!["log"]!["n_for_80_percent_power"]!, Is.GreaterThan((long)json["rungs"]!["log"]!["n_to_exclude_0"]!));
        Assert.That(json["rungs"]!["diamond"]!["n_to_exclude_0"], Is.Null, "nobody found any");
    }

    [Test]
    public void Results_over_other_worlds_or_lengths_are_not_compared()
    {
        Assert.That(() => EvalComparison.Between(Sample(1, 2), Sample(1, 2, 3)), Throws.InstanceOf<ArgumentException>().With.Message.Contains("not the same"));
        Assert.That(() => EvalComparison.Between(Sample(1), Sample(1) with { EpisodeSteps = 600 }), Throws.InstanceOf<ArgumentException>().With.Message.Contains("600"));
    }

    private static EvaluationResult Sample(params int[] logs) => new(
        1200,
        [.. logs.Select((count, i) => new EpisodeResult(1_000_000 + i, Math.Min(8, count) / 8.0, 1200, [count, .. new long[Ladder.Rungs.Count - 1]]))]);
}
