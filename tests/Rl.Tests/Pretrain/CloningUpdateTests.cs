using Rl.Models;
using Rl.Pretrain.Cloning;

namespace Rl.Tests.Pretrain;

public sealed class CloningUpdateTests
{
    private static readonly CloningConfig Config = new()
    {
        SequenceLength = 8,
        Streams = 4,
        Epochs = 0,
        MaxUpdates = 30,
        LearningRate = 5e-3,
        WarmupUpdates = 5,
        ValidationShare = 0.25,
        ValidationInterval = 0,
        Threads = 1,
    };

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(4)]
    [TestCase(9)]
    public async Task An_update_in_parts_is_the_update_in_one(int microBatchStreams)
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 8, steps: 60);
        using var start = new VptPolicy(TinyPolicy.Config, 77);
        var config = Config with { OriginalKlWeight = 0.5, FrequencyPower = 0.5 };
        using var whole = new Cloner(config, start.Config, recording, TimeProvider.System, start);
        using var parts = new Cloner(config with { MicroBatchStreams = microBatchStreams }, start.Config, recording, TimeProvider.System, start);

        for (var i = 0; i < 4; i++)
        {
            var (expected, actual) = (whole.Update(), parts.Update());
            Assert.That(actual.Loss, Is.EqualTo(expected.Loss).Within(1e-4), $"update {i}");
            Assert.That(actual.OriginalKl, Is.EqualTo(expected.OriginalKl).Within(1e-4), $"update {i}");
        }

        // Adam's first steps are as long as the learning rate whatever the gradient, so what is nearly zero may differ more than rounding.
        Assert.That(MeanDistance(whole.Policy, parts.Policy), Is.LessThan(1e-5));
        Assert.That(MeanDistance(whole.Policy, start), Is.GreaterThan(1e-3));
    }

    [Test]
    public async Task Runs_on_other_amounts_of_data_make_equally_many_updates_and_are_validated_alike()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 8, steps: 60);
        using var all = Open(Config);
        using var minutes = Open(Config with { MaxSteps = 70 });
        using var single = Open(Config with { MaxEpisodes = 1 });
        using var start = new VptPolicy(TinyPolicy.Config, 77);
        all.Policy.CopyFrom(start);
        single.Policy.CopyFrom(start);

        Assert.That((all.TotalUpdates, minutes.TotalUpdates, single.TotalUpdates), Is.EqualTo((30L, 30L, 30L)));
        Assert.That((all.TrainingSteps, minutes.TrainingSteps, single.TrainingSteps), Is.EqualTo((360L, 70L, 60L)));
        Assert.That(single.Validate(CancellationToken.None), Is.EqualTo(all.Validate(CancellationToken.None)));

        Cloner Open(CloningConfig config) => new(config, TinyPolicy.Config, recording, TimeProvider.System);
    }

    [Test]
    public async Task Data_beyond_the_limit_is_as_if_it_were_not_there()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 8, steps: 60);
        using var limited = new Cloner(Config with { MaxEpisodes = 2 }, TinyPolicy.Config, recording, TimeProvider.System);
        for (var i = 4; i < 8; i++)
        {
            File.Delete(Path.Combine(recording.Directory, recording.Manifest.Episodes[i].File));
        }

        // Of eight episodes every fourth is held out, so that the first two to learn from are numbers 1 and 2.
        Assert.That(() => Enumerable.Range(0, 20).Select(_ => limited.Update()).ToArray(), Throws.Nothing);
    }

    [Test]
    public async Task The_divergence_from_the_start_is_nothing_at_first_and_smaller_the_more_it_weighs()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 8, steps: 60);
        using var start = new VptPolicy(TinyPolicy.Config, 77);

        var (hardly, strongly) = (Divergences(1e-9), Divergences(10));

        Assert.That(hardly[0], Is.EqualTo(0).Within(1e-5));
        Assert.That(strongly[0], Is.EqualTo(0).Within(1e-5));
        Assert.That(hardly[^1], Is.GreaterThan(0.5));
        Assert.That(strongly[^1], Is.GreaterThan(0).And.LessThan(0.3 * hardly[^1]));

        double[] Divergences(double weight)
        {
            using var cloner = new Cloner(Config with { OriginalKlWeight = weight }, start.Config, recording, TimeProvider.System, start);
            return [.. Enumerable.Range(0, 25).Select(_ => cloner.Update().OriginalKl!.Value)];
        }
    }

    [Test]
    public async Task Nothing_is_there_to_hold_near_to_without_a_start()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 4, steps: 30);

        Assert.That(
            () => new Cloner(Config with { OriginalKlWeight = 1 }, TinyPolicy.Config, recording, TimeProvider.System),
            Throws.ArgumentException.With.Message.Contains("no policy to hold near to"));
    }

    [Test]
    public async Task Bfloat16_learns_the_same_up_to_rounding()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 8, steps: 60);
        using var single = new Cloner(Config with { WarmupUpdates = 1 }, TinyPolicy.Config, recording, TimeProvider.System);
        using var half = new Cloner(Config with { WarmupUpdates = 1, Compute = ComputePrecision.Bf16 }, TinyPolicy.Config, recording, TimeProvider.System);

        var (expected, actual) = (Losses(single), Losses(half));

        Assert.That(actual[0], Is.EqualTo(expected[0]).Within(0.05).And.Not.EqualTo(expected[0]));
        Assert.That(actual[^1], Is.LessThan(0.7 * actual[0]));

        static double[] Losses(Cloner cloner) => [.. Enumerable.Range(0, 25).Select(_ => cloner.Update().Loss)];
    }

    [Test]
    public async Task An_update_leaves_no_tensors_behind()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 4, steps: 30);
        using var start = new VptPolicy(TinyPolicy.Config, 77);
        using var cloner = new Cloner(Config with { OriginalKlWeight = 1, MicroBatchStreams = 2 }, start.Config, recording, TimeProvider.System, start);
        cloner.Update();
        cloner.Update();
        var before = TorchSharp.torch.Tensor.TotalCount;

        cloner.Update();

        // A gradient that there is none of counts in TorchSharp as a tensor made and never freed: two of the value head, in each of the two parts.
        Assert.That(TorchSharp.torch.Tensor.TotalCount, Is.EqualTo(before + 4));
    }

    private static double MeanDistance(VptPolicy first, VptPolicy second)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        var pairs = first.TrainableParameters.Zip(second.TrainableParameters).ToArray();
        return pairs.Sum(pair => (double)(pair.First.Parameter - pair.Second.Parameter).abs().sum().item<float>()) / pairs.Sum(pair => pair.First.Parameter.numel());
    }
}
