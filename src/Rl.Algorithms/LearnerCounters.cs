namespace Rl.Algorithms;

/// <summary>A learner's counts since the run began.</summary>
/// <param name="Updates">Steps of the optimisers that were made.</param>
/// <param name="SkippedUpdates">Steps that were not made.</param>
/// <param name="SkippedInRow">Steps not made since the last one that was.</param>
public sealed record LearnerCounters(long Updates, long SkippedUpdates, int SkippedInRow);
