using Rl.Models;

namespace Rl.Algorithms;

/// <summary>
/// Phasic policy gradient (Cobbe et al. 2020) with a KL term to a frozen prior, as VPT fine-tunes: an iteration is one wake, which is PPO,
/// and <see cref="PpgConfig.SleepPasses"/> passes of distilling values into the trunk over the same fragments, with an optimiser of their own.
/// </summary>
public sealed class PpgLearner : ILearner
{
    private const string SleepPrefix = "sleep/";

    private readonly VptPolicy _policy;
    private readonly PpgConfig _config;
    private readonly PolicyPhase _wake;
    private readonly GuardedOptimizer _sleepOptimizer;

    /// <param name="policy">Trained in place; stays the caller's. Has an auxiliary value head unless there are no sleep passes.</param>
    /// <param name="prior">The frozen policy that θ is held near, or null; stays the caller's.</param>
    /// <param name="config">Settings.</param>
    /// <param name="seed">Decides the order of the mini-batches.</param>
    public PpgLearner(VptPolicy policy, VptPolicy? prior, PpgConfig config, ulong seed)
    {
        (_policy, _config) = (policy, config.Validated());
        if (config.SleepPasses > 0 && !policy.Config.AuxiliaryValueHead)
        {
            throw new ArgumentException(
                $"'{nameof(policy)}' has no auxiliary value head, which {config.SleepPasses} sleep passes need. Set PolicyConfig.AuxiliaryValueHead.",
                nameof(policy));
        }

        _wake = new PolicyPhase(policy, prior, config.Wake, seed);
        _sleepOptimizer = new GuardedOptimizer(
            policy, config.SleepLearningRate ?? config.Wake.LearningRate, config.SleepWeightDecay ?? config.Wake.WeightDecay, config.Wake);
    }

    /// <summary>Called between the wake and the sleep of every iteration, for whoever measures them; may be null.</summary>
    public Action? SleepBegins { get; set; }

    /// <inheritdoc/>
    public LearnerReport Update(IReadOnlyList<TrainingFragment> fragments, long iteration)
    {
        var before = _wake.Guard.Counters;
        var data = _wake.Prepare(fragments, iteration);
        using var targets = data.Targets;

        var wake = _wake.Run(data);
        SleepBegins?.Invoke();
        var sleep = Sleep(data);

        return _wake.Report(
            data,
            before,
            [
                (MetricNames.SleepKlLoss, sleep.Mean(SleepPhase.Kl)),
                (MetricNames.AuxiliaryValueLoss, sleep.Mean(SleepPhase.AuxiliaryValueError)),
                (MetricNames.TrueValueLoss, sleep.Mean(SleepPhase.TrueValueError)),
            ],
            wake);
    }

    /// <inheritdoc/>
    public LearnerState SaveState()
    {
        return new LearnerState(_wake.SaveState().Concat(_sleepOptimizer.SaveState(SleepPrefix)).ToDictionary(), _wake.Guard.Counters);
    }

    /// <inheritdoc/>
    public void LoadState(LearnerState state)
    {
        _sleepOptimizer.LoadState(state, SleepPrefix);
        _wake.LoadState(state);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _wake.Dispose();
        _sleepOptimizer.Dispose();
    }

    private PhaseResult Sleep(Iteration iteration)
    {
        var result = new PhaseResult();
        if (_config.SleepPasses == 0 || !iteration.Targets.IsUsable || _wake.Guard.Diverged)
        {
            return result;
        }

        _sleepOptimizer.Begin(iteration.Number);
        using var phase = new SleepPhase(_policy, _config, iteration);
        for (var pass = 1; pass <= _config.SleepPasses; pass++)
        {
            _wake.Runner.Run(iteration, _wake.Groups(iteration, pass), phase, _sleepOptimizer, result);
        }

        return result;
    }
}
