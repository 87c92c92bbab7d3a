using Rl.Models;

namespace Rl.Algorithms;

/// <summary>Proximal policy optimisation, one epoch an iteration, held near a prior if there is one.</summary>
public sealed class PpoLearner : ILearner
{
    private readonly PolicyPhase _wake;

    /// <param name="policy">Trained in place; stays the caller's.</param>
    /// <param name="prior">The frozen policy that θ is held near, or null; stays the caller's.</param>
    /// <param name="config">Settings.</param>
    /// <param name="seed">Decides the order of the mini-batches.</param>
    public PpoLearner(VptPolicy policy, VptPolicy? prior, PpoConfig config, ulong seed)
    {
        _wake = new PolicyPhase(policy, prior, config.Validated(), seed);
    }

    /// <inheritdoc/>
    public LearnerReport Update(IReadOnlyList<TrainingFragment> fragments, long iteration)
    {
        var before = _wake.Guard.Counters;
        var data = _wake.Prepare(fragments, iteration);
        using var targets = data.Targets;

        return _wake.Report(data, before, [], _wake.Run(data));
    }

    /// <inheritdoc/>
    public LearnerState SaveState() => new(_wake.SaveState(), _wake.Guard.Counters);

    /// <inheritdoc/>
    public void LoadState(LearnerState state) => _wake.LoadState(state);

    /// <inheritdoc/>
    public void Dispose() => _wake.Dispose();
}
