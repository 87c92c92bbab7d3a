using Rl.Models;

namespace Rl.Algorithms;

/// <summary>What PPO is and PPG begins with: an iteration's targets, then one epoch of the wake. Owns the wake's optimiser.</summary>
internal sealed class PolicyPhase : IDisposable
{
    private const string Prefix = "wake/";

    private readonly VptPolicy _policy;
    private readonly VptPolicy? _prior;
    private readonly PpoConfig _config;
    private readonly ulong _seed;
    private readonly GuardedOptimizer _optimizer;

    public PolicyPhase(VptPolicy policy, VptPolicy? prior, PpoConfig config, ulong seed)
    {
        (_policy, _prior, _config, _seed) = (policy, prior, config, seed);
        _optimizer = new GuardedOptimizer(policy, config.LearningRate, config.WeightDecay, config);
        Guard = new SkipGuard(config.MaxSkipsInRow);
        Runner = new PhaseRunner(policy, config, Guard);
    }

    public SkipGuard Guard { get; }

    public PhaseRunner Runner { get; }

    /// <summary>Checks the fragments and estimates what they teach. The normaliser learns the new returns only if all are finite.</summary>
    public Iteration Prepare(IReadOnlyList<TrainingFragment> fragments, long number)
    {
        ArgumentOutOfRangeException.ThrowIfZero(fragments.Count);
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        foreach (var fragment in fragments)
        {
            fragment.ThrowIfMisshapen(_policy.Config, fragments[0].Length);
        }

        var targets = LearningTargets.Of(fragments, _config);
        if (targets.IsUsable)
        {
            targets.NormalizeReturns(_policy.ValueNormalizer);
        }

        return new Iteration(number, fragments, targets);
    }

    /// <summary>The mini-batches of a pass; pass 0 is the wake.</summary>
    public IReadOnlyList<int[]> Groups(Iteration iteration, int pass)
    {
        return MinibatchOrder.Groups(iteration.Fragments.Count, _config.SequencesPerBatch, _seed, iteration.Number, pass);
    }

    public PhaseResult Run(Iteration iteration)
    {
        var result = new PhaseResult();
        if (iteration.Targets.IsUsable)
        {
            _optimizer.Begin(iteration.Number);
            Runner.Run(iteration, Groups(iteration, 0), new WakePhase(_prior, _config, iteration), _optimizer, result);
        }
        else if (iteration.Targets.ValidSlots > 0)
        {
            // Rewards or values that are not numbers spoil the normalisation of all: the iteration counts as one skipped update.
            Guard.CountSkipped();
        }

        return result;
    }

    public LearnerReport Report(Iteration iteration, LearnerCounters before, IEnumerable<(string Name, double Value)> sleep, PhaseResult wake)
    {
        (string Name, double Value)[] figures =
        [
            (MetricNames.PolicyLoss, wake.Mean(WakePhase.PolicyLoss)),
            (MetricNames.ValueLoss, wake.Mean(WakePhase.ValueError)),
            (MetricNames.Entropy, wake.Mean(WakePhase.Entropy)),
            (MetricNames.ApproximateKl, wake.Mean(WakePhase.ApproximateKl)),
            (MetricNames.ClipFraction, wake.Mean(WakePhase.ClipFraction)),
            (MetricNames.ExplainedVariance, iteration.Targets.ExplainedVariance),
            (MetricNames.KlToPrior, _prior is null ? double.NaN : wake.Mean(WakePhase.KlToPrior)),
            (MetricNames.KlCoefficient, _prior is null ? double.NaN : Losses.PriorKl.Coefficient(_config, iteration.Number)),
            (MetricNames.LearningRate, _config.LearningRate * _config.LearningRateFactor(iteration.Number)),
        ];
        return new LearnerReport
        {
            Metrics = figures.Concat(sleep).Where(figure => double.IsFinite(figure.Value)).ToDictionary(figure => figure.Name, figure => figure.Value),
            ValidSlots = iteration.Targets.ValidSlots,
            Updates = (int)(Guard.Counters.Updates - before.Updates),
            SkippedUpdates = (int)(Guard.Counters.SkippedUpdates - before.SkippedUpdates),
            InitialLogRatio = wake.Initial.Length == 0 ? double.NaN : wake.Initial[WakePhase.AbsoluteLogRatio],
            Diverged = Guard.Diverged,
        };
    }

    public Dictionary<string, TorchSharp.torch.Tensor> SaveState() => _optimizer.SaveState(Prefix).ToDictionary();

    public void LoadState(LearnerState state)
    {
        _optimizer.LoadState(state, Prefix);
        Guard.Counters = state.Counters;
    }

    public void Dispose() => _optimizer.Dispose();
}
