using Rl.Models;
using Rl.Models.Native;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace Rl.Tests.Models;

public class AdamTests
{
    private static readonly AdamConfig Plain = new() { LearningRate = 0.1, WeightDecay = 0 };

    [Test]
    public void The_first_step_moves_by_the_learning_rate_against_the_gradient()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(tensor(new[] { 1f, -2f }));
        using var optimizer = new Adam([("p", parameter)], Plain);

        (parameter * tensor(new[] { 5f, -0.01f })).sum().backward();
        optimizer.Step();

        Assert.That(parameter.data<float>().ToArray(), Is.EqualTo(new[] { 0.9f, -1.9f }).Within(1e-5f));
    }

    [Test]
    public void Decay_is_added_to_the_gradient()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(tensor(new[] { 2f }));
        using var optimizer = new Adam([("p", parameter)], Plain with { WeightDecay = 0.5 });

        // The gradient -1 and the decay 0.5 * 2 cancel.
        (-parameter).sum().backward();
        optimizer.Step();

        Assert.That(parameter.item<float>(), Is.EqualTo(2f));
    }

    [Test]
    public void A_parameter_without_gradient_is_neither_moved_nor_decayed()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(ones(1));
        using var optimizer = new Adam([("p", parameter)], Plain with { WeightDecay = 0.1 });

        parameter.sum().backward();
        optimizer.ZeroGrad();
        optimizer.Step();

        Assert.That(parameter.item<float>(), Is.EqualTo(1f));
    }

    [TestCase(new long[] { 70_003 }, false)]
    [TestCase(new long[] { 8, 3, 3, 3 }, true)]
    [TestCase(new long[] { 8, 3, 3, 3 }, false)]
    public void Steps_are_those_of_the_paper_however_the_parameter_and_its_gradient_lie(long[] shape, bool isGradientAlike)
    {
        using var scope = NewDisposeScope();
        var config = new AdamConfig { LearningRate = 0.01, WeightDecay = 0.05 };
        var parameter = new Parameter(Laid(randn(shape), channelsLast: shape.Length == 4));
        double[] expected = [.. Numbers(parameter)];
        var (mean, square) = (new double[expected.Length], new double[expected.Length]);
        using var optimizer = new Adam([("p", parameter)], config);

        for (var step = 1; step <= 3; step++)
        {
            var gradient = Laid(randn(shape), isGradientAlike && shape.Length == 4);
            parameter.grad = gradient;
            double[] given = [.. Numbers(gradient)];
            optimizer.Step();

            for (var i = 0; i < expected.Length; i++)
            {
                var decayed = given[i] + (config.WeightDecay * expected[i]);
                mean[i] = (config.Beta1 * mean[i]) + ((1 - config.Beta1) * decayed);
                square[i] = (config.Beta2 * square[i]) + ((1 - config.Beta2) * decayed * decayed);
                var (corrected, correctedSquare) = (mean[i] / (1 - Math.Pow(config.Beta1, step)), square[i] / (1 - Math.Pow(config.Beta2, step)));
                expected[i] -= config.LearningRate * corrected / (Math.Sqrt(correctedSquare) + config.Epsilon);
            }
        }

        Assert.That(Numbers(parameter), Is.EqualTo(expected).Within(1e-6));

        static Tensor Laid(Tensor tensor, bool channelsLast) =>
            channelsLast ? tensor.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : tensor;

        static double[] Numbers(Tensor tensor) => [.. tensor.detach().contiguous().to_type(ScalarType.Float64).data<double>()];
    }

    [Test]
    public void A_step_is_a_write_that_torch_knows_of()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(ones(100));
        using var optimizer = new Adam([("p", parameter)], Plain);
        var before = TensorVersion.Of(parameter);

        parameter.sum().backward();
        optimizer.Step();

        Assert.That(TensorVersion.Of(parameter), Is.GreaterThan(before));
    }

    [Test]
    public void A_restored_optimiser_goes_on_as_the_saved_one()
    {
        using var scope = NewDisposeScope();
        var (one, other) = (new Parameter(ones(3)), new Parameter(ones(3)));
        using var optimizer = new Adam([("p", one)], Plain);
        using var restored = new Adam([("p", other)], Plain);
        Advance(one, optimizer);
        Advance(one, optimizer);

        var saved = optimizer.NamedState().ToDictionary(entry => entry.Name, entry => entry.Tensor.clone());
        restored.LoadState(saved);
        using (no_grad())
        {
            other.copy_(one);
        }

        Advance(one, optimizer);
        Advance(other, restored);
        Assert.That(GoldenNet.Same(one, other), Is.True);
        saved.Remove("p.steps");
        Assert.Throws<InvalidDataException>(() => restored.LoadState(saved));
    }

    [Test]
    public void Clipping_scales_all_gradients_to_the_joint_norm()
    {
        using var scope = NewDisposeScope();
        var (x, y) = (new Parameter(zeros(1)), new Parameter(zeros(1)));
        ((3 * x) + (4 * y)).sum().backward();

        var norm = GradientClip.ClipNorm([x, y], 1);

        Assert.That(norm, Is.EqualTo(5).Within(1e-6));
        Assert.That(x.grad!.item<float>(), Is.EqualTo(0.6f).Within(1e-5f));
        Assert.That(y.grad!.item<float>(), Is.EqualTo(0.8f).Within(1e-5f));
        Assert.That(GradientClip.ClipNorm([x, y], 2), Is.EqualTo(1).Within(1e-5));
        Assert.That(x.grad!.item<float>(), Is.EqualTo(0.6f).Within(1e-5f));
    }

    [Test]
    public void A_gradient_that_is_not_finite_is_reported_and_left_alone()
    {
        using var scope = NewDisposeScope();
        var x = new Parameter(zeros(1));
        (x / 0f).sum().backward();

        Assert.That(double.IsFinite(GradientClip.ClipNorm([x], 1)), Is.False);
    }

    private static void Advance(Parameter parameter, Adam optimizer)
    {
        optimizer.ZeroGrad();
        (parameter.square() * tensor(new[] { 1f, 2f, 3f })).sum().backward();
        optimizer.Step();
    }
}
