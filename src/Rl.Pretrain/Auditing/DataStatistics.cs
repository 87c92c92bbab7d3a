namespace Rl.Pretrain.Auditing;

/// <summary>What recorded play adds up to. A share is of all frames, 0 to 1.</summary>
public sealed record DataStatistics
{
    /// <summary><c>recordings</c> or <c>store</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Episodes of a store, segments of recordings.</summary>
    public required int Episodes { get; init; }

    /// <summary>Frames with an action.</summary>
    public required long Frames { get; init; }

    /// <summary>Their time at 20 frames a second.</summary>
    public required double Minutes { get; init; }

    /// <summary>Share of frames in which nothing is done that a policy could do.</summary>
    public required double NullShare { get; init; }

    /// <summary>Share of frames that a loader hands to cloning.</summary>
    public required double EmittedShare { get; init; }

    /// <summary>Share of frames with a window open; null for a store, which does not know.</summary>
    public required double? GuiShare { get; init; }

    /// <summary>By MineRL's name of a key, the share of frames in which it is held.</summary>
    public required IReadOnlyDictionary<string, double> Keys { get; init; }

    /// <summary>Frames by bin of the downward motion, upwards to downwards; the middle one is rest.</summary>
    public required IReadOnlyList<long> PitchBins { get; init; }

    /// <summary>Frames by bin of the motion to the right, left to right.</summary>
    public required IReadOnlyList<long> YawBins { get; init; }

    /// <summary>By rung of the ladder, how many of the played episodes reached it; null where nobody knows what was obtained.</summary>
    public required IReadOnlyDictionary<string, int>? Milestones { get; init; }

    /// <summary>Segments that cannot be read, and why.</summary>
    public required IReadOnlyList<DataFault> LeftOut { get; init; }
}
