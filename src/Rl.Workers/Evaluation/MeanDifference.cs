using System.Text.Json.Nodes;

namespace Rl.Workers.Evaluation;

/// <summary>Two means, the interval of their difference, and that of their ratio.</summary>
/// <param name="First">Mean of the first result.</param>
/// <param name="Second">Mean of the second result.</param>
/// <param name="Interval">Interval of second − first, by bootstrap paired by world.</param>
/// <param name="RatioInterval">Interval of second / first, by the same bootstrap; null where a ratio says nothing.</param>
/// <param name="Deviation">Standard deviation of the difference from world to world.</param>
public sealed record MeanDifference(double First, double Second, Interval Interval, Interval? RatioInterval, double Deviation)
{
    /// <summary>Chance with which <see cref="WorldsForPower"/> tells the two apart.</summary>
    public const double Power = 0.8;

    /// <summary>Second − first.</summary>
    public double Difference => Second - First;

    /// <summary>True if the interval excludes 0.</summary>
    public bool IsDistinguishable => !Interval.Contains(0);

    /// <summary>
    /// Worlds at which the interval would just exclude 0, if difference and deviation stayed as they were observed; null if there is no difference. An
    /// evaluation of so many worlds, made anew, has an even chance to tell the two apart.
    /// </summary>
    public long? WorldsToExcludeZero => Statistics.PairsNeeded(Difference, Deviation, 0.5);

    /// <summary>Worlds at which an evaluation made anew would tell the two apart with a chance of <see cref="Power"/>.</summary>
    public long? WorldsForPower => Statistics.PairsNeeded(Difference, Deviation, Power);

    /// <summary>The figures for machines.</summary>
    public JsonObject ToJson() => new()
    {
        ["first"] = First,
        ["second"] = Second,
        ["difference"] = Difference,
        ["low"] = Interval.Low,
        ["high"] = Interval.High,
        ["distinguishable"] = IsDistinguishable,
        ["ratio"] = RatioInterval is null ? null : Second / First,
        ["ratio_low"] = RatioInterval?.Low,
        ["ratio_high"] = RatioInterval?.High,
        ["deviation"] = Deviation,
        ["n_to_exclude_0"] = WorldsToExcludeZero,
        ["n_for_80_percent_power"] = WorldsForPower,
    };
}
