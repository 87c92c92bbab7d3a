using Rl.Models.Kernels;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rl.Models;

/// <summary>A linear layer with what stands before it: a layer norm in the reference's fan-in layers (then without bias), or nothing.</summary>
internal sealed class DenseLayer(NetworkWeights weights, Tensor? normWeight, Tensor? normBias, Tensor weight, Tensor? bias)
{
    private readonly PackedDense? _packed = PackedDense.Suits(weight) ? new PackedDense(weight, bias) : null;

    /// <summary>A fan-in layer: norm, then linear without bias.</summary>
    public static DenseLayer Normed(NetworkWeights weights, string name)
    {
        return new DenseLayer(weights, weights[$"{name}.norm.weight"], weights[$"{name}.norm.bias"], weights[$"{name}.layer.weight"], null);
    }

    /// <summary>A plain linear layer, with a bias if the policy has one of that name.</summary>
    public static DenseLayer Plain(NetworkWeights weights, string name)
    {
        return new DenseLayer(weights, null, null, weights[$"{name}.weight"], weights.Find($"{name}.bias"));
    }

    /// <summary>Maps <c>[…, inputs]</c> to <c>[…, outputs] float32</c>; the product is computed in <paramref name="type"/>.</summary>
    public Tensor Forward(Tensor input, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var normed = normWeight is null
            ? input
            : Normalize(NormedConvolution.Cast(input, ScalarType.Float32), normWeight, normBias!);

        if (_packed is not null && type == ScalarType.Float32 && !is_grad_enabled())
        {
            return _packed.Apply(normed).MoveToOuterDisposeScope();
        }

        var output = functional.linear(NormedConvolution.Cast(normed, type), weights.As(weight, type), bias is null ? null : weights.As(bias, type));

        return NormedConvolution.Cast(output, ScalarType.Float32).MoveToOuterDisposeScope();
    }

    /// <summary>Layer norm over the last axis.</summary>
    public static Tensor Normalize(Tensor input, Tensor weight, Tensor bias) => functional.layer_norm(input, weight.shape, weight, bias);
}
