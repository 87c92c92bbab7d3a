namespace Rl.Pretrain.Labelling;

/// <summary>How well labels agree with what the player did. A figure is null where nothing was there to be measured.</summary>
public sealed record LabelMetrics
{
    /// <summary>Frames compared.</summary>
    public required long Frames { get; init; }

    /// <summary>Share of right answers over all keys and frames. Flattered by the many keys that are up: see <see cref="MicroF1"/>.</summary>
    public required double? KeyAccuracy { get; init; }

    /// <summary>F1 over the presses of all keys together.</summary>
    public required double? MicroF1 { get; init; }

    /// <summary>Every key by itself, in the order of the action space.</summary>
    public required IReadOnlyList<KeyMetrics> Keys { get; init; }

    /// <summary>R² of both directions together: 1 minus the squared errors' share of the variance, in square degrees at the bins' centres.</summary>
    public required double? MouseR2 { get; init; }

    /// <summary>R² of the pitch alone.</summary>
    public required double? PitchR2 { get; init; }

    /// <summary>R² of the yaw alone.</summary>
    public required double? YawR2 { get; init; }

    /// <summary>Frames by true bin (rows) and labelled bin (columns) of the pitch.</summary>
    public required IReadOnlyList<IReadOnlyList<long>> PitchConfusion { get; init; }

    /// <summary>Frames by true bin (rows) and labelled bin (columns) of the yaw.</summary>
    public required IReadOnlyList<IReadOnlyList<long>> YawConfusion { get; init; }
}
