using System.Text.Json.Nodes;

namespace Rl.Workers.Evaluation;

/// <summary>Two means and the interval of their difference.</summary>
/// <param name="First">Mean of the first result.</param>
/// <param name="Second">Mean of the second result.</param>
/// <param name="Interval">Interval of second − first, by bootstrap paired by world.</param>
public sealed record MeanDifference(double First, double Second, Interval Interval)
{
    /// <summary>Second − first.</summary>
    public double Difference => Second - First;

    /// <summary>True if the interval excludes 0.</summary>
    public bool IsDistinguishable => !Interval.Contains(0);

    /// <summary>The figures for machines.</summary>
    public JsonObject ToJson() => new()
    {
        ["first"] = First,
        ["second"] = Second,
        ["difference"] = Difference,
        ["low"] = Interval.Low,
        ["high"] = Interval.High,
        ["distinguishable"] = IsDistinguishable,
    };
}
