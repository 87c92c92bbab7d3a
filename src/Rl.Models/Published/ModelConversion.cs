namespace Rl.Models;

/// <summary>Turns published files into a checkpoint's folder, and a folder into files that OpenAI's code reads. Every tensor keeps its bytes.</summary>
public static class ModelConversion
{
    /// <summary>Converts a model of either kind.</summary>
    /// <param name="source">Where it lies.</param>
    /// <param name="target">The folder; or the <c>.weights</c> file, whose <c>.model</c> is written beside it under the same name.</param>
    /// <param name="isPublished">Whether the target is a <c>.weights</c> file.</param>
    /// <param name="notes">Told what the target cannot hold.</param>
    /// <exception cref="ArgumentException">OpenAI's code could not run the model.</exception>
    public static void Run(ModelSource source, string target, bool isPublished, TextWriter notes)
    {
        if (source.ReadKind() == ModelKind.InverseDynamics)
        {
            using var model = source.LoadInverseDynamics();
            Convert(model, target, isPublished);
        }
        else
        {
            using var policy = source.LoadPolicy();
            Convert(policy, target, isPublished, notes);
        }
    }

    private static void Convert(InverseDynamicsModel model, string target, bool isPublished)
    {
        if (!isPublished)
        {
            InverseDynamicsCheckpoint.Save(target, model);
            return;
        }

        OpenAiModel.Write(Path.ChangeExtension(target, ".model"), model.Config);
        OpenAiWeights.Write(target, model.NamedTensors);
    }

    private static void Convert(VptPolicy policy, string target, bool isPublished, TextWriter notes)
    {
        if (!isPublished)
        {
            PolicyCheckpoint.Save(target, policy);
            return;
        }

        // The auxiliary head is ours (docs/parity.md): the reference has no place for it and does not need it to act.
        (string Name, TorchSharp.torch.Tensor Tensor)[] known =
            [.. policy.NamedTensors.Where(named => !named.Name.StartsWith("aux_value_head.", StringComparison.Ordinal))];

        if (known.Length < policy.NamedTensors.Count)
        {
            notes.WriteLine("left out: the auxiliary value head, which OpenAI's models do not have");
        }

        OpenAiModel.Write(Path.ChangeExtension(target, ".model"), policy.Config);
        OpenAiWeights.Write(target, known);
    }
}
