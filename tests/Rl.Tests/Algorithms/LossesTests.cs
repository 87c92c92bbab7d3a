using Rl.Algorithms;
using Rl.Algorithms.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace Rl.Tests.Algorithms;

public sealed class LossesTests
{
    private static readonly float[] Even = [MathF.Log(0.5f), MathF.Log(0.5f)];
    private static readonly float[] Skewed = [MathF.Log(0.25f), MathF.Log(0.75f)];

    [Test]
    public void The_mean_of_no_valid_slot_is_zero()
    {
        using var scope = NewDisposeScope();

        Assert.That(MaskedMean.Of(tensor([float.NaN, 1f]), zeros(2, ScalarType.Bool)).ToSingle(), Is.Zero);
    }

    [Test]
    public void The_value_loss_is_the_mean_square_over_valid_slots()
    {
        using var scope = NewDisposeScope();
        var predicted = tensor([1f, 5f, 3f], requires_grad: true);

        var loss = ValueLoss.Loss(predicted, tensor([0f, float.NaN, 1f]), tensor([true, false, true]));
        loss.backward();

        Assert.That(loss.ToSingle(), Is.EqualTo(2.5f));
        Assert.That(predicted.grad!.data<float>().ToArray(), Is.EqualTo(new float[] { 1, 0, 2 }));
    }

    [Test]
    public void Both_directions_of_the_divergence_are_those_computed_by_hand()
    {
        using var scope = NewDisposeScope();

        var forward = CategoricalKl.PerSlot(tensor(Even), tensor(Skewed)).ToSingle();
        var backward = CategoricalKl.PerSlot(tensor(Skewed), tensor(Even)).ToSingle();

        // ½ ln 2 + ½ ln ⅔ and ¼ ln ½ + ¾ ln 1½.
        Assert.That(forward, Is.EqualTo(0.143841f).Within(1e-5));
        Assert.That(backward, Is.EqualTo(0.130812f).Within(1e-5));
    }

    [Test]
    public void A_fixed_distribution_gives_the_same_divergence_and_gradient()
    {
        using var scope = NewDisposeScope();
        var kept = randn(3, 7).log_softmax(-1);
        var logits = randn(3, 7);
        var (direct, split) = (logits.clone().requires_grad_(), logits.clone().requires_grad_());

        var whole = CategoricalKl.PerSlot(kept, direct.log_softmax(-1)).sum();
        var parts = CategoricalKl.PerSlot(kept.exp(), (kept.exp() * kept).sum(-1), split.log_softmax(-1)).sum();
        whole.backward();
        parts.backward();

        Assert.That(parts.ToSingle(), Is.EqualTo(whole.ToSingle()).Within(1e-5));
        Assert.That((direct.grad! - split.grad!).abs().max().ToSingle(), Is.LessThan(1e-6));
    }

    [Test]
    public void The_divergence_to_the_prior_is_taken_under_the_prior_and_sums_both_heads()
    {
        using var scope = NewDisposeScope();
        using var prior = ActionDistribution.Keep(tensor(Even), tensor(Skewed), DistributionStorage.Full);

        var divergence = PriorKl.PerSlot(prior, tensor(Skewed), tensor(Even)).ToSingle();

        Assert.That(divergence, Is.EqualTo(0.143841f + 0.130812f).Within(1e-5));
    }

    [TestCase(DistributionStorage.Full)]
    [TestCase(DistributionStorage.Half)]
    public void A_kept_distribution_hardly_diverges_from_itself(DistributionStorage storage)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var buttons = (randn(16, 8641) * 3).log_softmax(-1);
        var camera = (randn(16, 121) * 3).log_softmax(-1);
        using var kept = ActionDistribution.Keep(buttons, camera, storage);

        var divergence = PriorKl.PerSlot(kept, buttons, camera);

        Assert.That(divergence.abs().max().ToSingle(), Is.LessThan(1e-4));
    }

    [Test]
    public void The_entropy_of_four_even_choices_is_the_logarithm_of_four()
    {
        using var scope = NewDisposeScope();

        Assert.That(CategoricalEntropy.PerSlot(zeros(4).log_softmax(-1)).ToSingle(), Is.EqualTo(Math.Log(4)).Within(1e-6));
    }

    [Test]
    public void The_weight_of_the_prior_decays_once_an_iteration()
    {
        var config = new PpoConfig { PriorKlCoefficient = 0.2, PriorKlDecay = 0.5 };

        Assert.That(PriorKl.Coefficient(config, 0), Is.EqualTo(0.2));
        Assert.That(PriorKl.Coefficient(config, 3), Is.EqualTo(0.025).Within(1e-12));
    }

    [Test]
    public void Every_loss_leaves_only_its_result_behind()
    {
        using var scope = NewDisposeScope();
        var (logP, logQ) = (randn(2, 3, 5).log_softmax(-1), randn(2, 3, 5).log_softmax(-1));
        var (perSlot, valid) = (randn(2, 3), ones(2, 3, ScalarType.Bool));
        using var kept = ActionDistribution.Keep(logP, logQ, DistributionStorage.Half);
        var before = scope.DisposablesCount;

        _ = CategoricalKl.PerSlot(logP, logQ);
        _ = PriorKl.PerSlot(kept, logP, logQ);
        _ = CategoricalEntropy.PerSlot(logP);
        _ = ValueLoss.Loss(perSlot, perSlot, valid);
        _ = PolicyDiagnostics.ApproximateKl(perSlot);
        _ = PolicyDiagnostics.IsClipped(perSlot, 0.2);

        Assert.That(scope.DisposablesCount, Is.EqualTo(before + 6));
    }
}
