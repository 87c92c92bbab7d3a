using Rl.Env.Seeds;
using Rl.Pretrain.Labelling;

namespace Rl.Tests.Pretrain.Labelling;

public sealed class HeadAnswerTests
{
    [Test]
    public void Answers_are_drawn_as_often_as_they_are_likely()
    {
        var drawn = Draw([0.5f, 0.2f, 0.3f]);

        Assert.That(drawn, Is.EqualTo(new[] { 5_000, 2_000, 3_000 }).Within(200));
    }

    [Test]
    public void What_is_less_likely_than_one_in_a_hundred_is_never_drawn()
    {
        var drawn = Draw([0.009f, 0.981f, 0.01f]);

        Assert.That(drawn[0], Is.Zero);
        Assert.That(drawn[2], Is.EqualTo(100).Within(40));
    }

    [TestCase(0.995f, 0)]
    [TestCase(0.005f, 1)]
    public void A_sure_press_is_never_broken_off_and_a_sure_rest_never_broken(float first, int expected)
    {
        Assert.That(Draw([first, 1 - first])[expected], Is.EqualTo(10_000));
    }

    [Test]
    public void The_likeliest_is_the_first_of_equals()
    {
        Assert.That(HeadAnswer.Likeliest([-3, -1, -2, -1]), Is.EqualTo(1));
    }

    private static int[] Draw(float[] chances)
    {
        var logProbs = Array.ConvertAll(chances, MathF.Log);
        var random = new SeededRandom(3);
        var counts = new int[chances.Length];
        for (var i = 0; i < 10_000; i++)
        {
            counts[HeadAnswer.Drawn(logProbs, random)]++;
        }

        return counts;
    }
}
