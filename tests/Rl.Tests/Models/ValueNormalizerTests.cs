using System.Text.Json;
using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Tests.Models;

public class ValueNormalizerTests
{
    [Test]
    public void Statistics_follow_the_references_trace()
    {
        using var scope = NewDisposeScope();
        using var train = JsonDocument.Parse(File.ReadAllText(GoldenNet.PathOf("tiny_train.json")));
        var normalizer = new ValueNormalizer(zeros(1), zeros(1), zeros([])) { Beta = 0.9 };

        foreach (var step in train.RootElement.GetProperty("ewma_beta0.9_shape_2x3x1").EnumerateArray())
        {
            var input = tensor(step.GetProperty("in").EnumerateArray().Select(value => value.GetSingle()).ToArray());

            normalizer.Update(input);

            var expected = step.GetProperty("normalized").EnumerateArray().Select(value => value.GetSingle()).ToArray();
            Assert.That(normalizer.Normalize(input).data<float>().ToArray(), Is.EqualTo(expected).Within(1e-5f));
            Assert.That(normalizer.Denormalize(ones(1)).item<float>(), Is.EqualTo(step.GetProperty("denorm_of_ones").GetSingle()).Within(1e-5f));
        }
    }

    [Test]
    public void A_fresh_normaliser_scales_by_a_tenth()
    {
        using var scope = NewDisposeScope();
        var normalizer = new ValueNormalizer(zeros(1), zeros(1), zeros([]));

        Assert.That(normalizer.Denormalize(tensor(3f)).item<float>(), Is.EqualTo(0.3f).Within(1e-6f));
    }

    [Test]
    public void Normalising_and_denormalising_cancel()
    {
        using var scope = NewDisposeScope();
        var normalizer = new ValueNormalizer(zeros(1), zeros(1), zeros([]));
        var returns = tensor(new[] { -3f, 10f, 4f });
        normalizer.Update(returns);

        Assert.That(GoldenNet.Distance(normalizer.Denormalize(normalizer.Normalize(returns)), returns), Is.LessThan(1e-5f));
    }
}
