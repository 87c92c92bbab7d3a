using Rl.Models;
using Rl.Models.Kernels;
using static TorchSharp.torch;

namespace Rl.Tests.Models;

/// <summary>Our own convolutions for few channels against torch's in float64, forwards and back.</summary>
public class SmallTrunkTests
{
    private const float Tolerance = 2e-5f;

    // Gains' and biases' are sums over a thousand times as many numbers, which nearly cancel.
    private const float GradientTolerance = 1e-4f;

    private static readonly TrunkShape[] Shapes =
    [
        new(3, 64, 64, [8, 16, 16], NormsInput: false),
        new(3, 32, 128, [4, 20, 12], NormsInput: false),
        new(16, 64, 64, [8, 16, 16], NormsInput: true),
    ];

    [Test]
    public void Features_are_torchs_but_for_rounding([Range(0, 2)] int index)
    {
        var shape = Shapes[index];
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        var (trunk, _) = Trunk(shape);
        var images = Images(shape, 5);

        var expected = Run(trunk, shape, images, ScalarType.Float64);
        var actual = Run(trunk, shape, images, ScalarType.Float32);

        Assert.That(SmallTrunk.Suits(shape), Is.True);
        Assert.That(GoldenNet.Distance(actual, expected.to_type(ScalarType.Float32)), Is.LessThan(Tolerance * Largest(expected)));
    }

    [Test]
    public void Gradients_are_torchs_but_for_rounding([Range(0, 1)] int index)
    {
        var shape = Shapes[index];
        using var scope = NewDisposeScope();
        var (trunk, weights) = Trunk(shape);
        var images = Images(shape, 5);

        var expected = Gradients(trunk, shape, images, weights, ScalarType.Float64);
        var actual = Gradients(trunk, shape, images, weights, ScalarType.Float32);

        Assert.Multiple(() =>
        {
            foreach (var (name, gradient) in expected)
            {
                Assert.That(GoldenNet.Distance(actual[name], gradient), Is.LessThan(GradientTolerance * Math.Max(1, Largest(gradient))), name);
            }
        });
    }

    [Test]
    public void Weights_that_were_written_to_count_from_the_next_pass_on()
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        var shape = Shapes[0];
        var (trunk, weights) = Trunk(shape);
        var images = Images(shape, 2);
        Run(trunk, shape, images, ScalarType.Float32);

        weights["net.img_process.cnn.stacks.1.blocks.0.conv1.layer.weight"].mul_(-1);

        var expected = Run(trunk, shape, images, ScalarType.Float64);
        Assert.That(
            GoldenNet.Distance(Run(trunk, shape, images, ScalarType.Float32), expected.to_type(ScalarType.Float32)),
            Is.LessThan(Tolerance * Largest(expected)));
    }

    [Test]
    public void A_step_between_the_passes_does_not_change_the_gradient()
    {
        using var scope = NewDisposeScope();
        var shape = Shapes[0];
        var (trunk, weights) = Trunk(shape);
        var images = Images(shape, 3);
        var expected = Gradients(trunk, shape, images, weights, ScalarType.Float32);

        var loss = Loss(trunk, shape, images, ScalarType.Float32);
        using (no_grad())
        {
            foreach (var weight in weights.Values)
            {
                weight.add_(weight);
            }
        }

        loss.backward();
        Assert.That(weights.All(weight => GoldenNet.Same(weight.Value.grad!, expected[weight.Key])), Is.True);
    }

    [Test]
    public void Gradients_add_up_and_reach_only_what_learns()
    {
        using var scope = NewDisposeScope();
        var shape = Shapes[0];
        var (trunk, weights) = Trunk(shape);
        var images = Images(shape, 2);
        var once = Gradients(trunk, shape, images, weights, ScalarType.Float32);
        weights["net.img_process.cnn.stacks.0.n.bias"].requires_grad_(false);

        Loss(trunk, shape, images, ScalarType.Float32).backward();
        Loss(trunk, shape, images, ScalarType.Float32).backward();

        Assert.That(weights["net.img_process.cnn.stacks.0.n.bias"].grad, Is.Null);
        var name = "net.img_process.cnn.stacks.0.firstconv.layer.weight";
        Assert.That(GoldenNet.Same(weights[name].grad!, once[name] * 2), Is.True);
    }

    [Test]
    public void What_has_no_kernels_is_left_to_torch()
    {
        Assert.That(SmallTrunk.Suits(new(3, 128, 128, [64, 128, 128], NormsInput: false)), Is.False);
        Assert.That(SmallTrunk.Suits(new(3, 64, 96, [8, 16, 16], NormsInput: false)), Is.False);
        Assert.That(SmallTrunk.Suits(new(3, 64, 64, [6, 16, 16], NormsInput: false)), Is.False);
        Assert.That(SmallTrunk.Suits(new(15, 64, 64, [8, 16, 16], NormsInput: true)), Is.False);
    }

    private static (ImpalaTrunk Trunk, Dictionary<string, Tensor> Weights) Trunk(TrunkShape shape)
    {
        manual_seed(3);
        var layout = new NetworkLayout();
        layout.AddTrunk(shape.Inputs, shape.NormsInput, shape.Channels, shape.Height, shape.Width, 16);
        using var generator = new Generator(4);
        var weights = new Dictionary<string, Tensor>();

        foreach (var entry in layout.Tensors)
        {
            using var ungraded = no_grad();
            var weight = entry.Create(generator);

            // No gain is 1 and no bias 0, lest a forgotten one pass.
            weights[entry.Name] = weight.add_(rand_like(weight) * 0.2f).requires_grad_(true);
        }

        var trunk = new ImpalaTrunk(new NetworkWeights(weights), shape, exactNorms: true);
        return (trunk, weights.Where(weight => weight.Key.Contains(".stacks.", StringComparison.Ordinal)).ToDictionary());
    }

    private static Tensor Images(TrunkShape shape, long count)
    {
        return shape.NormsInput
            ? rand(count, shape.Height, shape.Width, shape.Inputs).permute(0, 3, 1, 2)
            : randint(0, 256, [count, shape.Height, shape.Width, shape.Inputs], ScalarType.Byte);
    }

    private static Tensor Run(ImpalaTrunk trunk, TrunkShape shape, Tensor images, ScalarType type)
    {
        return shape.NormsInput ? trunk.Convolve(images.to_type(type), type) : trunk.ConvolveFrames(images, type);
    }

    private static Tensor Loss(ImpalaTrunk trunk, TrunkShape shape, Tensor images, ScalarType type)
    {
        var features = Run(trunk, shape, images, type);
        return (features * linspace(-1, 1, features.shape[1]).to_type(type)).sum();
    }

    private static Dictionary<string, Tensor> Gradients(
        ImpalaTrunk trunk, TrunkShape shape, Tensor images, Dictionary<string, Tensor> weights, ScalarType type)
    {
        Loss(trunk, shape, images, type).backward();
        var gradients = weights.ToDictionary(weight => weight.Key, weight => weight.Value.grad!.clone());

        foreach (var weight in weights.Values)
        {
            weight.grad = null;
        }

        return gradients;
    }

    private static float Largest(Tensor tensor) => tensor.abs().max().to_type(ScalarType.Float32).item<float>();
}
