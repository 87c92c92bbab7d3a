using Rl.Models;
using Rl.Models.Native;
using static TorchSharp.torch;

namespace Rl.Tests.Models;

public class PrecisionTests
{
    private static readonly TrunkShape Wide = PolicyConfig.OneX.TrunkShape;
    private static readonly TrunkShape Narrow = PolicyConfig.Nano.TrunkShape;

    [Test]
    public void Auto_is_bfloat16_only_for_wide_networks_where_there_are_instructions()
    {
        Assert.That(Precision.ChooseOnProcessor(ComputePrecision.Auto, Wide, hasBfloat16: true).Type, Is.EqualTo(ScalarType.BFloat16));
        Assert.That(Precision.ChooseOnProcessor(ComputePrecision.Auto, Wide, hasBfloat16: false).Type, Is.EqualTo(ScalarType.Float32));
        Assert.That(Precision.ChooseOnProcessor(ComputePrecision.Auto, Narrow, hasBfloat16: true).Type, Is.EqualTo(ScalarType.Float32));
    }

    [TestCase(ComputePrecision.Fp32, ScalarType.Float32)]
    [TestCase(ComputePrecision.Bf16, ScalarType.BFloat16)]
    public void What_is_set_holds_on_every_machine(ComputePrecision wish, ScalarType expected)
    {
        Assert.That(Precision.ChooseOnProcessor(wish, Narrow, hasBfloat16: true).Type, Is.EqualTo(expected));
        Assert.That(Precision.ChooseOnProcessor(wish, Wide, hasBfloat16: false).Type, Is.EqualTo(expected));
    }

    [Test]
    public void A_gpu_computes_in_bfloat16_whatever_the_processor_can_do()
    {
        Assert.That(Precision.Choose(ComputePrecision.Auto, Narrow, "cuda").Type, Is.EqualTo(ScalarType.BFloat16));
        Assert.That(Precision.Choose(ComputePrecision.Fp32, Wide, "cuda:1").Type, Is.EqualTo(ScalarType.Float32));
    }

    [Test]
    public void The_choice_is_told_with_its_reason()
    {
        Assert.That(Precision.ChooseOnProcessor(ComputePrecision.Auto, Narrow, true).Words, Does.StartWith("float32").And.Contain("few channels"));
        Assert.That(Precision.ChooseOnProcessor(ComputePrecision.Bf16, Wide, false).Words, Does.Contain("no instructions"));
    }

    [Test]
    public void The_processor_is_asked_what_Linux_knows_of_it()
    {
        var flags = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("flags", StringComparison.Ordinal))?.Split(' ');
        Assume.That(flags, Is.Not.Null, "This system does not tell what its processor can do.");

        Assert.That(ProcessorFeatures.HasBfloat16, Is.EqualTo(flags!.Contains("avx512_bf16") || flags!.Contains("amx_bf16")));
    }

    [Test]
    public void A_weight_is_cast_once_until_it_is_written_to()
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        var weight = randn(4, 4);
        using var weights = new NetworkWeights(new Dictionary<string, Tensor> { ["weight"] = weight });

        var first = weights.As(weight, ScalarType.BFloat16);
        Assert.That(weights.As(weight, ScalarType.BFloat16), Is.SameAs(first));
        Assert.That(weights.As(weight, ScalarType.Float32), Is.SameAs(weight));

        weight.mul_(2);

        var second = weights.As(weight, ScalarType.BFloat16);
        Assert.That(second, Is.Not.SameAs(first));
        Assert.That(GoldenNet.Same(second, weight.to_type(ScalarType.BFloat16)), Is.True);
    }

    [Test]
    public void A_cast_that_learns_is_a_step_of_the_graph()
    {
        using var scope = NewDisposeScope();
        var weight = randn([4, 4], requires_grad: true);
        using var weights = new NetworkWeights(new Dictionary<string, Tensor> { ["weight"] = weight });

        weights.As(weight, ScalarType.BFloat16).sum().backward();

        Assert.That(GoldenNet.Same(weight.grad!, ones(4, 4)), Is.True);
    }
}
