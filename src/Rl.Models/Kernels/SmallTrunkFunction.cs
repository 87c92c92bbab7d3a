using static TorchSharp.torch;

namespace Rl.Models.Kernels;

/// <summary>A <see cref="SmallTrunk"/> as a step of torch's graph: arguments are the trunk, the images and its weights.</summary>
internal sealed class SmallTrunkFunction : autograd.SingleTensorFunction<SmallTrunkFunction>
{
    private const string Trunk = "trunk";
    private const string Parameters = "parameters";

    /// <inheritdoc/>
    public override string Name => nameof(SmallTrunkFunction);

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (trunk, images) = ((SmallTrunk)vars[0], (Tensor)vars[1]);
        var parameters = trunk.Parameters();

        // The weights themselves are not kept: a step between here and the way back would change them.
        ctx.save_for_backward([images]);
        ctx.save_data(Trunk, trunk);
        ctx.save_data(Parameters, parameters);

        return trunk.Forward(images, parameters);
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var (trunk, parameters) = ((SmallTrunk)ctx.get_data(Trunk), (float[])ctx.get_data(Parameters));
        using var images = ctx.get_saved_variables()[0];

        return [null!, null!, .. trunk.Backpropagate(images, parameters, grad_output)];
    }
}
