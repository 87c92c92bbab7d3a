namespace Rl.Algorithms;

/// <summary>Names of the figures in a <see cref="LearnerReport"/>.</summary>
public static class MetricNames
{
    /// <summary>The clipped surrogate.</summary>
    public const string PolicyLoss = "losses/policy_loss";

    /// <summary>Squared error of the regular value head in the wake, in normalised space, before its coefficient.</summary>
    public const string ValueLoss = "losses/value_loss";

    /// <summary>Entropy of both heads together, in nats.</summary>
    public const string Entropy = "losses/entropy";

    /// <summary>½ (log ratio)² between θ and the policy that played.</summary>
    public const string ApproximateKl = "losses/approx_kl";

    /// <summary>Share of slots whose ratio lies beyond the clip.</summary>
    public const string ClipFraction = "losses/clipfrac";

    /// <summary>How much of the targets' variance the workers' values explain.</summary>
    public const string ExplainedVariance = "losses/explained_variance";

    /// <summary>KL(prior‖θ) of both heads together, in nats; absent without a prior.</summary>
    public const string KlToPrior = "losses/kl_to_prior";

    /// <summary>KL(π_old‖θ) in the sleep.</summary>
    public const string SleepKlLoss = "losses/aux/kl_loss";

    /// <summary>Squared error of the auxiliary value head in the sleep.</summary>
    public const string AuxiliaryValueLoss = "losses/aux/aux_value_loss";

    /// <summary>Squared error of the regular value head in the sleep.</summary>
    public const string TrueValueLoss = "losses/aux/true_value_loss";

    /// <summary>The wake's learning rate.</summary>
    public const string LearningRate = "charts/learning_rate";

    /// <summary>ρ; absent without a prior.</summary>
    public const string KlCoefficient = "charts/kl_coef";
}
