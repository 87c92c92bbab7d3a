using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rl.Models;

/// <summary>
/// The inverse dynamics model of Video PreTraining (Baker et al. 2022, appendix D): from the frames before and after it tells which keys were
/// held and how the mouse moved. A convolution over time, the policy's convolutions over each frame, a transformer in which all frames of the
/// window see each other, and a head for each button and each direction of the camera. Names of tensors are the reference's.
/// </summary>
/// <remarks>
/// It keeps no memory: windows are independent. Both ends of a window see black frames beyond it, so that labels are taken from the middle of
/// overlapping windows. Not thread-safe: one thread runs one model.
/// </remarks>
public sealed class InverseDynamicsModel : Module
{
    private readonly List<(string Name, Tensor Tensor)> _tensors;
    private readonly NetworkWeights _weights;
    private readonly TemporalConvolution _temporal;
    private readonly ImpalaTrunk _trunk;
    private readonly TransformerBlock[] _blocks;
    private readonly DenseLayer _last;
    private readonly Tensor _finalWeight;
    private readonly Tensor _finalBias;
    private readonly DenseLayer _buttons;
    private readonly DenseLayer _camera;

    /// <summary>Makes a model with fresh weights; equal seeds give equal weights.</summary>
    /// <param name="config">Its shape.</param>
    /// <param name="seed">Decides the weights.</param>
    /// <param name="initialMotion">As in <see cref="InverseDynamicsLayout.Of"/>.</param>
    /// <param name="device">Where it lives; null is the CPU.</param>
    public InverseDynamicsModel(InverseDynamicsConfig config, long seed, double initialMotion = 0, Device? device = null)
        : base(nameof(InverseDynamicsModel))
    {
        Config = config.Validated();
        _tensors = LayoutTensor.CreateAll(InverseDynamicsLayout.Of(config, initialMotion), seed, device);
        Device = device ?? CPU;

        foreach (var (name, tensor) in _tensors)
        {
            register_parameter(name, (Parameter)tensor);
        }

        var weights = _weights = new NetworkWeights(_tensors.ToDictionary(named => named.Name, named => named.Tensor));
        _temporal = new TemporalConvolution(weights, weights["net.conv3d_layer.layer.weight"], weights["net.conv3d_layer.layer.bias"]);
        _trunk = new ImpalaTrunk(weights, config.TrunkShape, exactNorms: true);
        _blocks = [.. Enumerable.Range(0, config.Layers).Select(layer => new TransformerBlock(weights, layer, config.Heads))];
        _last = DenseLayer.Normed(weights, "net.lastlayer");
        _finalWeight = weights["net.final_ln.weight"];
        _finalBias = weights["net.final_ln.bias"];
        _buttons = DenseLayer.Plain(weights, "pi_head.buttons.linear_layer");
        _camera = DenseLayer.Plain(weights, "pi_head.camera.linear_layer");
    }

    /// <summary>Where it lives. What it is given lies there too.</summary>
    public Device Device { get; }

    /// <summary>The shape it was made with.</summary>
    public InverseDynamicsConfig Config { get; }

    /// <summary>What convolutions and linear layers compute in: float32 or bfloat16. Weights, norms and attention stay float32.</summary>
    public ScalarType ComputeType { get; set; } = ScalarType.Float32;

    /// <summary>Every tensor of the model's state, in the order of the reference's state dictionary. They stay the model's.</summary>
    public IReadOnlyList<(string Name, Tensor Tensor)> NamedTensors => _tensors;

    /// <summary>The tensors that learn, with their names; those that no frame reaches never get a gradient.</summary>
    public IEnumerable<(string Name, Parameter Parameter)> TrainableParameters => _tensors.Select(named => (named.Name, (Parameter)named.Tensor));

    /// <summary>This model where it is already on a device, else a copy there, and this one is freed.</summary>
    public InverseDynamicsModel MovedTo(Device device)
    {
        if (device.type == Device.type)
        {
            return this;
        }

        using var ungraded = no_grad();
        var moved = new InverseDynamicsModel(Config, 0, device: device) { ComputeType = ComputeType };

        foreach (var (there, here) in moved._tensors.Zip(_tensors))
        {
            there.Tensor.copy_(here.Tensor);
        }

        Dispose();

        return moved;
    }

