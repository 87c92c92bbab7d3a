using Rl.Models;
using Rl.Workers.Serving;
using static TorchSharp.torch;

namespace Rl.Workers.Learning;

/// <summary>Moves a policy's tensors between policies, and into and out of memory for the wire.</summary>
internal static class PolicyTransfer
{
    /// <summary>The weights as the bytes of a safetensors file.</summary>
    public static byte[] Save(VptPolicy policy)
    {
        var folder = Directory.CreateTempSubdirectory("rl-policy-");

        try
        {
            var path = Path.Combine(folder.FullName, "policy.safetensors");
            SafeTensors.Write(path, policy.NamedTensors);
            return File.ReadAllBytes(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Takes over weights that <see cref="Save"/> wrote.</summary>
    /// <exception cref="DamagedCheckpointException">The weights do not fit the policy.</exception>
    public static void Load(VptPolicy policy, PolicySnapshot snapshot)
    {
        var folder = Directory.CreateTempSubdirectory("rl-policy-");

        try
        {
            var path = Path.Combine(folder.FullName, "policy.safetensors");

            using (var file = File.Create(path))
            {
                file.Write(snapshot.File.Span);
            }

            NamedWeights.Load(policy.NamedTensors, SafeTensors.Read(path), $"policy version {snapshot.Version}", allowMismatch: false);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Copies weights from one policy into another of the same sizes; the auxiliary value head alone may be on one side only.</summary>
    /// <exception cref="RunRefusedException">The policies differ otherwise.</exception>
    public static void Copy(VptPolicy from, VptPolicy into)
    {
        using var noGradient = no_grad();
        var source = from.NamedTensors.ToDictionary(named => named.Name, named => named.Tensor);

        foreach (var (name, target) in into.NamedTensors)
        {
            if (source.TryGetValue(name, out var tensor) && tensor.shape.AsSpan().SequenceEqual(target.shape))
            {
                target.copy_(tensor);
            }
            else if (tensor is not null || !name.StartsWith("aux_value_head.", StringComparison.Ordinal))
            {
                throw new RunRefusedException(
                    $"The initial policy's '{name}' is {(tensor is null ? "missing" : $"[{string.Join(", ", tensor.shape)}]")}, the run's policy has "
                    + $"[{string.Join(", ", target.shape)}]. Give the run the policy sizes of the model it starts from.");
            }
        }
    }
}
