namespace Rl.Pretrain.Cloning;

/// <summary>How a policy did when it was tried out in its world.</summary>
/// <param name="Episodes">Episodes played.</param>
/// <param name="MeanReturn">Their mean return, in the task's units.</param>
/// <param name="MilestoneRates">Share of the episodes that reached each rung of the ladder, by its key.</param>
public sealed record RolloutScore(int Episodes, double MeanReturn, IReadOnlyDictionary<string, double> MilestoneRates);
