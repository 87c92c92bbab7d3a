using Rl.Env;
using Rl.Models;
using Rl.Pretrain.Labelling;
using Rl.Tests.Pretrain.InverseDynamics;
using static TorchSharp.torch;

namespace Rl.Tests.Pretrain.Labelling;

public sealed class LabellerTests
{
    private static readonly InverseDynamicsConfig Config = TinyInverseDynamics.Config;

    [TestCase(0)]
    [TestCase(5)]
    [TestCase(16)]
    [TestCase(17)]
    [TestCase(24)]
    [TestCase(48)]
    [TestCase(49)]
    [TestCase(100)]
    [TestCase(129)]
    public async Task Every_frame_has_the_label_of_the_window_in_whose_middle_it_lies(int frames)
    {
        using var model = new InverseDynamicsModel(Config, 3);
        var video = Video(frames);

        var labels = await LabelAsync(model, video, frames, batch: 3);

        Assert.That(labels, Has.Count.EqualTo(frames));
        foreach (var (start, length, from, to) in Windows(frames))
        {
            using var scope = NewDisposeScope();
            using var inference = no_grad();
            var output = model.Forward(Frames(video, start, length).unsqueeze(0));
            var camera = output.CameraLogProbs[0].max(-1).values.sum(-1).data<float>().ToArray();
            for (var frame = from; frame < to; frame++)
            {
                Assert.That(labels[frame].CameraLogProb, Is.EqualTo(camera[frame - start]).Within(1e-4), $"frame {frame}");
            }
        }
    }

    [Test]
    public async Task The_size_of_batches_changes_nothing()
    {
        using var model = new InverseDynamicsModel(Config, 3);
        var video = Video(90);

        var (one, many) = (await LabelAsync(model, video, 90, batch: 1), await LabelAsync(model, video, 90, batch: 7));

        Assert.That(many.Select(label => label.Action), Is.EqualTo(one.Select(label => label.Action)));
    }

    [Test]
    public async Task Drawn_labels_depend_on_the_video_alone()
    {
        using var model = new InverseDynamicsModel(Config, 3);
        var (video, config) = (Video(90), new LabellerConfig { Stride = 8, Batch = 1, Draws = true });

        var (one, many) = (await LabelAsync(model, video, 90, config, seed: 5), await LabelAsync(model, video, 90, config with { Batch = 7 }, seed: 5));
        var (other, plain) = (await LabelAsync(model, video, 90, config, seed: 6), await LabelAsync(model, video, 90, batch: 1));

        Assert.Multiple(() =>
        {
            Assert.That(many.Select(label => label.Action), Is.EqualTo(one.Select(label => label.Action)));
            Assert.That(other.Select(label => label.Action), Is.Not.EqualTo(one.Select(label => label.Action)));
            Assert.That(one.Zip(plain, (drawn, likeliest) => drawn.ButtonsLogProb - likeliest.ButtonsLogProb), Is.All.LessThanOrEqualTo(0));
            Assert.That(one.Zip(plain, (drawn, likeliest) => drawn.CameraLogProb - likeliest.CameraLogProb), Is.All.LessThanOrEqualTo(0));
            Assert.That(one.Zip(plain, (drawn, likeliest) => drawn.Action == likeliest.Action), Has.Some.False, "a fresh model is sure of nothing");
        });
    }

    [Test]
    public void Frames_of_another_size_are_refused()
    {
        using var model = new InverseDynamicsModel(Config with { FrameWidth = 24 }, 3);

        Assert.That(
            async () => await LabelAsync(model, Video(4), 4, batch: 1),
            Throws.ArgumentException.With.Message.Contains("the model takes 24x16"));
    }

    /// <summary>Windows of 16 every 8 frames, the last one flush with the end, and the labels that are wanted of each.</summary>
    private static IEnumerable<(int Start, int Length, int From, int To)> Windows(int frames)
    {
        var starts = Enumerable.Range(0, frames).Where(start => start % 8 == 0 && start + 16 <= frames).ToList();
        if (frames > 0 && (starts.Count == 0 || starts[^1] + 16 < frames))
        {
            starts.Add(Math.Max(0, frames - 16));
        }

        for (var i = 0; i < starts.Count; i++)
        {
            var from = i == 0 ? 0 : starts[i - 1] + 12;
            var to = i == starts.Count - 1 ? frames : starts[i] + 12;
            yield return (starts[i], Math.Min(16, frames), from, to);
        }
    }

    private static Task<IReadOnlyList<FrameLabel>> LabelAsync(InverseDynamicsModel model, byte[] video, int frames, int batch) =>
        LabelAsync(model, video, frames, new LabellerConfig { Stride = 8, Batch = batch }, seed: 0);

    private static async Task<IReadOnlyList<FrameLabel>> LabelAsync(InverseDynamicsModel model, byte[] video, int frames, LabellerConfig config, ulong seed)
    {
        await using var source = new Film(video, frames);
        return await new Labeller(model, config).LabelAsync(source, null, CancellationToken.None, seed);
    }

    private static byte[] Video(int frames)
    {
        var video = new byte[frames * FrameSize.Square(16).ByteCount];
        new Random(9).NextBytes(video);
        return video;
    }

    private static Tensor Frames(byte[] video, int start, int length)
    {
        var bytes = FrameSize.Square(16).ByteCount;
        return TensorBytes.ToTensor(video.AsSpan(start * bytes, length * bytes), [length, 16, 16, 3], ScalarType.Byte);
    }

    private sealed class Film(byte[] video, int frames) : IFrameSource
    {
        private int _next;

        public FrameSize FrameSize => FrameSize.Square(16);

        public ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancellation)
        {
            var count = Math.Min(target.Length / FrameSize.ByteCount, frames - _next);
            video.AsMemory(_next * FrameSize.ByteCount, count * FrameSize.ByteCount).CopyTo(target);
            _next += count;
            return ValueTask.FromResult(count);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
