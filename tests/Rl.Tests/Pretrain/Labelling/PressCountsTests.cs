using Rl.Env.Actions;
using Rl.Pretrain.Labelling;

namespace Rl.Tests.Pretrain.Labelling;

public sealed class PressCountsTests
{
    [Test]
    public void A_key_that_is_never_likely_is_told_as_often_as_it_was_pressed()
    {
        var chances = Draw(2_000, frame => frame % 50 < 10 ? 0.1f : 0.001f);

        var told = Tell(chances, seed: 1);

        Assert.That(told.Count(held => held), Is.EqualTo(chances.Sum()).Within(1));
        Assert.That(told.Where((held, frame) => held && frame % 50 >= 10), Is.Empty, "told where it was likely");
    }

    [Test]
    public void A_key_pressed_less_than_once_a_video_is_told_in_as_many_videos_as_that()
    {
        var chances = Draw(100, _ => 0.002f);

        var told = Enumerable.Range(0, 1_000).Sum(seed => Tell(chances, (ulong)seed).Count(held => held));

        Assert.That(told, Is.EqualTo(200).Within(40));
    }

    [Test]
    public void A_long_sure_press_is_never_broken_off()
    {
        Assert.That(Tell(Draw(5_000, _ => 0.95f), seed: 2), Is.All.True);
    }

    [Test]
    public void What_the_likeliest_would_tell_too_often_is_left_out_where_it_is_least_sure()
    {
        var chances = Draw(1_000, frame => frame < 500 ? 0.6f : 0.8f);

        var told = Tell(chances, seed: 3);

        Assert.That(told.Take(500).Count(held => held), Is.EqualTo(200).Within(1));
        Assert.That(told.Skip(500), Is.All.True);
    }

    [Test]
    public void Where_nothing_is_unsure_the_likeliest_is_told()
    {
        var chances = Draw(300, frame => frame / 10 % 2);

        Assert.That(Tell(chances, seed: 4), Is.EqualTo(chances.Select(chance => chance == 1)));
    }

    private static float[] Draw(int frames, Func<int, float> chance) => [.. Enumerable.Range(0, frames).Select(chance)];

    private static bool[] Tell(float[] chances, ulong seed)
    {
        var frames = chances.Select(chance =>
        {
            var frame = new float[FactoredAction.ButtonCount];
            frame[3] = chance;
            return frame;
        });
        return [.. PressCounts.Tell([.. frames], seed).Select(held => held == Buttons.Jump)];
    }
}
