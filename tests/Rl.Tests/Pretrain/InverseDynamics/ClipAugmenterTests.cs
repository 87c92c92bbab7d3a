using Rl.Env.Seeds;
using Rl.Pretrain.InverseDynamics;
using static TorchSharp.torch;

namespace Rl.Tests.Pretrain.InverseDynamics;

public sealed class ClipAugmenterTests
{
    [Test]
    public void Without_augmentation_clips_stay_as_they_are()
    {
        using var scope = NewDisposeScope();
        var clips = Clips();

        Assert.That(new ClipAugmenter(ClipAugmentation.None).Apply(clips, new SeededRandom(1)).equal(clips).all().item<bool>(), Is.True);
    }

    [Test]
    public void All_frames_of_a_clip_are_changed_alike_and_clips_differently()
    {
        using var scope = NewDisposeScope();
        var frame = randint(0, 256, [1, 1, 16, 16, 3], ScalarType.Byte);
        var changed = new ClipAugmenter(new ClipAugmentation()).Apply(frame.expand(2, 5, -1, -1, -1), new SeededRandom(1));

        Assert.That(changed.shape, Is.EqualTo(new long[] { 2, 5, 16, 16, 3 }));
        Assert.That(changed[0, 0].equal(changed[0, 4]).all().item<bool>(), Is.True);
        Assert.That(changed[0, 0].equal(changed[1, 0]).all().item<bool>(), Is.False);
        Assert.That(changed[0, 0].equal(frame[0, 0]).all().item<bool>(), Is.False);
    }

    [Test]
    public void Grey_stays_grey_and_brightness_scales_it()
    {
        using var scope = NewDisposeScope();
        var grey = full([1, 2, 8, 8, 3], 100, ScalarType.Byte);
        var settings = ClipAugmentation.None with { Hue = 0.2, Saturation = 0.5, Brightness = 0.5, Contrast = 0.5 };

        var changed = new ClipAugmenter(settings).Apply(grey, new SeededRandom(3)).to(ScalarType.Float32);

        // Brightness is the first draw; contrast turns about the mean grey, which all of it is.
        var expected = 100 * (1 + (((2 * new SeededRandom(3).NextDouble()) - 1) * 0.5));
        Assert.That((changed - expected).abs().max().item<float>(), Is.LessThan(1.5));
    }

    [Test]
    public void A_shift_moves_the_picture_by_its_share_of_the_frame()
    {
        using var scope = NewDisposeScope();
        var clips = zeros([1, 1, 32, 32, 3], ScalarType.Byte);
        clips[0, 0, 16, 16] = tensor(255, ScalarType.Byte);

        var changed = new ClipAugmenter(ClipAugmentation.None with { Translation = 0.25 }).Apply(clips, new SeededRandom(5))[0, 0, .., .., 0].to(ScalarType.Float32);

        var rows = Middle(changed.sum(dim: 1));
        var columns = Middle(changed.sum(dim: 0));
        Assert.That(changed.sum().item<float>(), Is.EqualTo(255).Within(3));
        Assert.That(Math.Max(Math.Abs(rows - 16), Math.Abs(columns - 16)), Is.InRange(0.1, 8.1));

        static double Middle(Tensor sums)
        {
            var weights = sums.data<float>().ToArray();
            return weights.Select((weight, i) => weight * i).Sum() / (double)weights.Sum();
        }
    }

    private static Tensor Clips() => randint(0, 256, [2, 3, 16, 16, 3], ScalarType.Byte);
}