    /// <summary>Runs windows of frames. Under <c>no_grad</c> it works in place and keeps nothing for a backward pass.</summary>
    /// <param name="frames">
    /// <c>[batch, time, height, width, 3] uint8</c>, RGB; time is usually <see cref="InverseDynamicsConfig.Window"/>, but any will do.
    /// </param>
    /// <param name="margin">
    /// Frames at either end, 0 to 2, that only the convolution over time sees: nothing is told of them. Where there are fewer than 2, it sees black.
    /// </param>
    /// <returns>For all frames but the margins'. Its tensors also belong to the dispose scope around the call, if there is one.</returns>
    public InverseDynamicsOutput Forward(Tensor frames, int margin = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(margin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(margin, TemporalConvolution.Padding);
        Expect.Shape(frames, nameof(frames), [-1, -1, Config.FrameHeight, Config.FrameWidth, 3]);
        Expect.Type(frames, nameof(frames), ScalarType.Byte);
        using var scope = NewDisposeScope();
        var (batch, time) = (frames.shape[0], frames.shape[1] - (2 * margin));
        ArgumentOutOfRangeException.ThrowIfLessThan(time, 1, nameof(frames));
        var sequence = _trunk.Project(Convolve(frames, margin), ComputeType).view(batch, time, Config.HiddenSize);
        var latent = Transform(sequence);
        var buttons = LogProbs(_buttons, latent, InverseDynamicsConfig.ButtonCount);
        var camera = LogProbs(_camera, latent, InverseDynamicsConfig.CameraAxes);

        return new InverseDynamicsOutput(buttons.MoveToOuterDisposeScope(), camera.MoveToOuterDisposeScope());
    }

    /// <summary>
    /// Maps <c>[batch, time + 2 margin, height, width, 3] uint8</c> to <c>[batch * time, channels × height / 8 × width / 8]</c>.
    /// </summary>
    /// <remarks>
    /// A few frames at a time, as the policy does: what one layer writes is then still in the cache when the next reads it. Several short clips, or a
    /// part of a long one, which with four frames more for the convolution over time changes nothing.
    /// </remarks>
    internal Tensor Convolve(Tensor frames, int margin = 0, long? sliceLength = null)
    {
        const int Padding = TemporalConvolution.Padding;
        using var scope = NewDisposeScope();
        var (batch, time) = (frames.shape[0], frames.shape[1] - (2 * margin));
        var missing = Padding - margin;
        var padded = functional.pad(frames, [0, 0, 0, 0, 0, 0, missing, missing]); // [batch, time + 4, height, width, 3]
        var slice = sliceLength ?? Config.TrunkShape.SliceLength;
        var parts = new List<Tensor>();

        var clips = Math.Max(1, slice / time);

        for (var clip = 0L; clip < batch; clip += clips)
        {
            for (var start = 0L; start < time; start += slice)
            {
                var part = padded.narrow(0, clip, Math.Min(clips, batch - clip)).narrow(1, start, Math.Min(slice, time - start) + (2 * Padding));
                parts.Add(ConvolveSlice(part));
            }
        }

        return cat(parts, 0).MoveToOuterDisposeScope();
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

    private Tensor ConvolveSlice(Tensor frames)
    {
        using var scope = NewDisposeScope();

        return _trunk.Convolve(_temporal.Forward(frames, ComputeType), ComputeType).MoveToOuterDisposeScope();
    }

    private Tensor Transform(Tensor sequence)
    {
        using var scope = NewDisposeScope();
        var x = sequence;

        foreach (var block in _blocks)
        {
            x = block.ForwardUnmasked(x, ComputeType);
        }

        x = x.relu();

        // PARITY 70: the reference evaluates this layer and drops the result.
        if (Config.UseLastLayer)
        {
            x = _last.Forward(x, ComputeType).relu_();
        }

        return DenseLayer.Normalize(x, _finalWeight, _finalBias).MoveToOuterDisposeScope();
    }

    private Tensor LogProbs(DenseLayer head, Tensor latent, int groups)
    {
        using var scope = NewDisposeScope();
        var logits = head.Forward(latent, ComputeType).DividedBy(Config.Temperature);

        return logits.view(latent.shape[0], latent.shape[1], groups, -1).log_softmax(-1).MoveToOuterDisposeScope();
    }
}
