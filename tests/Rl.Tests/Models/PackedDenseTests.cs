using Rl.Models;
using Rl.Models.Kernels;
using static TorchSharp.torch;

namespace Rl.Tests.Models;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public unsafe class PackedDenseTests
{
    private ulong _drawn;

    [Test]
    public void It_is_the_linear_layer([Values(1, 31, 121, 300)] int outputs, [Values(1, 7, 128, 1500)] int inputs, [Values(1, 4, 9)] int rows, [Values] bool isBiased)
    {
        using var scope = NewDisposeScope();
        var (weight, bias, input) = (Drawn(outputs, inputs), isBiased ? Drawn(outputs) : null, Drawn(rows, inputs));

        var output = new PackedDense(weight, bias).Apply(input);

        Assert.That(output.shape, Is.EqualTo(new long[] { rows, outputs }));
        AssertClose(output, weight, bias, input);
    }

    [Test]
    public void Its_kernel_for_eight_numbers_gives_the_same()
    {
        using var scope = NewDisposeScope();
        var (weight, bias, input) = (Drawn(37, 600), Drawn(37), Drawn(6, 600));
        var output = zeros(6, 37);

        fixed (float* packed = DenseKernel.Pack<Lanes8>(weight.data<float>().ToArray(), bias.data<float>().ToArray(), 600))
        {
            for (var part = 0; part < 3; part++)
            {
                DenseKernel.Multiply<Lanes8>(packed, 37, 600, part, 3, 6, (float*)TensorBytes.Address(input), (float*)TensorBytes.Address(output));
            }
        }

        AssertClose(output, weight, bias, input);
    }

    [Test]
    public void It_sees_that_weights_were_written_to()
    {
        using var scope = NewDisposeScope();
        var (weight, bias, input) = (Drawn(20, 10), Drawn(20), Drawn(3, 10));
        var dense = new PackedDense(weight, bias);
        dense.Apply(input);

        weight.mul_(2);
        AssertClose(dense.Apply(input), weight, bias, input);

        bias.add_(1);
        AssertClose(dense.Apply(input), weight, bias, input);
    }

    [Test]
    public void Input_may_lie_any_way_and_threads_change_nothing()
    {
        using var scope = NewDisposeScope();
        var (weight, input) = (Drawn(2000, 640), Drawn(640, 3, 2).permute(2, 1, 0));
        var dense = new PackedDense(weight, null);
        var threads = TorchRuntime.Threads;

        try
        {
            TorchRuntime.SetThreads(1);
            var alone = dense.Apply(input);
            TorchRuntime.SetThreads(3);
            var shared = dense.Apply(input);

            Assert.That(alone.shape, Is.EqualTo(new long[] { 2, 3, 2000 }));
            Assert.That(shared.equal(alone).all().item<bool>());
            AssertClose(alone, weight, null, input);
        }
        finally
        {
            TorchRuntime.SetThreads(threads);
        }
    }

    // Equal draws for input and weights would add up squares.
    private Tensor Drawn(params long[] shape)
    {
        using var generator = new Generator(++_drawn);
        return randn(shape, generator: generator);
    }

    private static void AssertClose(Tensor actual, Tensor weight, Tensor? bias, Tensor input)
    {
        var exact = nn.functional.linear(input.to(float64), weight.to(float64), bias?.to(float64));
        var error = (actual.to(float64) - exact).abs().max().item<double>();

        Assert.That(error, Is.LessThan(5e-6 * Math.Sqrt(weight.shape[1])));
    }
}
