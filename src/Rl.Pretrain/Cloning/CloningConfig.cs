using Rl.Models;

namespace Rl.Pretrain.Cloning;

/// <summary>Settings of <see cref="Cloner"/>; the defaults clone a prior for nano from some ten thousand frames in two minutes of two cores.</summary>
public sealed record CloningConfig
{
    /// <summary>Frames of a stream in one update, through which gradients flow; the policy's memory carries on from chunk to chunk.</summary>
    public int SequenceLength { get; init; } = 64;

    /// <summary>Streams in one update: so many episodes are read side by side.</summary>
    public int Streams { get; init; } = 16;

    /// <summary>
    /// Streams that are run at once; the gradients of an update's parts are added up. Saves memory, changes nothing else; 0 runs all at once.
    /// </summary>
    public int MicroBatchStreams { get; init; }

    /// <summary>How often every kept frame is seen; 0 leaves the end to <see cref="MaxUpdates"/> alone, whatever the amount of data.</summary>
    public double Epochs { get; init; } = 3;

    /// <summary>Updates after which training ends, if the epochs have not ended before; 0 is no limit.</summary>
    public int MaxUpdates { get; init; }

    /// <summary>Steps that are learned from, from the recording's first training episode on, idle ones counted; 0 is all. 1,200 are a minute.</summary>
    public long MaxSteps { get; init; }

    /// <summary>Training episodes that are learned from, from the recording's first on; 0 is all. Validation stays the same whatever is left out.</summary>
    public int MaxEpisodes { get; init; }

    /// <summary>Time after which training ends, validation included. The learning rate falls so that it has come down to 0 by then.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.MaxValue;

    /// <summary>Learning rate after the warm-up; falls linearly to 0 at the end.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Updates in which the learning rate rises linearly from 0.</summary>
    public int WarmupUpdates { get; init; } = 20;

    /// <summary>L2 decay, added to the gradient.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Largest norm of the whole gradient.</summary>
    public double MaxGradientNorm { get; init; } = 5;

    /// <summary>
    /// Leaves out steps in which the player did nothing, frame and action, so that the sequence goes on without them, as the paper does (35 % of human
    /// frames). Off, they are learned like all others.
    /// </summary>
    public bool FilterNulls { get; init; } = true;

    /// <summary>
    /// Idle steps are left out where at least so many follow each other, all of them; shorter rests are learned. The paper compared 1, 3 and 21 with
    /// leaving out none, and trained with 1: every idle step is left out (as remembered, medium confidence).
    /// </summary>
    public int MinNullRun { get; init; } = 1;

    /// <summary>
    /// Weight of KL(start‖policy), summed over both heads, that holds a policy near the one it goes on from; 0 is none. Needs a policy to go on from.
    /// BASALT 2022's baseline fine-tuned with 1.
    /// </summary>
    public double OriginalKlWeight { get; init; }

    /// <summary>
    /// What convolutions and linear layers compute in; weights, norms, attention and optimiser stay float32. bfloat16 about doubles the speed of 1x on
    /// processors with avx512_bf16 or amx_bf16, slows nano down, and everything on others; auto knows.
    /// </summary>
    public ComputePrecision Compute { get; init; }

    /// <summary>
    /// Starts the action heads' biases at the recording's action frequencies instead of at random. The first hundred updates are not spent on
    /// unlearning thousands of classes that never occur.
    /// </summary>
    public bool StartFromFrequencies { get; init; } = true;

    /// <summary>
    /// Weighs a frame by (frequency of its buttons in the recording) to the power of minus this; weights are capped at
    /// <see cref="MaxFrequencyWeight"/> and have mean 1. 0 weighs all alike, as the paper does.
    /// </summary>
    public double FrequencyPower { get; init; }

    /// <summary>Largest weight relative to the commonest buttons' when <see cref="FrequencyPower"/> is used.</summary>
    public double MaxFrequencyWeight { get; init; } = 20;

    /// <summary>Share of the episodes that is held out for validation; at least one is.</summary>
    public double ValidationShare { get; init; } = 0.05;

    /// <summary>Updates between validations; there is one at the end in any case. 0 is never in between.</summary>
    public int ValidationInterval { get; init; } = 100;

    /// <summary>Updates between trials of the policy in its world, with one more at the end; 0 is never. They count towards <see cref="TimeLimit"/>.</summary>
    public int RolloutInterval { get; init; }

    /// <summary>Episodes of a trial, each in a world of its own that neither training nor evaluation draws.</summary>
    public int RolloutEpisodes { get; init; } = 16;

    /// <summary>Updates between saved states, from which an interrupted cloning goes on; 0 is never.</summary>
    public int SaveInterval { get; init; }

    /// <summary>Seed of the weights and of the order of the episodes.</summary>
    public ulong Seed { get; init; }

    /// <summary>Where the network lives while it learns: <c>cpu</c>, <c>cuda</c>, or <c>cuda:N</c> (docs/gpu.md).</summary>
    public string Device { get; init; } = ModelDevice.Cpu;

    /// <summary>Torch threads.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public CloningConfig Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(SequenceLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Streams, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(MicroBatchStreams);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxUpdates);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxSteps);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxEpisodes);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinNullRun, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(RolloutInterval);
        ArgumentOutOfRangeException.ThrowIfLessThan(RolloutEpisodes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(TimeLimit, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(WarmupUpdates);
        ArgumentOutOfRangeException.ThrowIfNegative(ValidationInterval);
        ArgumentOutOfRangeException.ThrowIfNegative(SaveInterval);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        RequireAtLeast(Epochs, 0, nameof(Epochs));
        RequirePositive(LearningRate, nameof(LearningRate));
        RequirePositive(MaxGradientNorm, nameof(MaxGradientNorm));
        RequireAtLeast(WeightDecay, 0, nameof(WeightDecay));
        RequireAtLeast(OriginalKlWeight, 0, nameof(OriginalKlWeight));
        RequireAtLeast(FrequencyPower, 0, nameof(FrequencyPower));
        RequireAtLeast(MaxFrequencyWeight, 1, nameof(MaxFrequencyWeight));
        if (Epochs == 0 && MaxUpdates == 0)
        {
            throw new ArgumentException("Epochs and MaxUpdates are both 0; expected one of them to say when training ends.");
        }

        if (ValidationShare is not (> 0 and < 1))
        {
            throw new ArgumentException($"ValidationShare is {ValidationShare}; expected more than 0 and less than 1.");
        }

        return this;
    }

    private static void RequirePositive(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            throw new ArgumentException($"{name} is {value}; expected more than 0.");
        }
    }

    private static void RequireAtLeast(double value, double least, string name)
    {
        if (!(value >= least && double.IsFinite(value)))
        {
            throw new ArgumentException($"{name} is {value}; expected at least {least}.");
        }
    }
}
