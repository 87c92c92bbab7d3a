using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Tests.Models;

/// <summary>Compares with what the reference (PyTorch 1.13, float32) computed; the tolerances are its documentation's.</summary>
public class GoldenInverseDynamicsTests
{
    private const float Tolerance = 1e-4f;

    [Test]
    public void Log_probabilities_and_choices_are_the_references()
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var model = GoldenNet.InverseDynamics();

        var output = model.Forward(GoldenNet.Array("idm_img"));
        var (buttons, camera) = (output.ButtonLogProbs.argmax(-1), output.CameraLogProbs.argmax(-1));

        Assert.That(output.ButtonLogProbs.shape, Is.EqualTo(new long[] { 1, 16, 20, 2 }));
        Assert.That(output.CameraLogProbs.shape, Is.EqualTo(new long[] { 1, 16, 2, 11 }));
        Assert.That(GoldenNet.Distance(output.ButtonLogProbs, GoldenNet.Array("idm_buttons")), Is.LessThan(Tolerance));
        Assert.That(GoldenNet.Distance(output.CameraLogProbs, GoldenNet.Array("idm_camera")), Is.LessThan(Tolerance));
        Assert.That(GoldenNet.Same(buttons, GoldenNet.Array("idm_argmax_buttons")), Is.True);
        Assert.That(GoldenNet.Same(camera, GoldenNet.Array("idm_argmax_camera")), Is.True);
        Assert.That(GoldenNet.Distance(output.LogProbability(buttons, camera), GoldenNet.Array("idm_logprob")), Is.LessThan(Tolerance));
    }

    [Test]
    public void Activations_are_the_references_layer_by_layer()
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var model = GoldenNet.InverseDynamics();
        using var weights = new NetworkWeights(model.NamedTensors.ToDictionary(named => named.Name, named => named.Tensor));
        var trunk = new ImpalaTrunk(weights, model.Config.TrunkShape, exactNorms: true);
        var frames = GoldenNet.Array("idm_img");

        var padded = nn.functional.pad(frames, [0, 0, 0, 0, 0, 0, 2, 2]);
        var temporal = new TemporalConvolution(weights, weights["net.conv3d_layer.layer.weight"], weights["net.conv3d_layer.layer.bias"])
            .Forward(padded, ScalarType.Float32); // [16, 8, 128, 128]
        Near("conv3d_layer", temporal.narrow(0, 0, 4).narrow(2, 0, 32).narrow(3, 0, 32).transpose(0, 1));
        Near("img_process-cnn-stacks-0", trunk.FirstStack(temporal.narrow(0, 0, 2), ScalarType.Float32));

        var flat = model.Convolve(frames);
        Near("img_process-cnn", DenseLayer.Normed(weights, "net.img_process.cnn.dense").Forward(flat, ScalarType.Float32).relu());
        var x = trunk.Project(flat, ScalarType.Float32).unsqueeze(0);
        Near("img_process", x);

        x = new TransformerBlock(weights, 0, model.Config.Heads).ForwardUnmasked(x, ScalarType.Float32);
        Near("recurrent_layer-blocks-0", x);
        x = new TransformerBlock(weights, 1, model.Config.Heads).ForwardUnmasked(x, ScalarType.Float32);
        Near("recurrent_layer", x);
        Near("lastlayer", DenseLayer.Normed(weights, "net.lastlayer").Forward(x.relu(), ScalarType.Float32).relu());
        Near("final_ln", DenseLayer.Normalize(x.relu(), weights["net.final_ln.weight"], weights["net.final_ln.bias"]));
    }

    private static void Near(string name, Tensor actual)
    {
        Assert.That(GoldenNet.Distance(actual, GoldenNet.Array($"idm_act_{name}")), Is.LessThan(Tolerance), name);
    }
}
