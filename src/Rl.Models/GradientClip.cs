using static TorchSharp.torch;

namespace Rl.Models;

/// <summary>Bounds the length of all gradients together.</summary>
public static class GradientClip
{
    /// <summary>Scales the gradients down so that their joint L2 norm is at most <paramref name="maximum"/>.</summary>
    /// <returns>The norm before. Where it is not finite, the gradients are left as they are and the caller skips the step.</returns>
    public static double ClipNorm(IEnumerable<Tensor> parameters, double maximum)
    {
        using var scope = NewDisposeScope();
        var gradients = GradientsOf(parameters);
        var norm = NormOf(gradients).item<float>();
        Scale(gradients, norm, maximum);

        return norm;
    }

    /// <summary>The gradients that there are; they belong to the scope around the call.</summary>
    public static IReadOnlyList<Tensor> GradientsOf(IEnumerable<Tensor> parameters)
    {
        return [.. parameters.Select(parameter => parameter.grad).OfType<Tensor>()];
    }

    /// <summary>Their joint L2 norm, <c>[] float32</c> on their device: to read it is to wait for the device.</summary>
    public static Tensor NormOf(IReadOnlyList<Tensor> gradients)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();

        return (gradients.Count == 0 ? zeros([]) : stack([.. gradients.Select(gradient => gradient.norm())]).norm()).MoveToOuterDisposeScope();
    }

    /// <summary>Scales the gradients down where their norm is finite and above the maximum.</summary>
    /// <param name="gradients">From <see cref="GradientsOf"/>.</param>
    /// <param name="norm">From <see cref="NormOf"/>.</param>
    /// <param name="maximum">What their norm is at most, afterwards.</param>
    public static void Scale(IReadOnlyList<Tensor> gradients, double norm, double maximum)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        using var ungraded = no_grad();

        if (double.IsFinite(norm) && norm > maximum)
        {
            foreach (var gradient in gradients)
            {
                gradient.MultiplyBy(maximum / (norm + 1e-6));
            }
        }
    }
}
