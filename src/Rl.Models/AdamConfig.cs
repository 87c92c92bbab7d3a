namespace Rl.Models;

/// <summary>Settings of <see cref="Adam"/>; the defaults are the reference's.</summary>
public sealed record AdamConfig
{
    /// <summary>Step size.</summary>
    public double LearningRate { get; init; } = 1.81e-4;

    /// <summary>Decay of the gradient's running mean.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the squared gradient's running mean.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the denominator.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>L2 decay, added to the gradient (not decoupled); it reaches norms and biases too.</summary>
    public double WeightDecay { get; init; } = 0.039428;

    /// <summary>This configuration, or an <see cref="ArgumentException"/> that names the setting that is wrong.</summary>
    public AdamConfig Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(LearningRate);
        ArgumentOutOfRangeException.ThrowIfNegative(WeightDecay);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Epsilon);
        ArgumentOutOfRangeException.ThrowIfNegative(Beta1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Beta1, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Beta2);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Beta2, 1);

        return this;
    }
}
