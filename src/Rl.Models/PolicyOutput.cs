using static TorchSharp.torch;

namespace Rl.Models;

/// <summary>What a forward pass hands out. Disposing it disposes its tensors, and its memory unless <see cref="TakeMemory"/> took it.</summary>
/// <remarks>The tensors also belong to the dispose scope around the forward pass, if there is one.</remarks>
public sealed class PolicyOutput : IDisposable
{
    private readonly Tensor? _buttons;
    private readonly Tensor? _camera;
    private readonly Tensor? _value;
    private PolicyMemory? _memory;

    internal PolicyOutput(Tensor? buttons, Tensor? camera, Tensor? value, Tensor? auxiliaryValue, PolicyMemory memory)
    {
        _buttons = buttons;
        _camera = camera;
        _value = value;
        AuxiliaryValue = auxiliaryValue;
        _memory = memory;
    }

    /// <summary><c>[batch, time, 8641] float32</c>.</summary>
    public Tensor ButtonLogProbs => _buttons ?? throw NotAsked(PolicyHeads.Actions);

    /// <summary><c>[batch, time, 121] float32</c>.</summary>
    public Tensor CameraLogProbs => _camera ?? throw NotAsked(PolicyHeads.Actions);

    /// <summary><c>[batch, time] float32</c>, in the normaliser's units; <see cref="ValueNormalizer.Denormalize"/> gives returns.</summary>
    public Tensor Value => _value ?? throw NotAsked(PolicyHeads.Value);

    /// <summary><c>[batch, time] float32</c> in the normaliser's units; null where the policy has no such head or it was not asked for.</summary>
    public Tensor? AuxiliaryValue { get; }

    /// <summary>The memory after the chunk, outside the autograd graph; lives as long as this output.</summary>
    public PolicyMemory Memory => _memory ?? throw new InvalidOperationException("The memory was taken before.");

    /// <summary>Hands the memory over: the caller disposes it, and no dispose scope does.</summary>
    public PolicyMemory TakeMemory()
    {
        var memory = Memory;
        _memory = null;
        memory.DetachFromDisposeScope();

        return memory;
    }

    internal IEnumerable<Tensor> Tensors => new[] { _buttons, _camera, _value, AuxiliaryValue }.OfType<Tensor>();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in Tensors)
        {
            tensor.Dispose();
        }

        _memory?.Dispose();
    }

    private static InvalidOperationException NotAsked(PolicyHeads heads) => new($"The forward pass was not asked for {heads}.");
}
