using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Tests.Models;

public class InverseDynamicsModelTests
{
    private static readonly InverseDynamicsConfig Small = new()
    {
        FrameHeight = 16,
        FrameWidth = 24,
        TemporalChannels = 4,
        HiddenSize = 16,
        Heads = 2,
        Layers = 2,
        Window = 8,
        ImpalaWidth = 0.125,
        Temperature = 1,
    };

    private static readonly NetworkWeights Uncast = new(new Dictionary<string, Tensor>());

    [Test]
    public void The_convolution_over_time_and_its_gradient_are_torchs_own()
    {
        using var scope = NewDisposeScope();
        var frames = Frames(1, 7, seed: 1)[0];
        var (weight, bias) = (randn([4, 3, 5, 1, 1], requires_grad: true), randn(4, requires_grad: true));
        var (weightThere, biasThere) = (weight.detach().clone().requires_grad_(true), bias.detach().clone().requires_grad_(true));

        var here = new TemporalConvolution(Uncast, weight, bias).Forward(nn.functional.pad(frames, [0, 0, 0, 0, 0, 0, 2, 2]).unsqueeze(0), ScalarType.Float32);
        var volume = frames.to_type(ScalarType.Float32).div(255).permute(3, 0, 1, 2).unsqueeze(0); // [1, 3, time, height, width]
        var there = nn.functional.conv3d(volume, weightThere, biasThere, padding: [2, 0, 0]).relu()[0].transpose(0, 1);
        var weighing = randn(here.shape);
        (here * weighing).sum().backward();
        (there * weighing).sum().backward();

        Assert.That(GoldenNet.Distance(here, there), Is.LessThan(1e-5f));
        Assert.That(GoldenNet.Distance(weight.grad!, weightThere.grad!), Is.LessThan(1e-3f));
        Assert.That(GoldenNet.Distance(bias.grad!, biasThere.grad!), Is.LessThan(1e-3f));
        Assert.That(weight.grad!.abs().mean().item<float>(), Is.GreaterThan(1));
    }

    [Test]
    public void Slices_of_time_change_nothing()
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var model = new InverseDynamicsModel(Small, 1);
        var frames = Frames(2, 7, seed: 2);

        var whole = model.Convolve(frames, sliceLength: 7);

        Assert.That(GoldenNet.Distance(model.Convolve(frames, sliceLength: 1), whole), Is.LessThan(1e-5f));
        Assert.That(GoldenNet.Distance(model.Convolve(frames, sliceLength: 14), whole), Is.LessThan(1e-5f));
        Assert.That(GoldenNet.Distance(model.Convolve(frames, sliceLength: 3), whole), Is.LessThan(1e-5f));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void A_margin_lends_its_frames_to_the_convolution_over_time_alone(int margin)
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var model = new InverseDynamicsModel(Small, 1);
        var frames = Frames(3, 9, seed: 12);
        var (whole, marginless) = (model.Convolve(frames).view(3, 9, -1), model.Convolve(frames, margin).view(3, 9 - (2 * margin), -1));
        var inner = 2 - margin;

        // Those that see black beyond the margin are others; all that lie further in are the same.
        var count = 9 - (2 * margin) - (2 * inner);
        Assert.That(GoldenNet.Distance(marginless.narrow(1, inner, count), whole.narrow(1, 2, count)), Is.LessThan(1e-5f));
        Assert.That(model.Forward(frames, margin).ButtonLogProbs.shape, Is.EqualTo(new long[] { 3, 9 - (2 * margin), 20, 2 }));
        Assert.That(() => model.Forward(frames, 3), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => model.Forward(frames.narrow(1, 0, 2 * margin), margin), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void A_fresh_convolution_that_shows_motion_is_dark_where_nothing_moves_and_tells_before_from_after()
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        var weight = InverseDynamicsLayout.Of(Small with { TemporalChannels = 16 }, initialMotion: 3)
            .Single(entry => entry.Name == "net.conv3d_layer.layer.weight").Create(new Generator(3));
        var convolution = new TemporalConvolution(Uncast, weight, zeros(16));
        var still = Frames(1, 1, seed: 1).expand(-1, 5, -1, -1, -1);
        var moving = still.clone();
        moving[0, 3].add_(40);

        var atRest = convolution.Forward(still, ScalarType.Float32).sum([0, 2, 3]).data<float>().ToArray();
        var moved = convolution.Forward(moving, ScalarType.Float32).sum([0, 2, 3]).data<float>().ToArray();

        for (var channel = 0; channel < 16; channel++)
        {
            Assert.That(atRest[channel], channel % 8 < 2 ? Is.GreaterThan(1) : Is.LessThan(1e-3), $"channel {channel} at rest");
        }

        Assert.That(moved[2], Is.Not.EqualTo(moved[3]).Within(1f), "what comes and what goes look alike");
        Assert.That(moved[4], Is.LessThan(1e-3), "the frame before has not changed");
    }

