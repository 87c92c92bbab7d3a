using System.Security.Cryptography;
using System.Text;
using static TorchSharp.torch;

namespace Rl.Models;

/// <summary>Copies named tensors into a model, and tells which names or shapes do not fit.</summary>
public static class NamedWeights
{
    private const int NamesShown = 8;

    /// <summary>Copies tensors in by name and disposes them.</summary>
    /// <param name="model">The model's own tensors by name: overwritten, if everything fits or <paramref name="allowMismatch"/> is set.</param>
    /// <param name="tensors">By the reference's names; disposed.</param>
    /// <param name="source">The file's name, for the message.</param>
    /// <param name="allowMismatch">Whether unknown and missing tensors are passed over; wrong shapes never are.</param>
    /// <returns>What was passed over: names the model does not have, and names the file does not have.</returns>
    /// <exception cref="DamagedCheckpointException">Something does not fit; nothing was copied.</exception>
    public static (IReadOnlyList<string> Unknown, IReadOnlyList<string> Missing) Load(
        IReadOnlyList<(string Name, Tensor Tensor)> model, IReadOnlyDictionary<string, Tensor> tensors, string source, bool allowMismatch)
    {
        using var ungraded = no_grad();

        try
        {
            var own = model.ToDictionary(named => named.Name, named => named.Tensor);
            string[] missing = [.. own.Keys.Where(name => !tensors.ContainsKey(name))];
            string[] unknown = [.. tensors.Keys.Where(name => !own.ContainsKey(name))];

            if (!allowMismatch && (missing.Length > 0 || unknown.Length > 0))
            {
                throw new DamagedCheckpointException(
                    source,
                    $"does not fit the model.{Listed(" Missing", missing)}{Listed(" Unknown", unknown)}",
                    "Is it of another size or kind of model? If it is meant: rl model convert --allow-mismatch.");
            }

            foreach (var (name, tensor) in tensors)
            {
                if (own.TryGetValue(name, out var mine) && !mine.shape.AsSpan().SequenceEqual(tensor.shape))
                {
                    throw new DamagedCheckpointException(
                        source,
                        $"has '{name}' as [{string.Join(", ", tensor.shape)}], the model expects [{string.Join(", ", mine.shape)}].",
                        "Is it of another size of model?");
                }
            }

            foreach (var (name, tensor) in tensors)
            {
                if (own.TryGetValue(name, out var mine))
                {
                    mine.copy_(tensor);
                }
            }

            return (unknown, missing);
        }
        finally
        {
            foreach (var tensor in tensors.Values)
            {
                tensor.Dispose();
            }
        }
    }

    /// <summary>SHA-256, in hexadecimal, of names, shapes and bytes: equal weights have the same hash wherever they come from.</summary>
    public static string Hash(IReadOnlyList<(string Name, Tensor Tensor)> model)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        foreach (var (name, tensor) in model)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name} [{string.Join(", ", tensor.shape)}] {tensor.dtype}\n"));
            var bytes = new byte[tensor.numel() * tensor.element_size()];
            TensorBytes.CopyTo(tensor, bytes);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Listed(string title, string[] names)
    {
        return names.Length == 0
            ? string.Empty
            : $"{title}: {string.Join(", ", names.Take(NamesShown))}{(names.Length > NamesShown ? $" and {names.Length - NamesShown} more" : string.Empty)}.";
    }
}
