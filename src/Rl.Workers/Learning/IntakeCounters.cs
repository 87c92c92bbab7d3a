namespace Rl.Workers.Learning;

/// <summary>What became of fragments that were not learnt from, over the whole run.</summary>
public sealed record IntakeCounters
{
    /// <summary>Fragments acted by too old a policy.</summary>
    public long DroppedStale { get; set; }

    /// <summary>Fragments that had arrived before.</summary>
    public long DroppedDuplicates { get; set; }

    /// <summary>Times a gap emptied the prior's memory of an environment.</summary>
    public long PriorMemoryResets { get; set; }
}
