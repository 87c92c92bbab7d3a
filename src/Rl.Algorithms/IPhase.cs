using Rl.Models;

namespace Rl.Algorithms;

/// <summary>What differs between the wake and the sleep.</summary>
internal interface IPhase
{
    /// <summary>Whether the regular value head reads a detached latent.</summary>
    bool DetachValue { get; }

    /// <summary>The frozen policy's distribution that a fragment is compared with, and who owns it; null where there is none.</summary>
    KeptDistribution? KeptFor(int fragment);

    /// <summary>The loss of a batch.</summary>
    PhaseFigures Evaluate(SequenceBatch batch, PolicyOutput output);
}
