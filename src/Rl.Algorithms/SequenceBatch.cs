using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Algorithms;

/// <summary>Slots [start, start + length) of some fragments, stacked. Its tensors live in the scope it is made in; it owns what it keeps.</summary>
internal sealed class SequenceBatch : IDisposable
{
    private readonly Device _device;
    private readonly long _start;
    private readonly long _length;
    private readonly Tensor? _frames;
    private readonly Tensor? _features;

    /// <param name="fragments">Whose slots; they stay on the CPU.</param>
    /// <param name="slots">Which of them.</param>
    /// <param name="device">Where the policy lives, and whereto the slots are copied.</param>
    public SequenceBatch(IReadOnlyList<TrainingFragment> fragments, (int Start, int Length) slots, Device device)
    {
        _device = device;
        (_start, _length) = slots;
        (_frames, _features) = fragments[0].Features is null
            ? (Stacked(fragments.Select(fragment => fragment.Frames)), null)
            : ((Tensor?)null, Stacked(fragments.Select(fragment => fragment.Features!)));
        First = Stacked(fragments.Select(fragment => fragment.First));
        Valid = Stacked(fragments.Select(fragment => fragment.Valid));
        Buttons = Stacked(fragments.Select(fragment => fragment.Buttons));
        Camera = Stacked(fragments.Select(fragment => fragment.Camera));
        CameraActive = Stacked(fragments.Select(fragment => fragment.CameraActive));
        Behaviour = Stacked(fragments.Select(fragment => fragment.LogProbabilities));
    }

    public Tensor First { get; }

    public Tensor Valid { get; }

    public Tensor Buttons { get; }

    public Tensor Camera { get; }

    public Tensor CameraActive { get; }

    /// <summary><c>[batch, time] float32</c>; the playing policy's log-probabilities.</summary>
    public Tensor Behaviour { get; }

    /// <summary><c>[batch, time] float32</c>.</summary>
    public required Tensor Advantages { get; init; }

    /// <summary><c>[batch, time] float32</c>; in the value heads' units.</summary>
    public required Tensor NormalizedReturns { get; init; }

    /// <summary>The frozen policy's distribution, <c>[batch, time]</c>; null where there is none.</summary>
    public ActionDistribution? Kept { get; init; }

    /// <summary>Runs the policy over the slots: over their frames, or over what frozen convolutions have made of them.</summary>
    public PolicyOutput Forward(VptPolicy policy, PolicyMemory memory, bool detachValue) => _features is null
        ? policy.Forward(_frames!, First, memory, detachValue: detachValue)
        : policy.ForwardFeatures(_features, First, memory, detachValue: detachValue);

    /// <summary>
    /// The taken actions' log-probabilities, <c>[batch, time] float32</c>: both heads summed, the camera's also where the camera
    /// meta-action is off, unless <paramref name="maskCameraWhenOff"/>.
    /// </summary>
    public Tensor TakenLogProbabilities(Tensor buttonLogProbs, Tensor cameraLogProbs, bool maskCameraWhenOff)
    {
        using var scope = NewDisposeScope();

        var buttons = Taken(buttonLogProbs, Buttons);
        var camera = Taken(cameraLogProbs, Camera);
        var counted = maskCameraWhenOff ? where(CameraActive, camera, zeros_like(camera)) : camera;

        return (buttons + counted).MoveToOuterDisposeScope();
    }

    /// <summary>Frees the distribution; the other tensors go with their scope.</summary>
    public void Dispose() => Kept?.Dispose();

    // Invalid slots may hold any number; class 0 stands in, so that the gather stays inside.
    private Tensor Taken(Tensor logProbs, Tensor classes)
    {
        var legal = where(Valid, classes, zeros_like(classes)).unsqueeze(-1);
        return logProbs.gather(-1, legal).squeeze(-1);
    }

    private Tensor Stacked(IEnumerable<Tensor> parts)
    {
        return ModelDevice.Upload(stack(parts.Select(part => part.narrow(0, _start, _length))), _device);
    }
}
