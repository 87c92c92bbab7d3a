namespace Rl.Pretrain.Cloning;

/// <summary>What a cloning came to.</summary>
/// <param name="Directory">The policy's checkpoint.</param>
/// <param name="Updates">Updates made.</param>
/// <param name="Frames">Frames learned from, repeats counted.</param>
/// <param name="TrainingLoss">Training loss of late, in nats.</param>
/// <param name="Validation">Figures on the held-out episodes at the end.</param>
/// <param name="Elapsed">Time it took.</param>
/// <param name="HitTimeLimit">True if the time limit ended it.</param>
public sealed record CloningResult(
    string Directory, long Updates, long Frames, double TrainingLoss, CloningMetrics Validation, TimeSpan Elapsed, bool HitTimeLimit);
