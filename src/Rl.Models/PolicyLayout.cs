namespace Rl.Models;

/// <summary>The tensors of a <see cref="VptPolicy"/>: the reference's names, shapes, order and initial values, without any memory for them.</summary>
public static class PolicyLayout
{
    /// <summary>Every tensor in the order of the reference's state dictionary; the auxiliary head, which is ours, comes last.</summary>
    public static IReadOnlyList<LayoutTensor> Of(PolicyConfig config)
    {
        config.Validated();
        var hidden = config.HiddenSize;
        var layout = new NetworkLayout();
        layout.AddTrunk(3, normsInput: false, config.Channels, config.FrameHeight, config.FrameWidth, hidden);
        layout.AddTransformer(hidden, config.Heads, config.Layers, config.PointwiseRatio, config.Context);
        layout.AddHead("value_head.linear", 1, hidden);
        layout.Add("value_head.normalizer.running_mean", [1], InitialValue.Constant, 0, trainable: false);
        layout.Add("value_head.normalizer.running_mean_sq", [1], InitialValue.Constant, 0, trainable: false);
        layout.Add("value_head.normalizer.debiasing_term", [], InitialValue.Constant, 0, trainable: false);
        layout.AddHead("pi_head.camera.linear_layer", PolicyConfig.CameraCount, hidden);
        layout.AddHead("pi_head.buttons.linear_layer", PolicyConfig.ButtonCount, hidden);

        if (config.AuxiliaryValueHead)
        {
            layout.AddHead("aux_value_head.linear", 1, hidden);
        }

        return layout.Tensors;
    }
}
