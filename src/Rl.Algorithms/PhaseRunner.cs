using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Algorithms;

/// <summary>
/// Runs one pass of a phase over an iteration's fragments: mini-batches of whole sequences in a given order, each cut in time if the
/// settings say so with the memory carried over, the gradient of each added up over parts small enough to hold.
/// </summary>
internal sealed class PhaseRunner(VptPolicy policy, PpoConfig config, SkipGuard guard)
{
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
        var parts = group.Chunk(config.MicroBatchSequences).Select(indices => new Part(iteration, indices, phase)).ToArray();
        try
        {
            foreach (var slots in Chunks(iteration.Length))
            {
                RunChunk(parts, slots, phase, optimizer, result);
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

    private void RunChunk(Part[] parts, (int Start, int Length) slots, IPhase phase, GuardedOptimizer optimizer, PhaseResult result)
    {
        double validSlots = parts.Sum(part => part.ValidSlots(slots));
        var figures = Array.Empty<double>();
        foreach (var part in parts)
        {
            var share = validSlots == 0 ? 0 : part.ValidSlots(slots) / validSlots;
            var ofPart = Backpropagate(part, slots, phase, share);
            Array.Resize(ref figures, ofPart.Length);
            for (var i = 0; i < figures.Length; i++)
            {
                figures[i] += share == 0 ? 0 : share * ofPart[i];
            }
        }

        if (validSlots == 0)
        {
            optimizer.ClearGradients();
            return;
        }

        var made = optimizer.TryStep(figures[0], figures[1]);
        result.Note(figures[2..], validSlots, made);
        if (made)
        {
            guard.CountMade();
        }
        else
        {
            guard.CountSkipped();
        }
    }

    private double[] Backpropagate(Part part, (int Start, int Length) slots, IPhase phase, double share)
    {
        using var scope = NewDisposeScope();

        using var batch = part.Batch(slots);
        using var output = batch.Forward(policy, part.Memory, phase.DetachValue);
        var figures = phase.Evaluate(batch, output);
        figures.Loss.Times(share).backward();
        part.Memory = output.TakeMemory();

        using var noGradient = no_grad();
        return [.. stack([figures.Loss.detach(), figures.Divergence, .. figures.Reported]).to(CPU).to(ScalarType.Float64).data<double>()];
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
        private readonly KeptDistribution[] _kept;
        private PolicyMemory _memory;

        public Part(Iteration iteration, int[] indices, IPhase phase)
        {
            (_iteration, _indices) = (iteration, indices);
            _kept = [.. indices.Select(phase.KeptFor).OfType<KeptDistribution>()];
            _memory = PolicyMemory.Concatenate([.. indices.Select(index => iteration.Fragments[index].Memory)]);
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
                : ActionDistribution.Stack([.. _kept.Select(each => each.Distribution)], slots.Start, slots.Length);
            return new SequenceBatch([.. _indices.Select(index => _iteration.Fragments[index])], slots)
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
            return stack(_indices.Select(index => perFragment[index].narrow(0, slots.Start, slots.Length)));
        }
    }
}
