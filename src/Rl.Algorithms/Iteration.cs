namespace Rl.Algorithms;

/// <summary>An iteration's data: fragments of one length and what they teach.</summary>
internal sealed record Iteration(long Number, IReadOnlyList<TrainingFragment> Fragments, LearningTargets Targets)
{
    public int Length => Fragments[0].Length;
}
