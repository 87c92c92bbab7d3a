using Rl.Algorithms.Losses;
using Rl.Models;

namespace Rl.Algorithms;

/// <summary>
/// The auxiliary phase (Cobbe et al. 2020, section 2): the auxiliary value head teaches the trunk, the regular one follows on the detached
/// latent, and KL(π_old‖θ) holds the policy where the wake left it. Owns π_old.
/// </summary>
internal sealed class SleepPhase : IPhase, IDisposable
{
    public const int Kl = 0;
    public const int AuxiliaryValueError = 1;
    public const int TrueValueError = 2;

    private readonly PpgConfig _config;
    private readonly ActionDistribution[] _old;

    /// <summary>Keeps the policy as it is now, on every slot of the iteration and from the same stored memories as training starts from.</summary>
    public SleepPhase(VptPolicy policy, PpgConfig config, Iteration iteration)
    {
        _config = config;
        var old = _old = new ActionDistribution[iteration.Fragments.Count];
        TorchParallel.For(old.Length, TorchParallel.WidthFor(policy, TorchRuntime.Threads), index =>
        {
            var fragment = iteration.Fragments[index];
            var run = PriorPass.Run(policy, fragment.Frames, fragment.First, fragment.Memory, config.OldPolicyStorage, fragment.Features);
            run.Memory.Dispose();
            old[index] = run.Distribution;
        });
    }

    public bool DetachValue => true;

    public KeptDistribution? KeptFor(int fragment) => new KeptDistribution(_old[fragment], IsReceivers: false);

    public PhaseFigures Evaluate(SequenceBatch batch, PolicyOutput output)
    {
        var targets = batch.NormalizedReturns;
        var divergence = MaskedMean.Of(PriorKl.PerSlot(batch.Kept!, output.ButtonLogProbs, output.CameraLogProbs), batch.Valid);
        var auxiliary = ValueLoss.Loss(output.AuxiliaryValue!, targets, batch.Valid);
        var regular = ValueLoss.Loss(output.Value, targets, batch.Valid);
        var loss = divergence.Times(_config.SleepKlCoefficient)
            + auxiliary.Times(_config.AuxiliaryValueCoefficient)
            + regular.Times(_config.SleepValueCoefficient);

        return new PhaseFigures(loss, divergence.detach(), [divergence.detach(), auxiliary.detach(), regular.detach()]);
    }

    public void Dispose()
    {
        foreach (var distribution in _old)
        {
            distribution.Dispose();
        }
    }
}
