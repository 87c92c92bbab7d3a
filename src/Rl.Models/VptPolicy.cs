using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rl.Models;

/// <summary>
/// The policy of Video PreTraining (Baker et al. 2022): convolutions over each frame, a transformer with carried memory over time, and heads
/// for the joint button action, the joint camera action and the value. Names of tensors are the reference's.
/// </summary>
/// <remarks>Several threads may run it at once while none changes its weights or settings.</remarks>
public sealed class VptPolicy : nn.Module
{
    private readonly List<(string Name, Tensor Tensor)> _tensors;
    private readonly NetworkWeights _weights;
    private readonly ImpalaTrunk _trunk;
    private readonly TransformerBlock[] _blocks;
    private readonly DenseLayer _last;
    private readonly Tensor _finalWeight;
    private readonly Tensor _finalBias;
    private readonly DenseLayer _buttons;
    private readonly DenseLayer _camera;
    private readonly DenseLayer _value;
    private readonly DenseLayer? _auxiliaryValue;
    private readonly Tensor _valueWeight;
    private readonly Tensor _valueBias;
    private bool _convolutionsFrozen;

    /// <summary>Makes a policy with fresh weights; equal seeds give equal weights.</summary>
    /// <param name="config">Its shape.</param>
    /// <param name="seed">Decides the weights.</param>
    /// <param name="device">Where it lives; null is the CPU.</param>
    public VptPolicy(PolicyConfig config, long seed, Device? device = null)
        : base(nameof(VptPolicy))
    {
        Config = config.Validated();
        Device = device ?? CPU;
        _tensors = LayoutTensor.CreateAll(PolicyLayout.Of(config), seed, device);

        foreach (var (name, tensor) in _tensors)
        {
            if (tensor is Parameter parameter)
            {
                register_parameter(name, parameter);
            }
            else
            {
                register_buffer(name, tensor);
            }
        }

        var weights = _weights = new NetworkWeights(_tensors.ToDictionary(named => named.Name, named => named.Tensor));
        _trunk = new ImpalaTrunk(weights, config.TrunkShape);
        _blocks = [.. Enumerable.Range(0, config.Layers).Select(layer => new TransformerBlock(weights, layer, config.Heads))];
        _last = DenseLayer.Normed(weights, "net.lastlayer");
        _finalWeight = weights["net.final_ln.weight"];
        _finalBias = weights["net.final_ln.bias"];
        _buttons = DenseLayer.Plain(weights, "pi_head.buttons.linear_layer");
        _camera = DenseLayer.Plain(weights, "pi_head.camera.linear_layer");
        _value = DenseLayer.Plain(weights, "value_head.linear");
        _valueWeight = weights["value_head.linear.weight"];
        _valueBias = weights["value_head.linear.bias"];
        _auxiliaryValue = config.AuxiliaryValueHead ? DenseLayer.Plain(weights, "aux_value_head.linear") : null;
        ValueNormalizer = new ValueNormalizer(
            weights["value_head.normalizer.running_mean"],
            weights["value_head.normalizer.running_mean_sq"],
            weights["value_head.normalizer.debiasing_term"]);
    }

    /// <summary>The shape it was made with.</summary>
    public PolicyConfig Config { get; }

    /// <summary>Where it lives. What it is given lies there too.</summary>
    public Device Device { get; }

    /// <summary>Translates between returns and the value heads' units.</summary>
    public ValueNormalizer ValueNormalizer { get; }

    /// <summary>What convolutions and linear layers compute in: float32 or bfloat16. Weights, norms and attention stay float32.</summary>
    public ScalarType ComputeType { get; set; } = ScalarType.Float32;

    /// <summary>Every tensor of the policy's state, in the order of the reference's state dictionary. They stay the policy's.</summary>
    public IReadOnlyList<(string Name, Tensor Tensor)> NamedTensors => _tensors;

    /// <summary>The tensors that learn, with their names.</summary>
    public IEnumerable<(string Name, Parameter Parameter)> TrainableParameters => _tensors
        .Where(named => named.Tensor is Parameter && !(_convolutionsFrozen && IsConvolution(named.Name)))
        .Select(named => (named.Name, (Parameter)named.Tensor));

    /// <summary>Sets the regular value head to zero, as before fine-tuning, so that it starts by predicting the mean return.</summary>
    public void ZeroValueHead()
    {
        using var ungraded = no_grad();
        _valueWeight.zero_();
        _valueBias.zero_();
    }

