namespace Rl.Models;

/// <summary>What a checkpoint's folder or a pair of published files holds.</summary>
public enum ModelKind
{
    /// <summary>A <see cref="VptPolicy"/>: acts.</summary>
    Policy,

    /// <summary>An <see cref="InverseDynamicsModel"/>: labels recordings.</summary>
    InverseDynamics,
}
