namespace Rl.Models;

/// <summary>The shape of a <see cref="VptPolicy"/>; the published sizes differ in width only.</summary>
public sealed record PolicyConfig
{
    /// <summary>Classes of the joint button action.</summary>
    public const int ButtonCount = 8641;

    /// <summary>Classes of the joint camera action.</summary>
    public const int CameraCount = 121;

    /// <summary>Output width of the image trunk's dense layer, the same in every size.</summary>
    public const int TrunkOutput = 256;

    /// <summary>Learned functions of distance in the relative attention bias.</summary>
    public const int RelativeBases = 10;

    /// <summary>Rows of a frame; a multiple of 8.</summary>
    public int FrameHeight { get; init; } = 128;

    /// <summary>Columns of a frame; a multiple of 8.</summary>
    public int FrameWidth { get; init; } = 128;

    /// <summary>Width of the transformer, a multiple of <see cref="Heads"/>.</summary>
    public int HiddenSize { get; init; } = 2048;

    /// <summary>Attention heads.</summary>
    public int Heads { get; init; } = 16;

    /// <summary>Transformer blocks.</summary>
    public int Layers { get; init; } = 4;

    /// <summary>Frames of one training chunk; with <see cref="MemorySize"/> it fixes <see cref="Context"/>.</summary>
    public int Timesteps { get; init; } = 128;

    /// <summary>Frames of one chunk and of the memory together.</summary>
    public int MemorySize { get; init; } = 256;

    /// <summary>Channels of the three convolution stacks, before <see cref="ImpalaWidth"/>.</summary>
    public int[] ImpalaChannels { get; init; } = [16, 32, 32];

    /// <summary>Factor on <see cref="ImpalaChannels"/>; fractions are cut off.</summary>
    public double ImpalaWidth { get; init; } = 8;

    /// <summary>Inner width of a block's two-layer network, in units of <see cref="HiddenSize"/>.</summary>
    public int PointwiseRatio { get; init; } = 4;

    /// <summary>Divides the action logits, in training as in acting.</summary>
    public double Temperature { get; init; } = 2;

    /// <summary>Whether there is a second value head, whose gradient reaches the trunk (PPG).</summary>
    public bool AuxiliaryValueHead { get; init; }

    /// <summary>Frames that one query can attend to, itself included; also the frames that a memory keeps.</summary>
    public int Context => MemorySize - Timesteps;

    /// <summary>Channels of the three stacks.</summary>
    public IEnumerable<int> Channels => ImpalaChannels.Select(channels => (int)(channels * ImpalaWidth));

    internal TrunkShape TrunkShape => new(3, FrameHeight, FrameWidth, [.. Channels], NormsInput: false);

    /// <summary>For CPUs and tests: 64×64 frames, 64 frames of context, a narrow trunk.</summary>
    public static PolicyConfig Nano { get; } = new()
    {
        FrameHeight = 64,
        FrameWidth = 64,
        HiddenSize = 128,
        Heads = 4,
        Layers = 2,
        Timesteps = 64,
        MemorySize = 128,
        ImpalaWidth = 0.5,

        // As the published foundation models have it: at 2 a small network takes far longer to become sure enough to hold a button.
        Temperature = 1,
    };

    /// <summary>71 million parameters.</summary>
    public static PolicyConfig OneX { get; } = new() { HiddenSize = 1024, Heads = 8, ImpalaWidth = 4 };

    /// <summary>248 million parameters.</summary>
    public static PolicyConfig TwoX { get; } = new();

    /// <summary>533 million parameters.</summary>
    public static PolicyConfig ThreeX { get; } = new() { HiddenSize = 3072, Heads = 24, ImpalaWidth = 12 };

    /// <summary>The size called nano, 1x, 2x or 3x.</summary>
    public static PolicyConfig ByName(string name)
    {
        return name switch
        {
            "nano" => Nano,
            "1x" => OneX,
            "2x" => TwoX,
            "3x" => ThreeX,
            _ => throw new ArgumentException($"There is no model size '{name}'; there are nano, 1x, 2x and 3x.", nameof(name)),
        };
    }

    /// <summary>This configuration, or an <see cref="ArgumentException"/> that names the setting that is wrong.</summary>
    public PolicyConfig Validated()
    {
        Require(FrameHeight > 0 && FrameHeight % 8 == 0, nameof(FrameHeight), FrameHeight, "a positive multiple of 8");
        Require(FrameWidth > 0 && FrameWidth % 8 == 0, nameof(FrameWidth), FrameWidth, "a positive multiple of 8");
        Require(Heads > 0, nameof(Heads), Heads, "at least 1");
        Require(HiddenSize > 0 && HiddenSize % Heads == 0, nameof(HiddenSize), HiddenSize, $"a positive multiple of the {Heads} heads");
        Require(Layers > 0, nameof(Layers), Layers, "at least 1");
        Require(Timesteps > 0, nameof(Timesteps), Timesteps, "at least 1");
        Require(MemorySize > Timesteps, nameof(MemorySize), MemorySize, $"more than the {Timesteps} timesteps");
        Require(PointwiseRatio > 0, nameof(PointwiseRatio), PointwiseRatio, "at least 1");
        Require(Temperature > 0 && double.IsFinite(Temperature), nameof(Temperature), Temperature, "positive");
        Require(ImpalaChannels.Length == 3, nameof(ImpalaChannels), ImpalaChannels.Length, "three stacks");
        Require(Channels.All(channels => channels > 0), nameof(ImpalaWidth), ImpalaWidth, "enough for one channel in each stack");

        return this;
    }

    /// <summary>Equal if every setting is; the channels are compared one by one.</summary>
    public bool Equals(PolicyConfig? other)
    {
        return other is not null && Comparable.Equals(other.Comparable) && ImpalaChannels.SequenceEqual(other.ImpalaChannels);
    }

    /// <inheritdoc/>
    public override int GetHashCode() => Comparable.GetHashCode();

    private (int, int, int, int, int, int, int, (double, int, double, bool)) Comparable =>
        (FrameHeight, FrameWidth, HiddenSize, Heads, Layers, Timesteps, MemorySize,
            (ImpalaWidth, PointwiseRatio, Temperature, AuxiliaryValueHead));

    private static void Require(bool holds, string setting, object value, string expected)
    {
        if (!holds)
        {
            throw new ArgumentException($"The policy's {setting} is {value}; expected {expected}.");
        }
    }
}
