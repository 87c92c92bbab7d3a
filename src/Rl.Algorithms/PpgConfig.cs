namespace Rl.Algorithms;

/// <summary>Settings of phasic policy gradient (Cobbe et al. 2020) as VPT ran it: a wake, then sleep passes over the same fragments.</summary>
public sealed record PpgConfig
{
    /// <summary>The policy phase, and what both phases share: mini-batches, gradient norm, guards.</summary>
    public PpoConfig Wake { get; init; } = new();

    /// <summary>Passes of the auxiliary phase over the iteration's fragments; 0 is PPO.</summary>
    public int SleepPasses { get; init; } = 2;

    /// <summary>Weight of KL(π_old‖θ) in the sleep.</summary>
    public double SleepKlCoefficient { get; init; } = 1;

    /// <summary>Weight of the auxiliary value head's squared error, whose gradient shapes the trunk.</summary>
    public double AuxiliaryValueCoefficient { get; init; } = 0.5;

    /// <summary>Weight of the regular value head's squared error, on the detached latent.</summary>
    public double SleepValueCoefficient { get; init; } = 0.5;

    /// <summary>Learning rate of the sleep's own Adam; null takes the wake's.</summary>
    public double? SleepLearningRate { get; init; }

    /// <summary>L2 decay of the sleep's own Adam; null takes the wake's.</summary>
    public double? SleepWeightDecay { get; init; }

    /// <summary>How π_old is kept through the sleep passes.</summary>
    public DistributionStorage OldPolicyStorage { get; init; } = DistributionStorage.Half;

    /// <summary>Returns these settings if each is in its range.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the message names it.</exception>
    public PpgConfig Validated()
    {
        SettingRange.AtLeast(SleepPasses, 0);
        SettingRange.NotNegative(SleepKlCoefficient);
        SettingRange.NotNegative(AuxiliaryValueCoefficient);
        SettingRange.NotNegative(SleepValueCoefficient);
        if (SleepLearningRate is { } learningRate)
        {
            SettingRange.Positive(learningRate, nameof(SleepLearningRate));
        }

        if (SleepWeightDecay is { } weightDecay)
        {
            SettingRange.NotNegative(weightDecay, nameof(SleepWeightDecay));
        }

        return this with { Wake = Wake.Validated() };
    }
}
