namespace Rl.Pretrain.Cloning;

/// <summary>How far a cloning is.</summary>
/// <param name="Update">Finished updates.</param>
/// <param name="TotalUpdates">Updates if no time limit ends it before.</param>
/// <param name="Frames">Frames learned from so far, repeats counted.</param>
/// <param name="Loss">Training loss of late, in nats: a running mean over about 20 updates.</param>
/// <param name="OriginalKl">Divergence from the policy it went on from at the last update, in nats; null where it is not held near to it.</param>
/// <param name="LearningRate">Learning rate of the last update.</param>
/// <param name="FramesPerSecond">Frames learned a second since the start, validation and trials included.</param>
/// <param name="LoaderShare">Share of the updates' time since the start that was spent waiting for data.</param>
/// <param name="Elapsed">Time since the start.</param>
/// <param name="Remaining">Time left at this rate, or to the time limit if that comes first.</param>
/// <param name="Validation">Figures of the validation that was just made, if one was.</param>
/// <param name="Rollout">Figures of the trial in the world that was just made, if one was.</param>
public sealed record CloningProgress(
    long Update,
    long TotalUpdates,
    long Frames,
    double Loss,
    double? OriginalKl,
    double LearningRate,
    double FramesPerSecond,
    double LoaderShare,
    TimeSpan Elapsed,
    TimeSpan Remaining,
    CloningMetrics? Validation,
    RolloutScore? Rollout);
