using System.Globalization;
using Rl.Models;

namespace Rl.Tests.Models;

public class PolicyLayoutTests
{
    [TestCase("1x", 70_998_654)]
    [TestCase("2x", 248_495_294)]
    [TestCase("3x", 532_504_318)]
    [TestCase("nano", 1_876_270)]
    public void A_size_has_its_number_of_elements(string name, long expected)
    {
        Assert.That(PolicyLayout.Of(PolicyConfig.ByName(name)).Sum(tensor => tensor.Elements), Is.EqualTo(expected));
    }

    [TestCase("1x")]
    [TestCase("2x")]
    [TestCase("3x")]
    public void Names_shapes_and_order_are_the_references(string name)
    {
        AssertKeys(PolicyLayout.Of(PolicyConfig.ByName(name)), $"keys_{name}.txt");
    }

    [Test]
    public void A_configuration_from_a_model_file_has_the_references_tensors()
    {
        AssertKeys(PolicyLayout.Of(OpenAiModel.Read(GoldenNet.PathOf("tiny.model"))), "keys_tiny.txt");
    }

    [Test]
    public void A_policy_holds_exactly_what_the_layout_lists()
    {
        var config = PolicyConfig.Nano with { AuxiliaryValueHead = true };
        using var policy = new VptPolicy(config, 1);

        Assert.That(
            policy.NamedTensors.Select(named => (named.Name, string.Join(',', named.Tensor.shape), named.Tensor.requires_grad)),
            Is.EqualTo(PolicyLayout.Of(config).Select(tensor => (tensor.Name, string.Join(',', tensor.Shape), tensor.Trainable))));
        Assert.That(policy.NamedTensors[^1].Name, Is.EqualTo("aux_value_head.linear.bias"));
    }

    /// <summary>Compares a layout with the list of a reference model's state dictionary.</summary>
    internal static void AssertKeys(IReadOnlyList<LayoutTensor> actual, string file)
    {
        var expected = File.ReadLines(GoldenNet.PathOf(file)).Where(line => !line.StartsWith('#')).Select(line => line.Split('\t')).ToArray();

        Assert.That(actual.Select(tensor => tensor.Name), Is.EqualTo(expected.Select(fields => fields[0])));
        Assert.That(
            actual.Select(tensor => string.Create(CultureInfo.InvariantCulture, $"[{string.Join(", ", tensor.Shape)}]")),
            Is.EqualTo(expected.Select(fields => fields[1])));
        Assert.That(actual.Select(tensor => tensor.Trainable ? "train" : "frozen"), Is.EqualTo(expected.Select(fields => fields[3])));
    }
}
