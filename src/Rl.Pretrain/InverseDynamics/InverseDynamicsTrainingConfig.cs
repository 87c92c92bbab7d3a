using Rl.Models;

namespace Rl.Pretrain.InverseDynamics;

/// <summary>
/// Settings of <see cref="InverseDynamicsTrainer"/>. The paper's: Adam, learning rate 0.003 with linear decay, weight decay 0.01, 128 clips of 128
/// frames an update, 20 epochs (as remembered, medium confidence); the defaults here train nano in minutes of two cores.
/// </summary>
public sealed record InverseDynamicsTrainingConfig
{
    /// <summary>Clips of one update.</summary>
    public int Clips { get; init; } = 128;

    /// <summary>
    /// Frames of a clip whose actions are told; 0 is the model's window, as in the paper. Many short clips show an update more of the world than few long
    /// ones, and a transformer without positions does not mind labelling longer windows than it learned from.
    /// </summary>
    public int ClipLength { get; init; } = 2;

    /// <summary>
    /// Share of the idle clips that an epoch keeps, others every time; 1 keeps all, as in the paper. A clip is idle in which the camera rests and no button
    /// goes down or up.
    /// </summary>
    public double IdleShare { get; init; } = 0.2;

    /// <summary>How often every frame is seen, idle ones less often; 0 leaves the end to <see cref="MaxUpdates"/> alone, whatever the amount of data.</summary>
    public double Epochs { get; init; } = 20;

    /// <summary>Updates after which training ends, if the epochs have not ended before; 0 is no limit.</summary>
    public int MaxUpdates { get; init; }

    /// <summary>Time after which training ends, validation included. The learning rate falls so that it has come down to 0 by then.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.MaxValue;

    /// <summary>Labelled steps that are learned from, from the recording's first training episode on; 0 is all. 1,200 are a minute.</summary>
    public long MaxSteps { get; init; }

    /// <summary>Learning rate after the warm-up; falls linearly to 0 at the end.</summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>Updates in which the learning rate rises linearly from 0.</summary>
    public int WarmupUpdates { get; init; } = 20;

    /// <summary>L2 decay, added to the gradient; the paper's. Without it a small model learns half an hour of play by heart.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Largest norm of the whole gradient.</summary>
    public double MaxGradientNorm { get; init; } = 5;

    /// <summary>
    /// How strongly the fresh model's convolution over time shows what changes between frames; 0 is the reference's random start, from which a small model
    /// takes several times the updates to tell a turn to the left from one to the right.
    /// </summary>
    public double InitialMotion { get; init; } = 3;

    /// <summary>How clips are changed before they are learned from.</summary>
    public ClipAugmentation Augmentation { get; init; } = new();

    /// <summary>Share of the episodes that is held out for validation: every n-th. They are played by personas of their own.</summary>
    public double ValidationShare { get; init; } = 0.1;

    /// <summary>Updates between validations; 0 validates at the end only.</summary>
    public int ValidationInterval { get; init; }

    /// <summary>Updates between saved states, from which an interrupted training goes on; 0 is never.</summary>
    public int SaveInterval { get; init; }

    /// <summary>Seed of the weights, of cuts and order of the clips, and of the augmentation.</summary>
    public ulong Seed { get; init; }

    /// <summary>Where the network lives while it learns: <c>cpu</c>, <c>cuda</c>, or <c>cuda:N</c> (docs/gpu.md).</summary>
    public string Device { get; init; } = ModelDevice.Cpu;

    /// <summary>Torch threads.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>What convolutions and linear layers compute in; weights, norms, attention and optimiser stay float32.</summary>
    public ComputePrecision Compute { get; init; }

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public InverseDynamicsTrainingConfig Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Clips, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(ClipLength);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxUpdates);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(TimeLimit, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxSteps);
        ArgumentOutOfRangeException.ThrowIfNegative(WarmupUpdates);
        ArgumentOutOfRangeException.ThrowIfNegative(ValidationInterval);
        ArgumentOutOfRangeException.ThrowIfNegative(SaveInterval);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        Require(IdleShare is >= 0 and <= 1, nameof(IdleShare), IdleShare, "0 to 1");
        Require(Epochs >= 0, nameof(Epochs), Epochs, "at least 0");
        Require(LearningRate > 0, nameof(LearningRate), LearningRate, "more than 0");
        Require(InitialMotion >= 0, nameof(InitialMotion), InitialMotion, "at least 0");
        Require(MaxGradientNorm > 0, nameof(MaxGradientNorm), MaxGradientNorm, "more than 0");
        Require(WeightDecay >= 0, nameof(WeightDecay), WeightDecay, "at least 0");
        Require(ValidationShare is > 0 and < 1, nameof(ValidationShare), ValidationShare, "more than 0 and less than 1");
        Augmentation.Validated();
        if (Epochs == 0 && MaxUpdates == 0)
        {
            throw new ArgumentException("Epochs and MaxUpdates are both 0; expected one of them to say when training ends.");
        }

        return this;
    }

    private static void Require(bool holds, string name, double value, string expected)
    {
        if (!holds || !double.IsFinite(value))
        {
            throw new ArgumentException($"{name} is {value}; expected {expected}.");
        }
    }
}
