using static TorchSharp.torch;

namespace Rl.Algorithms;

/// <summary>What a phase's loss function says of a batch; the tensors live in the scope it was called in.</summary>
/// <param name="Loss"><c>[] float32</c>, with gradient; a mean over valid slots.</param>
/// <param name="Divergence"><c>[] float32</c>; the KL that the guard watches.</param>
/// <param name="Reported"><c>[] float32</c> each, without gradient; means over valid slots, in an order the phase knows.</param>
internal sealed record PhaseFigures(Tensor Loss, Tensor Divergence, IReadOnlyList<Tensor> Reported);
