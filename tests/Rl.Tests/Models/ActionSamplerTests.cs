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
