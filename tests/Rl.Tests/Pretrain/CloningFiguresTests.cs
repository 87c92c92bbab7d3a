using Rl.Env.Actions;
using Rl.Pretrain.Cloning;

namespace Rl.Tests.Pretrain;

public sealed class CloningFiguresTests
{
    [TestCase(100, 1e9, 0, 1000, false, Description = "there is time enough")]
    [TestCase(100, 120, 10, 220, false, Description = "there is time for 120 more")]
    [TestCase(100, 55, 10, 100, true, Description = "the rest is needed for what comes after")]
    [TestCase(10, 55, 10, 1000, false, Description = "too early to tell")]
    [TestCase(10, 5, 0, 1000, true, Description = "over before it could be told")]
    public void Training_ends_with_the_updates_or_with_the_time(long made, double limit, double afterwards, long expected, bool isTimeUp)
    {
        var forecast = new UpdateForecast(1000, TimeSpan.FromSeconds(limit));

        forecast.Look(made, made, TimeSpan.FromSeconds(made * 0.5), TimeSpan.FromSeconds(afterwards));

        Assert.That((forecast.LastUpdate, forecast.IsTimeUp), Is.EqualTo((expected, isTimeUp)));
    }

    [Test]
    public void Without_a_time_limit_a_clock_that_has_not_moved_ends_nothing()
    {
        var forecast = new UpdateForecast(1000, TimeSpan.MaxValue);

        forecast.Look(100, 100, TimeSpan.Zero, TimeSpan.Zero);

        Assert.That((forecast.LastUpdate, forecast.IsTimeUp), Is.EqualTo((1000, false)));
    }

    [Test]
    public void The_learning_rate_rises_to_its_peak_and_falls_to_nothing()
    {
        double[] rates = [.. Enumerable.Range(0, 11).Select(update => LearningRateSchedule.At(update, total: 10, warmup: 2, peak: 8))];

        Assert.That(rates, Is.EqualTo(new double[] { 4, 8, 8, 7, 6, 5, 4, 3, 2, 1, 0 }).Within(1e-12));
    }

    [Test]
    public void Figures_count_frames_turns_and_attacks_apart()
    {
        var attack = JointActionCodec.Encode(new MinecraftAction(Buttons.Attack, 0, 0));
        var turn = JointActionCodec.Encode(new MinecraftAction(Buttons.Attack, 0, 10));
        var walk = JointActionCodec.Encode(new MinecraftAction(Buttons.Forward, 0, 0));
        var tally = new ConfusionTally();
        tally.Add(1, attack.Buttons, attack.Camera, attack.Buttons, attack.Camera);
        tally.Add(2, turn.Buttons, turn.Camera, attack.Buttons, attack.Camera);
        tally.Add(3, walk.Buttons, walk.Camera, attack.Buttons, walk.Camera);
        tally.Add(6, attack.Buttons, attack.Camera, walk.Buttons, attack.Camera);

        // Attacks: two of three are foretold, and two of three foretold ones are right.
        Assert.That(tally.ToMetrics(), Is.EqualTo(new CloningMetrics(3, 0.25, 0.75, 0, 2.0 / 3, 4)));
    }

    [Test]
    public void Rare_buttons_weigh_more_up_to_the_cap_and_the_mean_over_frames_is_one()
    {
        var counts = new long[JointActionCodec.ButtonCount];
        (counts[0], counts[1], counts[2]) = (900, 99, 1);

        var weights = FrequencyWeights.Of(counts, power: 1, max: 20);

        Assert.That(weights[1] / weights[0], Is.EqualTo(900.0 / 99).Within(1e-4));
        Assert.That(weights[2] / weights[0], Is.EqualTo(20).Within(1e-3), "capped");
        Assert.That(((900 * weights[0]) + (99 * weights[1]) + weights[2]) / 1000, Is.EqualTo(1).Within(1e-5));
    }

    [Test]
    public void Without_reweighting_all_frames_weigh_the_same()
    {
        var counts = new long[JointActionCodec.ButtonCount];
        (counts[0], counts[1]) = (900, 100);

        Assert.That(FrequencyWeights.Of(counts, power: 0, max: 20), Is.All.EqualTo(1f));
    }

    [TestCase(nameof(CloningConfig.LearningRate))]
    [TestCase(nameof(CloningConfig.Epochs))]
    [TestCase(nameof(CloningConfig.ValidationShare))]
    public void A_setting_out_of_range_is_named(string setting)
    {
        var config = setting switch
        {
            nameof(CloningConfig.LearningRate) => new CloningConfig { LearningRate = double.NaN },
            nameof(CloningConfig.Epochs) => new CloningConfig { Epochs = 0 },
            _ => new CloningConfig { ValidationShare = 1 },
        };

        Assert.That(config.Validated, Throws.InstanceOf<ArgumentException>().With.Message.Contains(setting));
    }
}
