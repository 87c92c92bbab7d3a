using Rl.Algorithms.Losses;
using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Pretrain.Cloning;

/// <summary>
/// The gradient of one update, added up over parts of a chunk's streams, with the memories carried from chunk to chunk. However the streams are
/// divided, the sum is that of all at once.
/// </summary>
internal sealed class CloningGradient : IDisposable
{
    private readonly VptPolicy _policy;
    private readonly VptPolicy? _original;
    private readonly double _originalKlWeight;
    private readonly Tensor? _classWeights;
    private readonly int _streams;
    private readonly int _width;
    private readonly int _partStreams;
    private readonly Tensor[] _parameters;
    private readonly PolicyMemory[] _memories;
    private readonly PolicyMemory[] _originalMemories;

    /// <param name="config">Streams, their division, the weight of the divergence.</param>
    /// <param name="policy">Learns; stays the caller's.</param>
    /// <param name="original">What it is held near to; stays the caller's. Null holds it nowhere.</param>
    /// <param name="classWeights"><c>[8641] float32</c>, the caller's; null weighs all frames alike.</param>
    public CloningGradient(CloningConfig config, VptPolicy policy, VptPolicy? original, Tensor? classWeights)
    {
        (_policy, _original, _originalKlWeight, _classWeights) = (policy, original, config.OriginalKlWeight, classWeights);
        _streams = config.Streams;
        _parameters = [.. policy.TrainableParameters.Select(named => named.Parameter)];
        var together = config.MicroBatchStreams == 0 ? config.Streams : Math.Min(config.Streams, config.MicroBatchStreams);
        _width = Math.Min(together, TorchParallel.WidthFor(policy, config.Threads));
        _partStreams = together / _width;
        _memories = Empty();
        _originalMemories = original is null ? [] : Empty();
    }

    /// <summary>Adds the chunk's gradient to the policy's, and remembers the chunk.</summary>
    public CloningLosses Add(SequenceChunk chunk)
    {
        using var scope = NewDisposeScope();
        var batch = SequenceTensors.From(chunk, _policy.Device);
        var frames = (double)chunk.Streams * chunk.Length;
        var sums = Gradients.AddSideBySide(
            _parameters, _memories.Length, _width, part => Evaluate(batch.Part(part * _partStreams, StreamsOf(part)), part, frames));
        double[] read = [.. stack(sums).to_type(ScalarType.Float64).sum([0]).cpu().data<double>()];

        return new CloningLosses(read[0] / frames, _original is null ? null : read[1] / frames);
    }

    /// <summary>All streams' memories in one, by name, whatever their division. Each tensor is good until the enumeration goes on.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> NamedMemories() =>
        Named("", _memories).Concat(_original is null ? [] : Named("original.", _originalMemories));

    /// <summary>Copies in what <see cref="NamedMemories"/> gave.</summary>
    public void LoadMemories(IReadOnlyDictionary<string, Tensor> saved)
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        Copy("", _memories);
        Copy("original.", _originalMemories);

        void Copy(string prefix, PolicyMemory[] memories)
        {
            for (var part = 0; part < memories.Length; part++)
            {
                foreach (var (name, tensor) in TensorsOf(memories[part]))
                {
                    tensor.copy_(saved[prefix + name].narrow(0, part * _partStreams, StreamsOf(part)));
                }
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var memory in _memories.Concat(_originalMemories))
        {
            memory.Dispose();
        }
    }

    /// <summary>A part's share in the objective, and the sums of losses and divergences, <c>[2] float32</c>; both on the policy's device, in the scope around the call.</summary>
    private (Tensor Objective, Tensor Sums) Evaluate(SequenceTensors part, int index, double frames)
    {
        var output = _policy.Forward(part.Frames, part.First, _memories[index], heads: PolicyHeads.Actions);
        var losses = CloningLoss.PerFrame(output, part.Buttons, part.Camera);
        var weighted = _classWeights is null ? losses : losses * _classWeights.index_select(0, part.Buttons.flatten()).view_as(losses);
        var objective = weighted.sum().DividedBy(frames);
        var loss = losses.sum().detach();
        var divergence = zeros_like(loss);
        if (_original is not null)
        {
            var sum = Divergence(_original, part, index, output).sum();
            objective += sum.Times(_originalKlWeight).DividedBy(frames);
            divergence = sum.detach();
        }

        Replace(_memories, index, output.TakeMemory());

        return (objective, stack([loss, divergence]));
    }

    /// <summary>KL(original‖policy) of every frame, <c>[streams, time] float32</c>, the mean taken under the original as the fine-tuning's prior does.</summary>
    private Tensor Divergence(VptPolicy original, SequenceTensors part, int index, PolicyOutput output)
    {
        using var scope = NewDisposeScope();
        PolicyOutput kept;
        using (no_grad())
        {
            kept = original.Forward(part.Frames, part.First, _originalMemories[index], heads: PolicyHeads.Actions);
        }

        Replace(_originalMemories, index, kept.TakeMemory());
        var buttons = CategoricalKl.PerSlot(kept.ButtonLogProbs, output.ButtonLogProbs);
        return (buttons + CategoricalKl.PerSlot(kept.CameraLogProbs, output.CameraLogProbs)).MoveToOuterDisposeScope();
    }

    private PolicyMemory[] Empty() =>
        [.. Enumerable.Range(0, (_streams + _partStreams - 1) / _partStreams).Select(part => PolicyMemory.Empty(_policy.Config, StreamsOf(part), _policy.Device))];

    private int StreamsOf(int part) => Math.Min(_partStreams, _streams - (part * _partStreams));

    private static void Replace(PolicyMemory[] memories, int index, PolicyMemory next)
    {
        memories[index].Dispose();
        memories[index] = next;
    }

    private static IEnumerable<(string Name, Tensor Tensor)> Named(string prefix, PolicyMemory[] memories)
    {
        using var whole = PolicyMemory.Concatenate(memories);
        foreach (var (name, tensor) in TensorsOf(whole))
        {
            yield return (prefix + name, tensor);
        }
    }

    private static IEnumerable<(string Name, Tensor Tensor)> TensorsOf(PolicyMemory memory)
    {
        yield return ("mask", memory.Mask);
        for (var layer = 0; layer < memory.Keys.Count; layer++)
        {
            yield return ($"{layer}.keys", memory.Keys[layer]);
            yield return ($"{layer}.values", memory.Values[layer]);
        }
    }
}
