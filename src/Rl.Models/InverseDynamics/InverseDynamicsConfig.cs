namespace Rl.Models;

/// <summary>The shape of an <see cref="InverseDynamicsModel"/>.</summary>
public sealed record InverseDynamicsConfig
{
    /// <summary>Buttons, each down or up by itself.</summary>
    public const int ButtonCount = 20;

    /// <summary>Directions of the camera: pitch, then yaw.</summary>
    public const int CameraAxes = 2;

    /// <summary>Classes of the camera's motion in one direction.</summary>
    public const int CameraBins = 11;

    /// <summary>Frames that the convolution over time sees: two before, two after and the frame itself.</summary>
    public const int TemporalKernel = 5;

    /// <summary>Frames that it sees on either side of one.</summary>
    public const int TemporalReach = TemporalKernel / 2;

    /// <summary>Rows of a frame; a multiple of 8.</summary>
    public int FrameHeight { get; init; } = 128;

    /// <summary>Columns of a frame; a multiple of 8.</summary>
    public int FrameWidth { get; init; } = 128;

    /// <summary>Channels that the convolution over time makes of three colours.</summary>
    public int TemporalChannels { get; init; } = 128;

    /// <summary>Width of the transformer, a multiple of <see cref="Heads"/>.</summary>
    public int HiddenSize { get; init; } = 4096;

    /// <summary>Attention heads.</summary>
    public int Heads { get; init; } = 32;

    /// <summary>Transformer blocks.</summary>
    public int Layers { get; init; } = 2;

    /// <summary>Frames of a window, in training as in labelling; all of them see each other.</summary>
    public int Window { get; init; } = 128;

    /// <summary>Channels of the three convolution stacks, before <see cref="ImpalaWidth"/>.</summary>
    public int[] ImpalaChannels { get; init; } = [16, 32, 32];

    /// <summary>Factor on <see cref="ImpalaChannels"/>; fractions are cut off.</summary>
    public double ImpalaWidth { get; init; } = 16;

    /// <summary>Inner width of a block's two-layer network, in units of <see cref="HiddenSize"/>.</summary>
    public int PointwiseRatio { get; init; } = 4;

    /// <summary>Divides the logits, in training as in labelling.</summary>
    public double Temperature { get; init; } = 4;

    /// <summary>
    /// Whether the layer after the transformer counts. The reference evaluates it and throws the result away, so that the published weights
    /// must be read without it.
    /// </summary>
    public bool UseLastLayer { get; init; }

    /// <summary>Channels of the three stacks.</summary>
    public IEnumerable<int> Channels => ImpalaChannels.Select(channels => (int)(channels * ImpalaWidth));

    internal TrunkShape TrunkShape => new(TemporalChannels, FrameHeight, FrameWidth, [.. Channels], NormsInput: true);

    /// <summary>For CPUs and tests: 64×64 frames, 16 channels from the convolution over time, as wide as the nano policy.</summary>
    public static InverseDynamicsConfig Nano { get; } = new()
    {
        FrameHeight = 64,
        FrameWidth = 64,
        TemporalChannels = 16,
        HiddenSize = 128,
        Heads = 4,
        ImpalaWidth = 0.5,

        // As for the nano policy: at 4 a small network takes far longer to become sure.
        Temperature = 1,
    };

    /// <summary>The published size, 482 million parameters.</summary>
    public static InverseDynamicsConfig FourX { get; } = new();

    /// <summary>The size called nano or 4x.</summary>
    public static InverseDynamicsConfig ByName(string name)
    {
        return name switch
        {
            "nano" => Nano,
            "4x" => FourX,
            _ => throw new ArgumentException($"There is no inverse dynamics model of size '{name}'; there are nano and 4x.", nameof(name)),
        };
    }

    /// <summary>This configuration, or an <see cref="ArgumentException"/> that names the setting that is wrong.</summary>
    public InverseDynamicsConfig Validated()
    {
        Require(FrameHeight > 0 && FrameHeight % 8 == 0, nameof(FrameHeight), FrameHeight, "a positive multiple of 8");
        Require(FrameWidth > 0 && FrameWidth % 8 == 0, nameof(FrameWidth), FrameWidth, "a positive multiple of 8");
        Require(TemporalChannels > 0, nameof(TemporalChannels), TemporalChannels, "at least 1");
        Require(Heads > 0, nameof(Heads), Heads, "at least 1");
        Require(HiddenSize > 0 && HiddenSize % Heads == 0, nameof(HiddenSize), HiddenSize, $"a positive multiple of the {Heads} heads");
        Require(Layers > 0, nameof(Layers), Layers, "at least 1");
        Require(Window > 0, nameof(Window), Window, "at least 1");
        Require(PointwiseRatio > 0, nameof(PointwiseRatio), PointwiseRatio, "at least 1");
        Require(Temperature > 0 && double.IsFinite(Temperature), nameof(Temperature), Temperature, "positive");
        Require(ImpalaChannels.Length == 3, nameof(ImpalaChannels), ImpalaChannels.Length, "three stacks");
        Require(Channels.All(channels => channels > 0), nameof(ImpalaWidth), ImpalaWidth, "enough for one channel in each stack");

        return this;
    }

    /// <summary>Equal if every setting is; the channels are compared one by one.</summary>
    public bool Equals(InverseDynamicsConfig? other)
    {
        return other is not null && Comparable.Equals(other.Comparable) && ImpalaChannels.SequenceEqual(other.ImpalaChannels);
    }

    /// <inheritdoc/>
    public override int GetHashCode() => Comparable.GetHashCode();

    private (int, int, int, int, int, int, int, (double, int, double, bool)) Comparable =>
        (FrameHeight, FrameWidth, TemporalChannels, HiddenSize, Heads, Layers, Window,
            (ImpalaWidth, PointwiseRatio, Temperature, UseLastLayer));

    private static void Require(bool holds, string setting, object value, string expected)
    {
        if (!holds)
        {
            throw new ArgumentException($"The inverse dynamics model's {setting} is {value}; expected {expected}.");
        }
    }
}
