using Rl.Models.Native;
using static TorchSharp.torch;

namespace Rl.Models;

/// <summary>A network's tensors by name, and copies of them in the type that it computes in. Owns the copies, not the tensors.</summary>
/// <remarks>Where nothing is learned, a weight is cast once until it is written to: to cast 1x anew costs half of what acting on one frame does.</remarks>
internal sealed class NetworkWeights(IReadOnlyDictionary<string, Tensor> tensors) : IDisposable
{
    private readonly Dictionary<Tensor, (Tensor Copy, long Version)> _copies = new(ReferenceEqualityComparer.Instance);

    /// <summary>The tensor of that name.</summary>
    public Tensor this[string name] => tensors[name];

    /// <summary>The tensor of that name, or null.</summary>
    public Tensor? Find(string name) => tensors.GetValueOrDefault(name);

    /// <summary>
    /// A tensor in a type: itself, or a copy. Where gradients are wanted the copy is a step of the graph and belongs to the caller's scope, else it is kept
    /// here and only to be read. Several threads may ask at once.
    /// </summary>
    public Tensor As(Tensor tensor, ScalarType type)
    {
        if (tensor.dtype == type)
        {
            return tensor;
        }

        if (is_grad_enabled() || !TensorVersion.IsKnown)
        {
            return tensor.to_type(type);
        }

        lock (_copies)
        {
            var version = TensorVersion.Of(tensor);

            if (_copies.TryGetValue(tensor, out var kept))
            {
                if (kept.Version == version && kept.Copy.dtype == type)
                {
                    return kept.Copy;
                }

                kept.Copy.Dispose();
            }

            var copy = tensor.to_type(type).DetachFromDisposeScope();
            _copies[tensor] = (copy, version);

            return copy;
        }
    }

    public void Dispose()
    {
        foreach (var (copy, _) in _copies.Values)
        {
            copy.Dispose();
        }

        _copies.Clear();
    }
}
