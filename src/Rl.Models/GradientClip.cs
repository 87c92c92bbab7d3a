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
        using var ungraded = no_grad();
        Tensor[] gradients = [.. parameters.Select(parameter => parameter.grad).OfType<Tensor>()];

        if (gradients.Length == 0)
        {
            return 0;
        }

        var norm = stack([.. gradients.Select(gradient => gradient.norm())]).norm().item<float>();

        if (double.IsFinite(norm) && norm > maximum)
        {
            foreach (var gradient in gradients)
            {
                gradient.MultiplyBy(maximum / (norm + 1e-6));
            }
        }

        return norm;
    }
}
