namespace Rl.Models;

/// <summary>The tensors of an <see cref="InverseDynamicsModel"/>: the reference's names, shapes, order and initial values, without memory for them.</summary>
/// <remarks>
/// Some of them no frame reaches, and they get no gradient: the relative bias, which has no distance to hold (<c>[10, 0]</c>), its layer, and
/// <c>lastlayer</c> unless <see cref="InverseDynamicsConfig.UseLastLayer"/>. The reference's files hold them.
/// </remarks>
public static class InverseDynamicsLayout
{
    /// <summary>Every tensor in the order of the reference's state dictionary.</summary>
    /// <param name="config">The model's shape.</param>
    /// <param name="initialMotion">
    /// How strongly the fresh convolution over time shows what changes between frames (<see cref="InitialValue.Motion"/>); at 0 it starts from random rows,
    /// as the reference does.
    /// </param>
    public static IReadOnlyList<LayoutTensor> Of(InverseDynamicsConfig config, double initialMotion = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(initialMotion);
        config.Validated();
        var hidden = config.HiddenSize;
        var layout = new NetworkLayout();
        layout.AddTrunk(config.TemporalChannels, normsInput: true, config.Channels, config.FrameHeight, config.FrameWidth, hidden);
        layout.AddTransformer(hidden, config.Heads, config.Layers, config.PointwiseRatio, context: 0);
        layout.Add(
            "net.conv3d_layer.layer.weight",
            [config.TemporalChannels, 3, InverseDynamicsConfig.TemporalKernel, 1, 1],
            initialMotion > 0 ? InitialValue.Motion : InitialValue.UnitRows,
            initialMotion > 0 ? initialMotion : 1);
        layout.Add("net.conv3d_layer.layer.bias", [config.TemporalChannels], InitialValue.Constant, 0);
        layout.AddHead("pi_head.buttons.linear_layer", InverseDynamicsConfig.ButtonCount * 2, hidden);
        layout.AddHead("pi_head.camera.linear_layer", InverseDynamicsConfig.CameraAxes * InverseDynamicsConfig.CameraBins, hidden);

        return layout.Tensors;
    }
}