    /// <summary>Takes the convolutions out of learning for good: what they make of a frame holds from then on (<see cref="Features"/>).</summary>
    public void FreezeConvolutions()
    {
        _convolutionsFrozen = true;
        foreach (var (name, tensor) in _tensors)
        {
            if (IsConvolution(name))
            {
                tensor.requires_grad_(false);
            }
        }
    }

    /// <summary>True if the convolutions of both policies are the same to the bit.</summary>
    public bool SharesConvolutionsWith(VptPolicy other)
    {
        using var scope = NewDisposeScope();
        var mine = _tensors.Where(named => IsConvolution(named.Name)).ToArray();
        var theirs = other._tensors.Where(named => IsConvolution(named.Name)).ToArray();

        return mine.Length == theirs.Length && mine.Zip(theirs).All(pair =>
            pair.First.Tensor.shape.AsSpan().SequenceEqual(pair.Second.Tensor.shape)
            && pair.First.Tensor.equal(pair.Second.Tensor).all().item<bool>());
    }

    /// <summary>Copies another policy's weights and statistics in. An auxiliary head that only this one has keeps its own.</summary>
    /// <exception cref="ArgumentException">The policies differ in more than the auxiliary head.</exception>
    public void CopyFrom(VptPolicy other)
    {
        if (other.Config with { AuxiliaryValueHead = Config.AuxiliaryValueHead } != Config)
        {
            throw new ArgumentException($"The policies differ: {other.Config} and {Config}.", nameof(other));
        }

        using var scope = NewDisposeScope();
        using var ungraded = no_grad();

        // The auxiliary head is last, so that the shorter list is the common part.
        foreach (var (mine, theirs) in _tensors.Zip(other._tensors))
        {
            mine.Tensor.copy_(theirs.Tensor);
        }
    }

    /// <summary>This policy where it is already on a device, else a copy there, and this one is freed.</summary>
    public VptPolicy MovedTo(Device device)
    {
        if (device.type == Device.type)
        {
            return this;
        }

        var moved = new VptPolicy(Config, 0, device) { ComputeType = ComputeType };
        moved.ValueNormalizer.Beta = ValueNormalizer.Beta;
        moved.CopyFrom(this);
        Dispose();

        return moved;
    }

    /// <summary>Runs a chunk of frames. Under <c>no_grad</c> it works in place and keeps nothing for a backward pass.</summary>
    /// <param name="frames"><c>[batch, time, height, width, 3] uint8</c>, RGB.</param>
    /// <param name="first"><c>[batch, time] bool</c>; true where an episode begins.</param>
    /// <param name="memory">The memory after the previous chunk; it stays the caller's. Null is an empty one.</param>
    /// <param name="mode">Which first flags count.</param>
    /// <param name="heads">What to compute; the rest of the output throws.</param>
    /// <param name="detachValue">Whether the regular value head reads the latent without sending a gradient into it.</param>
    /// <returns>Its tensors also belong to the dispose scope around the call, if there is one.</returns>
    public PolicyOutput Forward(
        Tensor frames,
        Tensor first,
        PolicyMemory? memory = null,
        FirstMode mode = FirstMode.EveryStep,
        PolicyHeads heads = PolicyHeads.All,
        bool detachValue = false)
    {
        Check(frames, first, memory);
        using var scope = NewDisposeScope();
        var features = Convolve(frames.flatten(0, 1)).unflatten(0, [frames.shape[0], frames.shape[1]]); // [batch, time, flat]
        var output = ForwardFeatures(features, first, memory, mode, heads, detachValue);
        MoveToOuter(output);

        return output;
    }

    /// <summary>What the convolutions make of frames, without gradient; the rest is <see cref="ForwardFeatures"/>.</summary>
    /// <param name="frames"><c>[batch, time, height, width, 3] uint8</c>, RGB.</param>
    /// <returns><c>[batch, time, channels × height / 8 × width / 8]</c> in the compute type.</returns>
    public Tensor Features(Tensor frames)
    {
        Expect.Shape(frames, nameof(frames), [-1, -1, Config.FrameHeight, Config.FrameWidth, 3]);
        Expect.Type(frames, nameof(frames), ScalarType.Byte);
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();

        return Convolve(frames.flatten(0, 1)).unflatten(0, [frames.shape[0], frames.shape[1]]).MoveToOuterDisposeScope();
    }

