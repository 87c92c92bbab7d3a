
namespace Rl.Models;

/// <summary>The tensors of a <see cref="VptPolicy"/>: the reference's names, shapes, order and initial values, without any memory for them.</summary>
public static class PolicyLayout
{
    private static readonly double BlockScale = Math.Pow(3.0 / 2.0, 0.25);

    /// <summary>Every tensor in the order of the reference's state dictionary; the auxiliary head, which is ours, comes last.</summary>
    public static IReadOnlyList<PolicyTensor> Of(PolicyConfig config)
    {
        config.Validated();
        var tensors = new List<PolicyTensor>();
        AddTrunk(tensors, config);

        for (var layer = 0; layer < config.Layers; layer++)
        {
            AddBlock(tensors, config, $"net.recurrent_layer.blocks.{layer}");
        }

        var hidden = config.HiddenSize;
        AddNorm(tensors, "net.lastlayer.norm", hidden);
        tensors.Add(new("net.lastlayer.layer.weight", [hidden, hidden], InitialValue.UnitRows, 1));
        AddNorm(tensors, "net.final_ln", hidden);
        AddHead(tensors, "value_head.linear", 1, hidden);
        tensors.Add(new("value_head.normalizer.running_mean", [1], InitialValue.Constant, 0) { Trainable = false });
        tensors.Add(new("value_head.normalizer.running_mean_sq", [1], InitialValue.Constant, 0) { Trainable = false });
        tensors.Add(new("value_head.normalizer.debiasing_term", [], InitialValue.Constant, 0) { Trainable = false });
        AddHead(tensors, "pi_head.camera.linear_layer", PolicyConfig.CameraCount, hidden);
        AddHead(tensors, "pi_head.buttons.linear_layer", PolicyConfig.ButtonCount, hidden);

        if (config.AuxiliaryValueHead)
        {
            AddHead(tensors, "aux_value_head.linear", 1, hidden);
        }

        return tensors;
    }

    private static void AddTrunk(List<PolicyTensor> tensors, PolicyConfig config)
    {
        var inputs = 3;
        var stack = 0;

        foreach (var channels in config.Channels)
        {
            var name = $"net.img_process.cnn.stacks.{stack}";

            if (stack > 0)
            {
                AddNorm(tensors, $"{name}.firstconv.norm", inputs);
            }

            tensors.Add(new($"{name}.firstconv.layer.weight", [channels, inputs, 3, 3], InitialValue.UnitRows, 1));

            if (stack == 0)
            {
                tensors.Add(new($"{name}.firstconv.layer.bias", [channels], InitialValue.Constant, 0));
            }

            AddNorm(tensors, $"{name}.n", channels);

            foreach (var conv in new[] { "blocks.0.conv0", "blocks.0.conv1", "blocks.1.conv0", "blocks.1.conv1" })
            {
                AddNorm(tensors, $"{name}.{conv}.norm", channels);
                tensors.Add(new($"{name}.{conv}.layer.weight", [channels, channels, 3, 3], InitialValue.UnitRows, BlockScale));
            }

            inputs = channels;
            stack++;
        }

        var flat = inputs * (config.FrameHeight / 8) * (config.FrameWidth / 8);
        AddNorm(tensors, "net.img_process.cnn.dense.norm", flat);
        tensors.Add(new("net.img_process.cnn.dense.layer.weight", [PolicyConfig.TrunkOutput, flat], InitialValue.UnitRows, 1.4));
        AddNorm(tensors, "net.img_process.linear.norm", PolicyConfig.TrunkOutput);
        tensors.Add(new("net.img_process.linear.layer.weight", [config.HiddenSize, PolicyConfig.TrunkOutput], InitialValue.UnitRows, 1));
    }

    private static void AddBlock(List<PolicyTensor> tensors, PolicyConfig config, string name)
    {
        var (hidden, inner) = (config.HiddenSize, config.HiddenSize * config.PointwiseRatio);
        var residual = Math.Pow(config.Layers, -0.5) * Math.Pow(2, -0.5);
        AddNorm(tensors, $"{name}.mlp0.norm", hidden);
        tensors.Add(new($"{name}.mlp0.layer.weight", [inner, hidden], InitialValue.UnitRows, 1));
        tensors.Add(new($"{name}.mlp1.layer.weight", [hidden, inner], InitialValue.UnitRows, residual));
        tensors.Add(new($"{name}.mlp1.layer.bias", [hidden], InitialValue.Constant, 0));
        AddNorm(tensors, $"{name}.pre_r_ln", hidden);

        var attention = $"{name}.r.orc_block";
        tensors.Add(new($"{attention}.b_nd", [PolicyConfig.RelativeBases, config.Context], InitialValue.Normal, 0.2));
        tensors.Add(new($"{attention}.q_layer.weight", [hidden, hidden], InitialValue.UnitRows, 0.1));
        tensors.Add(new($"{attention}.q_layer.bias", [hidden], InitialValue.Constant, 0));
        tensors.Add(new($"{attention}.k_layer.weight", [hidden, hidden], InitialValue.UnitRows, 0.2));
        tensors.Add(new($"{attention}.v_layer.weight", [hidden, hidden], InitialValue.UnitRows, Math.Sqrt(residual)));
        tensors.Add(new($"{attention}.proj_layer.weight", [hidden, hidden], InitialValue.UnitRows, Math.Sqrt(residual)));
        tensors.Add(new($"{attention}.proj_layer.bias", [hidden], InitialValue.Constant, 0));
        var relative = PolicyConfig.RelativeBases * config.Heads;
        tensors.Add(new($"{attention}.r_layer.weight", [relative, hidden], InitialValue.UnitRows, 0.1));
        tensors.Add(new($"{attention}.r_layer.bias", [relative], InitialValue.Constant, 0));
    }

    private static void AddNorm(List<PolicyTensor> tensors, string name, int width)
    {
        tensors.Add(new($"{name}.weight", [width], InitialValue.Constant, 1));
        tensors.Add(new($"{name}.bias", [width], InitialValue.Constant, 0));
    }

    private static void AddHead(List<PolicyTensor> tensors, string name, int outputs, int inputs)
    {
        var bound = 1 / Math.Sqrt(inputs);
        tensors.Add(new($"{name}.weight", [outputs, inputs], InitialValue.Uniform, bound));
        tensors.Add(new($"{name}.bias", [outputs], InitialValue.Uniform, bound));
    }
}
