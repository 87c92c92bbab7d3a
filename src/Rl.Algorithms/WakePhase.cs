using Rl.Algorithms.Losses;
using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Algorithms;

/// <summary>
/// The policy phase: clipped surrogate + ρ · KL(prior‖θ) + the regular value head's error − an entropy bonus (0 where there is a prior).
/// </summary>
internal sealed class WakePhase(VptPolicy? prior, PpoConfig config, Iteration iteration) : IPhase
{
    public const int PolicyLoss = 0;
    public const int ValueError = 1;
    public const int Entropy = 2;
    public const int ApproximateKl = 3;
    public const int ClipFraction = 4;
    public const int AbsoluteLogRatio = 5;
    public const int KlToPrior = 6;

    private readonly bool _onlyValues = iteration.Number < config.ValueWarmupIterations;
    private readonly double _priorKl = iteration.Number < config.ValueWarmupIterations ? 0 : PriorKl.Coefficient(config, iteration.Number);
    private readonly double _entropy = EntropyCoefficient(prior, config, iteration);

    public bool DetachValue => config.DetachValue;

    public KeptDistribution? KeptFor(int fragment)
    {
        if (prior is null)
        {
            return null;
        }

        var from = iteration.Fragments[fragment];
        if (from.Prior is { } kept)
        {
            return new KeptDistribution(kept, IsReceivers: false);
        }

        var run = PriorPass.Run(prior, from.Frames, from.First, from.PriorMemory, DistributionStorage.Full);
        run.Memory.Dispose();
        return new KeptDistribution(run.Distribution, IsReceivers: true);
    }

    public PhaseFigures Evaluate(SequenceBatch batch, PolicyOutput output)
    {
        var valid = batch.Valid;
        var logProbabilities = batch.TakenLogProbabilities(output.ButtonLogProbs, output.CameraLogProbs, config.MaskCameraWhenOff);
        var policyLoss = ClippedSurrogate.Loss(logProbabilities, batch.Behaviour, batch.Advantages, valid, config.RatioClip);
        var valueError = ValueLoss.Loss(output.Value, batch.NormalizedReturns, valid);
        var loss = valueError.Times(config.ValueCoefficient);
        loss = _onlyValues ? loss : policyLoss + loss;

        var entropy = Weighted(_entropy, () => MaskedMean.Of(EntropyOf(output), valid));
        loss = _entropy == 0 ? loss : loss - entropy.Times(_entropy);

        var reported = new List<Tensor> { policyLoss.detach(), valueError.detach(), entropy.detach() };
        using (no_grad())
        {
            var logRatio = logProbabilities.detach() - batch.Behaviour;
            reported.Add(MaskedMean.Of(PolicyDiagnostics.ApproximateKl(logRatio), valid));
            reported.Add(MaskedMean.Of(PolicyDiagnostics.IsClipped(logRatio, config.RatioClip), valid));
            reported.Add(MaskedMean.Of(logRatio.abs(), valid));
        }

        if (batch.Kept is { } kept)
        {
            var divergence = Weighted(
                _priorKl, () => MaskedMean.Of(PriorKl.PerSlot(kept, output.ButtonLogProbs, output.CameraLogProbs), valid));
            loss = _priorKl == 0 ? loss : loss + divergence.Times(_priorKl);
            reported.Add(divergence.detach());
        }

        return new PhaseFigures(loss, reported[ApproximateKl], reported);
    }

    private static double EntropyCoefficient(VptPolicy? prior, PpoConfig config, Iteration iteration)
    {
        var coefficient = prior is null ? config.EntropyCoefficientWithoutPrior : config.EntropyCoefficientWithPrior;
        return iteration.Number < config.ValueWarmupIterations ? 0 : coefficient;
    }

    private static Tensor EntropyOf(PolicyOutput output)
    {
        return CategoricalEntropy.PerSlot(output.ButtonLogProbs) + CategoricalEntropy.PerSlot(output.CameraLogProbs);
    }

    // A term that is only reported needs no graph.
    private static Tensor Weighted(double coefficient, Func<Tensor> term)
    {
        using var gradient = set_grad_enabled(coefficient != 0);
        return term();
    }
}
