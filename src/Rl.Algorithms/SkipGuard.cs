namespace Rl.Algorithms;

/// <summary>Counts updates that were made and skipped, over both phases, and says when to give up.</summary>
internal sealed class SkipGuard(int maxSkipsInRow)
{
    public LearnerCounters Counters { get; set; } = new(0, 0, 0);

    public bool Diverged => Counters.SkippedInRow >= maxSkipsInRow;

    public void CountMade() => Counters = Counters with { Updates = Counters.Updates + 1, SkippedInRow = 0 };

    public void CountSkipped()
    {
        Counters = Counters with { SkippedUpdates = Counters.SkippedUpdates + 1, SkippedInRow = Counters.SkippedInRow + 1 };
    }
}
