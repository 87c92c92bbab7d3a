using Rl.Env.Seeds;
using Rl.Experiments.Reports.Charts;

namespace Rl.Tests.Reports;

public sealed class RoundTicksTests
{
    [Test]
    public void Ticks_cover_the_values_at_round_steps_and_have_labels_of_their_own()
    {
        foreach (var (low, high) in Ranges())
        {
            var ticks = RoundTicks.Covering(low, high, 5);
            var values = ticks.Values.ToArray();

            Assert.That(ticks.Low, Is.LessThanOrEqualTo(low + (ticks.Step * 1e-6)), $"{low} to {high}");
            Assert.That(ticks.High, Is.GreaterThanOrEqualTo(high - (ticks.Step * 1e-6)), $"{low} to {high}");
            Assert.That(values, Has.Length.InRange(2, 7), $"{low} to {high}");
            Assert.That(FirstDigits(ticks.Step), Is.AnyOf(1, 2, 5), $"{low} to {high}");
            Assert.That(values.Select(value => ticks.Label(value, isShare: false)), Is.Unique, $"{low} to {high}");
            Assert.That(RoundTicks.Within(low, high, 5).Values, Is.All.InRange(low - (ticks.Step * 1e-6), high + (ticks.Step * 1e-6)), $"{low} to {high}");
        }
    }

    [TestCase(0, 1, true, "0 % 20 % 40 % 60 % 80 % 100 %")]
    [TestCase(0, 507_482, false, "0 200k 400k 600k")]
    [TestCase(0, 24_000_000, false, "0 5M 10M 15M 20M 25M")]
    [TestCase(0.2, 0.47, false, "0.2 0.3 0.4 0.5")]
    [TestCase(-0.05, 0.11, true, "-5 % 0 % 5 % 10 % 15 %")]
    [TestCase(0, 0.0002, false, "0 5e-5 1e-4 1.5e-4 2e-4")]
    [TestCase(3, 3, false, "2.6 2.8 3.0 3.2 3.4")]
    [TestCase(0, 0, false, "0.0 0.2 0.4 0.6 0.8 1.0")]
    public void Labels_say_as_much_as_the_step_needs(double low, double high, bool isShare, string labels)
    {
        var ticks = RoundTicks.Covering(low, high, 5);

        Assert.That(string.Join(' ', ticks.Values.Select(value => ticks.Label(value, isShare))), Is.EqualTo(labels));
    }

    private static IEnumerable<(double Low, double High)> Ranges()
    {
        var random = new SeededRandom(7);
        for (var i = 0; i < 500; i++)
        {
            var scale = Math.Pow(10, random.Next(14) - 6);
            var low = (random.NextDouble() - 0.5) * scale;
            yield return (low, low + ((0.01 + random.NextDouble()) * scale));
        }
    }

    private static int FirstDigits(double step) => (int)Math.Round(step / Math.Pow(10, Math.Floor(Math.Log10(step) + 1e-9)));
}
