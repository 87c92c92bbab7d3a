using Rl.Models;

namespace Rl.Algorithms;

/// <summary>What a <see cref="PriorPass"/> leaves; each part is the receiver's to dispose.</summary>
/// <param name="Distribution">The policy's distribution over actions, <c>[time]</c>.</param>
/// <param name="Memory">The policy's memory after the last slot, of batch 1.</param>
public sealed record PriorPassResult(ActionDistribution Distribution, PolicyMemory Memory) : IDisposable
{
    /// <summary>Frees both parts.</summary>
    public void Dispose()
    {
        Distribution.Dispose();
        Memory.Dispose();
    }
}
