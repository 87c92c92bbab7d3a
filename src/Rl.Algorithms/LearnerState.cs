using static TorchSharp.torch;

namespace Rl.Algorithms;

/// <summary>
/// What a learner needs to go on, beside the policy (whose tensors, the value normaliser's among them, are saved with it). Owns its tensors.
/// </summary>
/// <param name="Tensors">The optimisers' tensors; names begin with the phase, as in <c>wake/…</c>, <c>sleep/…</c>.</param>
/// <param name="Counters">Counts since the run began.</param>
public sealed record LearnerState(IReadOnlyDictionary<string, Tensor> Tensors, LearnerCounters Counters) : IDisposable
{
    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        foreach (var tensor in Tensors.Values)
        {
            tensor.Dispose();
        }
    }
}
