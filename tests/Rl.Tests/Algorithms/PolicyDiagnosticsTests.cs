using Rl.Algorithms;
using TorchSharp;
using static TorchSharp.torch;

namespace Rl.Tests.Algorithms;

public sealed class PolicyDiagnosticsTests
{
    [Test]
    public void The_approximate_divergence_is_half_the_squared_log_ratio()
    {
        using var scope = NewDisposeScope();

        Assert.That(PolicyDiagnostics.ApproximateKl(tensor([0.2f])).ToSingle(), Is.EqualTo(0.02f).Within(1e-7));
    }

    [Test]
    public void A_ratio_beyond_the_clip_on_either_side_counts()
    {
        using var scope = NewDisposeScope();
        var logRatio = tensor([MathF.Log(1.3f), MathF.Log(1.1f), MathF.Log(0.7f)]);

        Assert.That(PolicyDiagnostics.IsClipped(logRatio, 0.2).data<float>().ToArray(), Is.EqualTo(new float[] { 1, 0, 1 }));
    }

    [Test]
    public void Perfect_values_explain_all_variance_and_a_constant_none()
    {
        var perfect = PolicyDiagnostics.ExplainedVariance([1, 2, 99], [1, 2, 0], [true, true, false]);
        var constant = PolicyDiagnostics.ExplainedVariance([5, 5, 99], [1, 2, 0], [true, true, false]);

        Assert.That((perfect, constant), Is.EqualTo((1.0, 0.0)));
    }

    [Test]
    public void Explained_variance_of_a_constant_target_is_not_a_number()
    {
        Assert.That(PolicyDiagnostics.ExplainedVariance([1, 2], [3, 3], [true, true]), Is.NaN);
    }

    [Test]
    public void Advantages_are_normalised_over_all_fragments_valid_slots()
    {
        float[][] advantages = [[1, 1000], [3, 5]];

        AdvantageNormalization.Apply(advantages, [[true, false], [true, true]]);

        // Mean 3, deviation √(8/3).
        Assert.That(advantages[0], Is.EqualTo(new float[] { -1.2247449f, 0 }).Within(1e-5));
        Assert.That(advantages[1], Is.EqualTo(new float[] { 0, 1.2247449f }).Within(1e-5));
    }
}
