using static TorchSharp.torch;

namespace Rl.Models;

/// <summary>Gradients apart from the parameters that they belong to, so that parts of a batch can find theirs side by side and be added up in a fixed order.</summary>
public static class Gradients
{
    /// <summary>A loss's gradients, one for each parameter; null where the loss does not reach it. They are the caller's, in no scope.</summary>
    public static IReadOnlyList<Tensor?> Of(Tensor loss, IReadOnlyList<Tensor> parameters)
    {
        using var scope = NewDisposeScope();
        var gradients = autograd.grad([loss], [.. parameters], allow_unused: true);
        return [.. gradients.Select(gradient => gradient.IsInvalid ? null : gradient.DetachFromDisposeScope())];
    }

    /// <summary>Adds gradients to those that the parameters have, as a backward pass does.</summary>
    /// <param name="parameters">Which they were asked for.</param>
    /// <param name="gradients">From <see cref="Of"/>; taken over.</param>
    public static void Add(IReadOnlyList<Tensor> parameters, IReadOnlyList<Tensor?> gradients)
    {
        using var ungraded = no_grad();
        foreach (var (parameter, gradient) in parameters.Zip(gradients))
        {
            if (gradient is null)
            {
                continue;
            }

            using var sum = parameter.grad;
            if (sum is null)
            {
                parameter.grad = gradient;
            }
            else
            {
                sum.add_(gradient);
            }

            gradient.Dispose();
        }
    }
}
