namespace Rl.Algorithms;

/// <summary>
/// Settings of the policy phase ("wake"): the clipped surrogate with a KL term to a frozen prior. The defaults are those of VPT's
/// fine-tuning (Baker et al. 2022, table 6) where it gives one; the others are explained in docs/decisions/0030-ppg.md.
/// </summary>
public sealed record PpoConfig
{
    /// <summary>Discount γ per step, on top of the environment's own.</summary>
    public double Discount { get; init; } = 0.999;

    /// <summary>Trace decay λ of the advantage estimate.</summary>
    public double TraceDecay { get; init; } = 0.95;

    /// <summary>The surrogate's probability ratio is clipped to 1 ± this.</summary>
    public double RatioClip { get; init; } = 0.2;

    /// <summary>Adam's learning rate.</summary>
    public double LearningRate { get; init; } = 2e-5;

    /// <summary>
    /// Iterations over which the learning rate rises from nothing, counted from the first in which the policy learns: Adam's first steps are as
    /// long as its later ones, whatever the gradient. 0 starts in full.
    /// </summary>
    public int LearningRateWarmupIterations { get; init; }

    /// <summary>
    /// The learning rate is multiplied by this once an iteration. A policy wanders around the best of its neighbourhood the more the longer its
    /// steps; shorter ones at the end let it settle.
    /// </summary>
    public double LearningRateDecay { get; init; } = 1;

    /// <summary>
    /// Adam's ε. Larger than the reference's, a parameter whose gradient is only noise near zero (the weights of thousands of actions that are
    /// never taken) stays where it is, instead of walking at random by full steps.
    /// </summary>
    public double AdamEpsilon { get; init; } = 1e-8;

    /// <summary>L2 decay, added to the gradient before Adam sees it.</summary>
    public double WeightDecay { get; init; } = 0.04;

    /// <summary>The gradient of all parameters together is scaled down to this L2 norm.</summary>
    public double MaxGradientNorm { get; init; } = 5;

    /// <summary>Weight of the regular value head's squared error.</summary>
    public double ValueCoefficient { get; init; } = 0.5;

    /// <summary>
    /// In so many iterations at first only the values learn, and neither surrogate nor entropy bonus nor the KL to the prior has a weight: a value
    /// head that starts at zero knows nothing, and advantages of values that know nothing move the policy at random. So would the KL: where there
    /// is hardly any, Adam makes full steps of its rounding. The sleep's KL holds the policy meanwhile.
    /// </summary>
    public int ValueWarmupIterations { get; init; }

    /// <summary>The value head reads a detached latent, so that its error does not reach the trunk. Off is the textbook PPO.</summary>
    public bool DetachValue { get; init; } = true;

    /// <summary>Advantages are brought to mean 0 and deviation 1 over the iteration's valid slots.</summary>
    public bool NormalizeAdvantages { get; init; } = true;

    /// <summary>Entropy bonus where there is a prior.</summary>
    public double EntropyCoefficientWithPrior { get; init; }

    /// <summary>Entropy bonus where there is no prior.</summary>
    public double EntropyCoefficientWithoutPrior { get; init; } = 0.01;

    /// <summary>ρ, the weight of KL(prior‖θ) at iteration 0.</summary>
    public double PriorKlCoefficient { get; init; } = 0.2;

    /// <summary>ρ is multiplied by this once an iteration.</summary>
    public double PriorKlDecay { get; init; } = 0.9995;

    /// <summary>
    /// The camera's log-probability is left out where the camera meta-action is off. The reference counts it always. Workers must store
    /// their log-probabilities by the same rule.
    /// </summary>
    public bool MaskCameraWhenOff { get; init; }

    /// <summary>Sequences (fragments) in a mini-batch, which is one step of the optimiser.</summary>
    public int SequencesPerBatch { get; init; } = 40;

    /// <summary>Sequences whose activations are held at once; the gradients of a mini-batch's parts are added up. A small network's threads share them out.</summary>
    public int MicroBatchSequences { get; init; } = 4;

    /// <summary>Slots a sequence is cut into, each its own step with the memory carried over; 0 leaves fragments whole.</summary>
    public int ChunkLength { get; init; }

    /// <summary>
    /// Largest divergence, in nats, that an update may start from: the approximate KL to the workers' policy in the wake, KL(π_old‖θ) in
    /// the sleep. Above it the update is skipped.
    /// </summary>
    public double MaxKl { get; init; } = 2;

    /// <summary>After so many skipped updates in a row the report says that the run has diverged.</summary>
    public int MaxSkipsInRow { get; init; } = 20;

    /// <summary>
    /// What a learning rate is multiplied by in an iteration: a pure function, so that a resumed run needs no state for it. Values that warm
    /// up alone learn in full.
    /// </summary>
    public double LearningRateFactor(long iteration)
    {
        var learned = iteration - ValueWarmupIterations + 1;
        var warmth = learned <= 0 ? 1 : Math.Min(1, (double)learned / Math.Max(1, LearningRateWarmupIterations));
        return warmth * Math.Pow(LearningRateDecay, iteration);
    }

    /// <summary>Returns these settings if each is in its range.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the message names it.</exception>
    public PpoConfig Validated()
    {
        SettingRange.Within(Discount, 0, 1);
        SettingRange.Within(TraceDecay, 0, 1);
        SettingRange.Positive(RatioClip);
        SettingRange.Positive(LearningRate);
        SettingRange.AtLeast(LearningRateWarmupIterations, 0);
        SettingRange.Within(LearningRateDecay, 0, 1);
        SettingRange.Positive(AdamEpsilon);
        SettingRange.NotNegative(WeightDecay);
        SettingRange.Positive(MaxGradientNorm);
        SettingRange.NotNegative(ValueCoefficient);
        SettingRange.AtLeast(ValueWarmupIterations, 0);
        SettingRange.NotNegative(EntropyCoefficientWithPrior);
        SettingRange.NotNegative(EntropyCoefficientWithoutPrior);
        SettingRange.NotNegative(PriorKlCoefficient);
        SettingRange.Within(PriorKlDecay, 0, 1);
        SettingRange.AtLeast(SequencesPerBatch, 1);
        SettingRange.AtLeast(MicroBatchSequences, 1);
        SettingRange.AtLeast(ChunkLength, 0);
        SettingRange.Positive(MaxKl);
        SettingRange.AtLeast(MaxSkipsInRow, 1);
        return this;
    }
}