    [Test]
    public void Windows_of_a_batch_know_nothing_of_each_other()
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var model = new InverseDynamicsModel(Small, 1);
        var frames = Frames(3, 5, seed: 3);

        var together = model.Forward(frames);
        var alone = model.Forward(frames.narrow(0, 1, 1));

        Assert.That(GoldenNet.Distance(together.ButtonLogProbs.narrow(0, 1, 1), alone.ButtonLogProbs), Is.LessThan(1e-5f));
        Assert.That(GoldenNet.Distance(together.CameraLogProbs.narrow(0, 1, 1), alone.CameraLogProbs), Is.LessThan(1e-5f));
    }

    [Test]
    public void The_future_counts_as_the_past_does()
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var model = Lively(Small);
        var frames = Frames(1, 8, seed: 4);
        var before = model.Forward(frames).CameraLogProbs[0];

        // Further away than the convolution over time reaches: only attention can tell.
        foreach (var (changed, observed) in new[] { (7, 0), (0, 7) })
        {
            var other = frames.clone();
            other[0, changed].fill_(255);

            Assert.That(GoldenNet.Distance(model.Forward(other).CameraLogProbs[0, observed], before[observed]), Is.GreaterThan(1e-5f));
        }
    }

    [Test]
    public void Probabilities_sum_to_one_and_the_loss_sums_all_22_choices()
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var model = Lively(Small);
        var output = model.Forward(Frames(2, 3, seed: 5));
        var (buttons, camera) = (zeros(2, 3, 20, ScalarType.Int64), full(2, 3, 2, 5, ScalarType.Int64));

        var expected = output.ButtonLogProbs.select(-1, 0).sum(-1) + output.CameraLogProbs.select(-1, 5).sum(-1);

        Assert.That(GoldenNet.Distance(output.ButtonLogProbs.exp().sum(-1), ones(2, 3, 20)), Is.LessThan(1e-5f));
        Assert.That(GoldenNet.Distance(output.CameraLogProbs.exp().sum(-1), ones(2, 3, 2)), Is.LessThan(1e-5f));
        Assert.That(GoldenNet.Distance(output.LogProbability(buttons, camera), expected), Is.LessThan(1e-5f));
    }

    [Test]
    public void Learning_reaches_every_tensor_but_those_that_no_frame_reaches()
    {
        using var scope = NewDisposeScope();
        using var model = Lively(Small);

        Loss(model).backward();

        Assert.That(
            model.TrainableParameters.Where(named => named.Parameter.grad is null).Select(named => named.Name),
            Is.EqualTo(model.NamedTensors.Select(named => named.Name).Where(name =>
                name.StartsWith("net.lastlayer", StringComparison.Ordinal) || name.Contains("b_nd", StringComparison.Ordinal)
                || name.Contains(".r_layer", StringComparison.Ordinal))));
        foreach (var (name, parameter) in model.TrainableParameters.Where(named => named.Parameter.grad is not null))
        {
            Assert.That(parameter.grad!.abs().max().item<float>(), Is.GreaterThan(0), name);
        }
    }

    [Test]
    public void The_gradient_is_the_slope_of_the_loss()
    {
        using var scope = NewDisposeScope();
        using var model = Lively(Small);
        Loss(model).backward();

        // Along a random direction of the convolution's weights; float32 allows no smaller step.
        var weight = model.TrainableParameters.Single(named => named.Name == "net.conv3d_layer.layer.weight").Parameter;
        using var generator = new Generator(7);
        var direction = randn(weight.shape, generator: generator);
        var expected = (weight.grad! * direction).sum().item<float>();
        const double Step = 1e-4;
        using var ungraded = no_grad();
        weight.add_(direction * Step);
        var above = Loss(model).item<float>();
        weight.sub_(direction * (2 * Step));
        var below = Loss(model).item<float>();

        Assert.That((above - below) / (2 * Step), Is.EqualTo(expected).Within(5).Percent);
    }

    [Test]
    public void A_few_steps_of_Adam_learn_a_window()
    {
        using var scope = NewDisposeScope();
        using var model = new InverseDynamicsModel(Small, 1);
        using var optimizer = new Adam(model.TrainableParameters, new AdamConfig { LearningRate = 3e-3, WeightDecay = 0 });
        var before = Loss(model).item<float>();

        for (var step = 0; step < 60; step++)
        {
            using var inner = NewDisposeScope();
            optimizer.ZeroGrad();
            Loss(model).backward();
            optimizer.Step();
        }

        Assert.That(Loss(model).item<float>(), Is.LessThan(before / 2));
    }

    [Test]
    public void The_last_layer_counts_only_if_asked()
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var without = Lively(Small);
        using var with = Lively(Small with { UseLastLayer = true });
        var frames = Frames(1, 4, seed: 6);
        var (before, beforeWith) = (without.Forward(frames).CameraLogProbs, with.Forward(frames).CameraLogProbs);

        foreach (var model in new[] { without, with })
        {
            model.NamedTensors.Single(named => named.Name == "net.lastlayer.layer.weight").Tensor.mul_(-1);
        }

        Assert.That(GoldenNet.Same(without.Forward(frames).CameraLogProbs, before), Is.True);
        Assert.That(GoldenNet.Distance(with.Forward(frames).CameraLogProbs, beforeWith), Is.GreaterThan(1e-4f));
    }

    [Test]
    public void Only_the_output_is_left_behind()
    {
        using var scope = NewDisposeScope();
        using var model = new InverseDynamicsModel(Small, 1);
        var frames = Frames(1, 3, seed: 7);
        var before = scope.DisposablesCount;

        model.Forward(frames);

        Assert.That(scope.DisposablesCount, Is.EqualTo(before + 2));
    }

    [Test]
    public void Rows_of_a_fresh_model_have_the_references_lengths()
    {
        using var scope = NewDisposeScope();
        using var model = new InverseDynamicsModel(Small, 1);
        var weights = model.NamedTensors.ToDictionary(named => named.Name, named => named.Tensor.detach());

        foreach (var entry in InverseDynamicsLayout.Of(Small).Where(entry => entry.Initial == InitialValue.UnitRows))
        {
            var norms = weights[entry.Name].flatten(1).norm(1);
            Assert.That(GoldenNet.Distance(norms, full_like(norms, entry.Scale)), Is.LessThan(1e-5f), entry.Name);
        }

        Assert.That(weights["net.recurrent_layer.blocks.0.r.orc_block.b_nd"].shape, Is.EqualTo(new long[] { 10, 0 }));
    }

    [Test]
    public void Brain_float_is_near_float()
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var model = new InverseDynamicsModel(Small, 1);
        var frames = Frames(1, 4, seed: 8);
        var exact = model.Forward(frames).CameraLogProbs;

        model.ComputeType = ScalarType.BFloat16;

        Assert.That(GoldenNet.Distance(model.Forward(frames).CameraLogProbs, exact), Is.LessThan(0.2f).And.GreaterThan(0));
    }

    [Test]
    public void Frames_of_another_size_are_refused()
    {
        using var scope = NewDisposeScope();
        using var model = new InverseDynamicsModel(Small, 1);

        var error = Assert.Throws<ArgumentException>(() => model.Forward(zeros([1, 2, 16, 16, 3], ScalarType.Byte)));

        Assert.That(error!.Message, Does.Contain("'frames' is [1, 2, 16, 16, 3], expected [-1, -1, 16, 24, 3]"));
    }

    private static Tensor Loss(InverseDynamicsModel model)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(11);
        var buttons = randint(0, 2, [2, 8, 20], ScalarType.Int64, generator: generator);
        var camera = randint(0, 11, [2, 8, 2], ScalarType.Int64, generator: generator);

        return (-model.Forward(Frames(2, 8, seed: 9)).LogProbability(buttons, camera).mean()).MoveToOuterDisposeScope();
    }

    /// <summary>A fresh model's attention is all but even; a stronger one lets faults show.</summary>
    private static InverseDynamicsModel Lively(InverseDynamicsConfig config)
    {
        using var ungraded = no_grad();
        var model = new InverseDynamicsModel(config, 1);

        foreach (var (name, tensor) in model.NamedTensors)
        {
            if (name.Contains("q_layer.weight", StringComparison.Ordinal) || name.Contains("k_layer.weight", StringComparison.Ordinal))
            {
                tensor.mul_(8);
            }
        }

        return model;
    }

    private static Tensor Frames(int batch, int time, int seed)
    {
        using var generator = new Generator((ulong)seed);

        return randint(0, 256, [batch, time, 16, 24, 3], ScalarType.Byte, generator: generator);
    }
}
