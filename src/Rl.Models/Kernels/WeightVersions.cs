using Rl.Models.Native;
using static TorchSharp.torch;

namespace Rl.Models.Kernels;

/// <summary>Says whether weights have changed since one last looked.</summary>
internal sealed class WeightVersions(IReadOnlyList<Tensor> weights)
{
    private readonly long[] _seen = [.. weights.Select(_ => -1L)];

    /// <summary>True if no tensor was written to since the last call. Where torch does not tell, they may have been.</summary>
    public bool AreCurrent()
    {
        if (!TensorVersion.IsKnown)
        {
            return false;
        }

        var current = true;

        for (var i = 0; i < _seen.Length; i++)
        {
            var version = TensorVersion.Of(weights[i]);
            current &= version == _seen[i];
            _seen[i] = version;
        }

        return current;
    }
}
