using Rl.Models;

namespace Rl.Tests.Models;

public class InverseDynamicsLayoutTests
{
    [TestCase("4x", 482_330_046)]
    [TestCase("nano", 753_774)]
    public void A_size_has_its_number_of_elements(string name, long expected)
    {
        Assert.That(InverseDynamicsLayout.Of(InverseDynamicsConfig.ByName(name)).Sum(tensor => tensor.Elements), Is.EqualTo(expected));
    }

    [Test]
    public void Names_shapes_and_order_are_the_references()
    {
        PolicyLayoutTests.AssertKeys(InverseDynamicsLayout.Of(InverseDynamicsConfig.FourX), "keys_idm.txt");
    }

    [TestCase("idm_tiny.model")]
    [TestCase("idm_tiny_full_p2.model")]
    [TestCase("idm_tiny_full_p4.model")]
    public void A_configuration_from_a_model_file_has_the_references_tensors(string file)
    {
        var config = OpenAiModel.ReadInverseDynamics(GoldenNet.PathOf(file));

        PolicyLayoutTests.AssertKeys(InverseDynamicsLayout.Of(config), "keys_idm_tiny.txt");
        Assert.That(config, Is.EqualTo(InverseDynamicsConfig.FourX with { TemporalChannels = 8, HiddenSize = 32, Heads = 4, ImpalaWidth = 0.1875 }));
    }

    [Test]
    public void A_model_holds_exactly_what_the_layout_lists()
    {
        using var model = new InverseDynamicsModel(InverseDynamicsConfig.Nano, 1);

        Assert.That(
            model.NamedTensors.Select(named => (named.Name, string.Join(',', named.Tensor.shape), named.Tensor.requires_grad)),
            Is.EqualTo(InverseDynamicsLayout.Of(model.Config).Select(tensor => (tensor.Name, string.Join(',', tensor.Shape), true))));
    }
}
