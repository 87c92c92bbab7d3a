using Rl.Models;

namespace Rl.Tests.Models;

public class ActionSamplerTests
{
    private static readonly float[] Quarters = [MathF.Log(0.25f), float.NegativeInfinity, MathF.Log(0.5f), MathF.Log(0.25f)];

    [TestCase(0.0, 0)]
    [TestCase(0.24, 0)]
    [TestCase(0.26, 2)]
    [TestCase(0.74, 2)]
    [TestCase(0.76, 3)]
    [TestCase(0.9999999999, 3)]
    public void A_draw_takes_the_class_whose_share_it_falls_in(double uniform, int expected)
    {
        Assert.That(ActionSampler.Sample(Quarters, uniform), Is.EqualTo(expected));
    }

    [Test]
    public void Thousands_of_classes_share_the_draws_as_their_probabilities_say()
    {
        var random = new Random(5);
        double[] weights = [.. Enumerable.Range(0, 8641).Select(index => index % 7 == 3 ? 0 : Math.Exp(6 * random.NextDouble()))];
        var sum = weights.Sum();
        float[] logProbs = [.. weights.Select(weight => weight == 0 ? float.NegativeInfinity : (float)Math.Log(weight / sum))];
        var below = 0.0;

        for (var expected = 0; expected < weights.Length; expected++)
        {
            var share = weights[expected] / sum;

            // Far enough from its ends for what rounding may have moved them.
            if (share > 1e-5)
            {
                Assert.That(ActionSampler.Sample(logProbs, below + (0.3 * share)), Is.EqualTo(expected));
                Assert.That(ActionSampler.Sample(logProbs, below + (0.7 * share)), Is.EqualTo(expected));
            }

            below += share;
        }

        Assert.That(ActionSampler.Sample(logProbs, Math.BitDecrement(1.0)), Is.EqualTo(8640).Or.EqualTo(8639));
    }

    [Test]
    public void NaN_among_many_is_refused([Values(0, 20)] int index)
    {
        var logProbs = Enumerable.Repeat(MathF.Log(1f / 39), 40).ToArray();
        logProbs[index] = float.NaN;

        Assert.Throws<ArgumentException>(() => ActionSampler.Sample(logProbs, 0.999999));
    }

    [Test]
    public void NaN_is_refused()
    {
        Assert.Throws<ArgumentException>(() => ActionSampler.Sample([float.NaN, float.NaN], 0.5));
    }

    [Test]
    public void A_draw_of_one_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ActionSampler.Sample(Quarters, 1));
    }

    [Test]
    public void Greedy_takes_the_first_of_equal_classes()
    {
        Assert.That(ActionSampler.Greedy([-2, -1, -1]), Is.EqualTo(1));
    }
}
