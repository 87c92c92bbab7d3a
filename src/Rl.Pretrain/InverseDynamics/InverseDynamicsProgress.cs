using Rl.Pretrain.Labelling;

namespace Rl.Pretrain.InverseDynamics;

/// <summary>How far a training is.</summary>
/// <param name="Update">Finished updates.</param>
/// <param name="TotalUpdates">Updates if no time limit ends it before.</param>
/// <param name="Frames">Frames learned from so far, repeats counted.</param>
/// <param name="Loss">Training loss of late, in nats a frame: a running mean over about 20 updates.</param>
/// <param name="LearningRate">Learning rate of the last update.</param>
/// <param name="FramesPerSecond">Frames learned a second since the start, validation included.</param>
/// <param name="Elapsed">Time since the start.</param>
/// <param name="Remaining">Time left at this rate, or to the time limit if that comes first.</param>
/// <param name="Validation">Figures of the validation that was just made, if one was.</param>
public sealed record InverseDynamicsProgress(
    long Update, long TotalUpdates, long Frames, double Loss, double LearningRate, double FramesPerSecond, TimeSpan Elapsed, TimeSpan Remaining, LabelMetrics? Validation);
