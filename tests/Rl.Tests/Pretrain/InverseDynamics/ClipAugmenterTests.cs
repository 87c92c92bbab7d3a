using Rl.Env.Actions;
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

        Assert.That(Apply(ClipAugmentation.None, clips, 1).equal(clips).all().item<bool>(), Is.True);
    }

    [Test]
    public void All_frames_of_a_clip_are_changed_alike_and_clips_differently()
    {
        using var scope = NewDisposeScope();
        var frame = randint(0, 256, [1, 1, 16, 16, 3], ScalarType.Byte);
        var changed = Apply(new ClipAugmentation(), frame.expand(2, 5, -1, -1, -1), 1);

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

        var changed = Apply(settings, grey, 3).to(ScalarType.Float32);

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

        var changed = Apply(ClipAugmentation.None with { Translation = 0.25 }, clips, 5)[0, 0, .., .., 0].to(ScalarType.Float32);

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

    [Test]
    public void In_a_mirror_the_picture_and_what_was_done_are_turned_together()
    {
        using var scope = NewDisposeScope();
        var frames = Clips();
        FactoredAction[] done = [new(Buttons.Left | Buttons.Attack | Buttons.Hotbar2, 3, 10), new(Buttons.Right, 5, 4), new(Buttons.Jump | Buttons.Hotbar9, 0, 5)];
        var clips = new LabelledClips(frames, Buttons20(done).expand(2, -1, -1), Camera(done).expand(2, -1, -1));

        var turned = new ClipAugmenter(ClipAugmentation.None with { Mirror = 1 }).Apply(clips, new SeededRandom(1));

        FactoredAction[] mirrored = [new(Buttons.Right | Buttons.Attack | Buttons.Hotbar8, 3, 0), new(Buttons.Left, 5, 6), new(Buttons.Jump | Buttons.Hotbar1, 0, 5)];
        Assert.That(turned.Frames.equal(frames.flip(3)).all().item<bool>(), Is.True);
        Assert.That(turned.Buttons[1].equal(Buttons20(mirrored)).all().item<bool>(), Is.True);
        Assert.That(turned.Camera[1].equal(Camera(mirrored)).all().item<bool>(), Is.True);
    }

    [Test]
    public void Half_of_the_clips_are_seen_in_a_mirror_and_the_others_as_they_are()
    {
        using var scope = NewDisposeScope();
        var frames = arange(16, ScalarType.Byte).view(1, 1, 1, 16, 1).expand(200, 1, 16, 16, 3);

        var turned = Apply(ClipAugmentation.None with { Mirror = 0.5 }, frames, 1);

        var mirrored = turned.select(1, 0).select(1, 0).select(1, 0).select(1, 0).eq(15).sum().item<long>();
        var kept = turned.select(1, 0).select(1, 0).select(1, 0).select(1, 0).eq(0).sum().item<long>();
        Assert.That(mirrored, Is.InRange(70, 130));
        Assert.That(mirrored + kept, Is.EqualTo(200));
    }

    private static Tensor Apply(ClipAugmentation settings, Tensor frames, ulong seed)
    {
        var (clips, time) = (frames.shape[0], frames.shape[1]);
        var labelled = new LabelledClips(frames, zeros([clips, time, FactoredAction.ButtonCount], ScalarType.Int64), full([clips, time, 2], 5, ScalarType.Int64));

        return new ClipAugmenter(settings).Apply(labelled, new SeededRandom(seed)).Frames;
    }

    /// <summary><c>[time, 20] int64</c>.</summary>
    private static Tensor Buttons20(FactoredAction[] actions) =>
        stack(actions.Select(action => tensor(Enumerable.Range(0, FactoredAction.ButtonCount).Select(button => (long)(((int)action.Buttons >> button) & 1)).ToArray())));

    /// <summary><c>[time, 2] int64</c>.</summary>
    private static Tensor Camera(FactoredAction[] actions) => stack(actions.Select(action => tensor(new long[] { action.PitchBin, action.YawBin })));

    private static Tensor Clips() => randint(0, 256, [2, 3, 16, 16, 3], ScalarType.Byte);
}