    /// <summary>As <see cref="Forward"/>, from what <see cref="Features"/> made of the frames.</summary>
    public PolicyOutput ForwardFeatures(
        Tensor features,
        Tensor first,
        PolicyMemory? memory = null,
        FirstMode mode = FirstMode.EveryStep,
        PolicyHeads heads = PolicyHeads.All,
        bool detachValue = false)
    {
        using var scope = NewDisposeScope();
        var (batch, time) = (features.shape[0], features.shape[1]);
        var before = memory ?? PolicyMemory.Empty(Config, batch, Device);

        var sequence = Project(features.flatten(0, 1)).view(batch, time, Config.HiddenSize);
        var (latent, after) = Transform(sequence, first, before, mode);

        if (memory is null)
        {
            before.Dispose();
        }

        var output = Read(latent, after, heads, detachValue);
        MoveToOuter(output);

        return output;
    }

    internal Tensor Convolve(Tensor frames) => _trunk.ConvolveFrames(frames, ComputeType);

    internal Tensor Project(Tensor features) => _trunk.Project(features, ComputeType);

    internal (Tensor Latent, PolicyMemory After) Transform(Tensor sequence, Tensor first, PolicyMemory before, FirstMode mode)
    {
        using var scope = NewDisposeScope();
        var (mask, next) = AttentionMask.Of(first, before.Mask, mode);
        var (keys, values) = (new Tensor[_blocks.Length], new Tensor[_blocks.Length]);
        var x = sequence;

        for (var layer = 0; layer < _blocks.Length; layer++)
        {
            (x, keys[layer], values[layer]) = _blocks[layer].Forward(x, before.Keys[layer], before.Values[layer], mask, ComputeType);
        }

        var last = _last.Forward(x.relu(), ComputeType).relu_();
        var latent = DenseLayer.Normalize(last, _finalWeight, _finalBias);
        var after = new PolicyMemory(next, keys, values);
        after.MoveToOuterDisposeScope();

        return (latent.MoveToOuterDisposeScope(), after);
    }

    internal PolicyOutput Read(Tensor latent, PolicyMemory after, PolicyHeads heads, bool detachValue)
    {
        Tensor? buttons = null, camera = null, value = null, auxiliary = null;

        if ((heads & PolicyHeads.Actions) != 0)
        {
            buttons = LogProbs(_buttons, latent);
            camera = LogProbs(_camera, latent);
        }

        if ((heads & PolicyHeads.Value) != 0)
        {
            value = _value.Forward(detachValue ? latent.detach() : latent, ScalarType.Float32).squeeze(-1);
        }

        if ((heads & PolicyHeads.AuxiliaryValue) != 0)
        {
            auxiliary = _auxiliaryValue?.Forward(latent, ScalarType.Float32).squeeze(-1);
        }

        return new PolicyOutput(buttons, camera, value, auxiliary, after);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _weights.Dispose();
        }

        base.Dispose(disposing);
    }

    private static bool IsConvolution(string name) => name.StartsWith("net.img_process.cnn.stacks.", StringComparison.Ordinal);

    private static void MoveToOuter(PolicyOutput output)
    {
        foreach (var tensor in output.Tensors)
        {
            tensor.MoveToOuterDisposeScope();
        }

        output.Memory.MoveToOuterDisposeScope();
    }

    private Tensor LogProbs(DenseLayer head, Tensor latent)
    {
        using var scope = NewDisposeScope();
        var logits = head.Forward(latent, ComputeType);
        logits = is_grad_enabled() ? logits.DividedBy(Config.Temperature) : logits.DivideBy(Config.Temperature);

        return logits.log_softmax(-1).MoveToOuterDisposeScope();
    }

    private void Check(Tensor frames, Tensor first, PolicyMemory? memory)
    {
        Expect.Shape(frames, nameof(frames), [-1, -1, Config.FrameHeight, Config.FrameWidth, 3]);
        Expect.Type(frames, nameof(frames), ScalarType.Byte);
        Expect.Shape(first, nameof(first), [frames.shape[0], frames.shape[1]]);
        Expect.Type(first, nameof(first), ScalarType.Bool);

        if (memory is not null)
        {
            Expect.Shape(memory.Mask, nameof(memory), [frames.shape[0], Config.Context]);
            Expect.Shape(memory.Keys[0], nameof(memory), [frames.shape[0], Config.Context, Config.HiddenSize]);
        }
    }
}
