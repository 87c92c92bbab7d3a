using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Algorithms;

/// <summary>
/// Runs one pass of a phase over an iteration's fragments: mini-batches of whole sequences in a given order, each cut in time if the
/// settings say so with the memory carried over, the gradient of each added up over parts small enough to hold.
/// </summary>
/* PhaseRunner must
 * - hold no more sequences' activations at once than the settings say, however many parts run side by side
 * - give the same for equal input and an equal number of threads: parts and the order of their sum are fixed
 */
internal sealed class PhaseRunner(VptPolicy policy, PpoConfig config, SkipGuard guard)
{
    private readonly Tensor[] _parameters = [.. policy.TrainableParameters.Select(named => named.Parameter)];

    public void Run(Iteration iteration, IReadOnlyList<int[]> groups, IPhase phase, GuardedOptimizer optimizer, PhaseResult result)
    {
        optimizer.ClearGradients();
        foreach (var group in groups)
        {
            if (guard.Diverged)
            {
                return;
            }

            RunGroup(iteration, group, phase, optimizer, result);
        }
    }

    private void RunGroup(Iteration iteration, int[] group, IPhase phase, GuardedOptimizer optimizer, PhaseResult result)
    {
        var width = Math.Min(config.MicroBatchSequences, TorchParallel.WidthFor(policy, TorchRuntime.Threads));
        var parts = group.Chunk(config.MicroBatchSequences / width).Select(indices => new Part(iteration, indices, phase, policy.Device)).ToArray();
        try
        {
            foreach (var slots in Chunks(iteration.Length))
            {
                RunChunk(parts, width, slots, phase, optimizer, result);
            }
        }
        finally
        {
            foreach (var part in parts)
            {
                part.Dispose();
            }
        }
    }

    private void RunChunk(Part[] parts, int width, (int Start, int Length) slots, IPhase phase, GuardedOptimizer optimizer, PhaseResult result)
    {
        using var scope = NewDisposeScope();
        double validSlots = parts.Sum(part => part.ValidSlots(slots));
        var shares = parts.Select(part => validSlots == 0 ? 0 : part.ValidSlots(slots) / validSlots).ToArray();
        var passes = Gradients.AddSideBySide(_parameters, parts.Length, Math.Min(width, parts.Length), index => Evaluate(parts[index], slots, phase, shares[index]));
        Tensor? sum = null;
        foreach (var (figures, share) in passes.Zip(shares))
        {
            if (share > 0)
            {
                sum = sum is null ? figures.MultiplyBy(share) : sum.add_(figures.MultiplyBy(share));
            }
        }

        if (sum is null)
        {
            optimizer.ClearGradients();
            return;
        }

        var (made, read) = optimizer.TryStep(sum);
        result.Note(read[2..], validSlots, made);
        if (made)
        {
            guard.CountMade();
        }
        else
        {
            guard.CountSkipped();
        }
    }

    /// <summary>A part's share in the loss, and its figures, <c>[figures] float64</c>; both on the policy's device, in the scope around the call.</summary>
    private (Tensor Loss, Tensor Figures) Evaluate(Part part, (int Start, int Length) slots, IPhase phase, double share)
    {
        using var batch = part.Batch(slots);
        using var output = batch.Forward(policy, part.Memory, phase.DetachValue);
        var figures = phase.Evaluate(batch, output);
        part.Memory = output.TakeMemory();
        Tensor[] read = [figures.Loss.detach(), figures.Divergence, .. figures.Reported];

        return (figures.Loss.Times(share), stack(read).to_type(ScalarType.Float64));
    }

    private IEnumerable<(int Start, int Length)> Chunks(int length)
    {
        var step = config.ChunkLength == 0 ? length : config.ChunkLength;
        for (var start = 0; start < length; start += step)
        {
            yield return (start, Math.Min(step, length - start));
        }
    }

    /// <summary>The sequences of a mini-batch that go through the policy together. Owns their memory and what it was handed to keep.</summary>
    private sealed class Part : IDisposable
    {
        private readonly Iteration _iteration;
        private readonly int[] _indices;
        private readonly Device _device;
        private readonly KeptDistribution[] _kept;
        private PolicyMemory _memory;

        public Part(Iteration iteration, int[] indices, IPhase phase, Device device)
        {
            (_iteration, _indices, _device) = (iteration, indices, device);
            _kept = [.. indices.Select(phase.KeptFor).OfType<KeptDistribution>()];
            using var memory = PolicyMemory.Concatenate([.. indices.Select(index => iteration.Fragments[index].Memory)]);
            _memory = memory.To(device);
        }

        public PolicyMemory Memory
        {
            get => _memory;
            set
            {
                _memory.Dispose();
                _memory = value;
            }
        }

        public int ValidSlots((int Start, int Length) slots)
        {
            return _indices.Sum(index => _iteration.Targets.Valid[index].AsSpan(slots.Start, slots.Length).Count(true));
        }

        public SequenceBatch Batch((int Start, int Length) slots)
        {
            var kept = _kept.Length == 0
                ? null
                : ActionDistribution.Stack([.. _kept.Select(each => each.Distribution)], slots.Start, slots.Length, _device);
            return new SequenceBatch([.. _indices.Select(index => _iteration.Fragments[index])], slots, _device)
            {
                Advantages = Stacked(_iteration.Targets.Advantages, slots),
                NormalizedReturns = Stacked(_iteration.Targets.NormalizedReturns, slots),
                Kept = kept,
            };
        }

        public void Dispose()
        {
            _memory.Dispose();
            foreach (var kept in _kept)
            {
                kept.Dispose();
            }
        }

        private Tensor Stacked(IReadOnlyList<Tensor> perFragment, (int Start, int Length) slots)
        {
            return ModelDevice.Upload(stack(_indices.Select(index => perFragment[index].narrow(0, slots.Start, slots.Length))), _device);
        }
    }
}
