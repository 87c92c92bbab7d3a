using static TorchSharp.torch;

namespace Rl.Models;

/// <summary>Gradients apart from the parameters that they belong to, so that parts of a batch can find theirs side by side and be added up in a fixed order.</summary>
public static class Gradients
{
    /// <summary>Adds the gradients of a batch's parts to those that the parameters have, as a backward pass does, whichever part is done first.</summary>
    /// <param name="parameters">Whose gradients.</param>
    /// <param name="parts">Number of parts.</param>
    /// <param name="width">How many are run at once (<see cref="TorchParallel.WidthFor"/>).</param>
    /// <param name="run">Gives a part's loss, and figures to be handed on; called as <see cref="TorchParallel.For"/> does.</param>
    /// <returns>The parts' figures, in the scope around the call.</returns>
    public static IReadOnlyList<Tensor> AddSideBySide(
        IReadOnlyList<Tensor> parameters, int parts, int width, Func<int, (Tensor Loss, Tensor Figures)> run)
    {
        using var scope = NewDisposeScope();
        var figures = new Tensor[parts];

        for (var start = 0; start < parts; start += width)
        {
            var first = start;
            var gradients = new IReadOnlyList<Tensor?>[Math.Min(width, parts - first)];
            TorchParallel.For(gradients.Length, width, index =>
            {
                var (loss, found) = run(first + index);
                gradients[index] = Of(loss, parameters);
                figures[first + index] = found.DetachFromDisposeScope();
            });
            Array.ForEach(gradients, ofPart => Add(parameters, ofPart));
        }

        Array.ForEach(figures, found => scope.Attach(found));
        return [.. figures.Select(found => found.MoveToOuterDisposeScope())];
    }

    /// <summary>A loss's gradients, one for each parameter; null where the loss does not reach it. They are in no scope.</summary>
    private static IReadOnlyList<Tensor?> Of(Tensor loss, IReadOnlyList<Tensor> parameters)
    {
        using var scope = NewDisposeScope();
        var gradients = autograd.grad([loss], [.. parameters], allow_unused: true);
        return [.. gradients.Select(gradient => gradient.IsInvalid ? null : gradient.DetachFromDisposeScope())];
    }

    // The gradients are taken over.
    private static void Add(IReadOnlyList<Tensor> parameters, IReadOnlyList<Tensor?> gradients)
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
