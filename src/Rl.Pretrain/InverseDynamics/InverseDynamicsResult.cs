using Rl.Pretrain.Labelling;

namespace Rl.Pretrain.InverseDynamics;

/// <summary>What a training came to.</summary>
/// <param name="Directory">The model's checkpoint.</param>
/// <param name="Updates">Updates made.</param>
/// <param name="Frames">Frames learned from, repeats counted.</param>
/// <param name="LabelledSteps">Labelled steps that it learned from.</param>
/// <param name="TrainingLoss">Training loss of late, in nats a frame.</param>
/// <param name="Validation">Figures on the held-out episodes at the end.</param>
/// <param name="Elapsed">Time it took.</param>
/// <param name="HitTimeLimit">True if the time limit ended it.</param>
public sealed record InverseDynamicsResult(
    string Directory, long Updates, long Frames, long LabelledSteps, double TrainingLoss, LabelMetrics Validation, TimeSpan Elapsed, bool HitTimeLimit);
