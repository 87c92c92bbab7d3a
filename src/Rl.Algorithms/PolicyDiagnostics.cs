using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Algorithms;

/// <summary>Figures that say how far an update moves the policy and how well the values predict.</summary>
public static class PolicyDiagnostics
{
    /// <summary>
    /// ½ (log ratio)² of each slot: the estimator "k2" of KL (Schulman, Approximating KL divergence, 2020), also PPG's KL penalty. Unlike
    /// k3 it needs no exponential, so that one far-off action cannot make it infinite.
    /// </summary>
    /// <param name="logRatio"><c>[batch, time] float32</c>.</param>
    /// <returns>The same shape, the caller's.</returns>
    public static Tensor ApproximateKl(Tensor logRatio)
    {
        using var scope = NewDisposeScope();

        return logRatio.square().Times(0.5).MoveToOuterDisposeScope();
    }

    /// <summary>1 where the ratio lies outside 1 ± ε, else 0.</summary>
    /// <param name="logRatio"><c>[batch, time] float32</c>.</param>
    /// <param name="ratioClip">ε.</param>
    /// <returns>The same shape, the caller's.</returns>
    public static Tensor IsClipped(Tensor logRatio, double ratioClip)
    {
        using var scope = NewDisposeScope();

        return logRatio.exp().Plus(-1).abs().IsAbove(ratioClip).to(ScalarType.Float32).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// 1 − Var(targets − values) / Var(targets) over valid slots: 1 is a perfect prediction, 0 no better than a constant. NaN where the
    /// targets do not vary.
    /// </summary>
    public static double ExplainedVariance(ReadOnlySpan<float> values, ReadOnlySpan<float> targets, ReadOnlySpan<bool> valid)
    {
        Expect.Length(targets.Length, values.Length, nameof(targets));
        Expect.Length(valid.Length, values.Length, nameof(valid));

        var ofTargets = new RunningVariance();
        var ofErrors = new RunningVariance();
        for (var i = 0; i < values.Length; i++)
        {
            if (valid[i])
            {
                ofTargets.Add(targets[i]);
                ofErrors.Add((double)targets[i] - values[i]);
            }
        }

        return ofTargets.Variance > 0 ? 1 - (ofErrors.Variance / ofTargets.Variance) : double.NaN;
    }
}
