namespace Rl.Pretrain.Cloning;

/// <summary>What a cloning came to.</summary>
/// <param name="Directory">The policy's checkpoint; <c>best</c> within it is the one that did best in the world, if that was tried out.</param>
/// <param name="Updates">Updates made.</param>
/// <param name="Frames">Frames learned from, repeats counted.</param>
/// <param name="TrainingSteps">Recorded steps that were learned from, before idle ones are left out.</param>
/// <param name="TrainingLoss">Training loss of late, in nats.</param>
/// <param name="Validation">Figures on the held-out episodes at the end.</param>
/// <param name="BestValidation">Smallest loss on the held-out episodes.</param>
/// <param name="Rollout">How the policy did in its world at the end; null if it was not tried out.</param>
/// <param name="BestRollout">Largest mean return of a trial; null if there was none.</param>
/// <param name="LoaderShare">Share of the updates' time that was spent waiting for data.</param>
/// <param name="Elapsed">Time it took.</param>
/// <param name="HitTimeLimit">True if the time limit ended it.</param>
public sealed record CloningResult(
    string Directory,
    long Updates,
    long Frames,
    long TrainingSteps,
    double TrainingLoss,
    CloningMetrics Validation,
    BestFigure BestValidation,
    RolloutScore? Rollout,
    BestFigure? BestRollout,
    double LoaderShare,
    TimeSpan Elapsed,
    bool HitTimeLimit);
