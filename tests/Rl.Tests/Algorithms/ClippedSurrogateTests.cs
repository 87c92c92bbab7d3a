using Rl.Algorithms.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace Rl.Tests.Algorithms;

public sealed class ClippedSurrogateTests
{
    [TestCase(2.0f, 1f, -1.2f, TestName = "A good action's ratio counts up to 1 + ε")]
    [TestCase(0.5f, 1f, -0.5f, TestName = "A good action's lost probability counts in full")]
    [TestCase(0.5f, -1f, 0.8f, TestName = "A bad action's ratio counts down to 1 − ε")]
    [TestCase(2.0f, -1f, 2.0f, TestName = "A bad action's gained probability counts in full")]
    public void The_loss_is_the_one_computed_by_hand(float ratio, float advantage, float expected)
    {
        using var scope = NewDisposeScope();

        var loss = ClippedSurrogate.Loss(tensor([MathF.Log(ratio)]), zeros(1), tensor([advantage]), ones(1, ScalarType.Bool), 0.2);

        Assert.That(loss.ToSingle(), Is.EqualTo(expected).Within(1e-6));
    }

    [Test]
    public void Without_advantage_there_is_no_gradient()
    {
        using var scope = NewDisposeScope();
        var current = tensor([-1f, -2f, -0.5f], requires_grad: true);

        ClippedSurrogate.Loss(current, tensor([-1.5f, -1f, -0.5f]), zeros(3), ones(3, ScalarType.Bool), 0.2).backward();

        Assert.That(current.grad!.abs().max().ToSingle(), Is.Zero);
    }

    [Test]
    public void A_masked_slot_is_as_good_as_absent()
    {
        using var scope = NewDisposeScope();
        var full = tensor([-1f, 90f, -0.5f], requires_grad: true);
        var cut = tensor([-1f, -0.5f], requires_grad: true);

        var masked = ClippedSurrogate.Loss(
            full, tensor([-1.1f, -90f, -0.4f]), tensor([1f, float.NaN, -1f]), tensor([true, false, true]), 0.2);
        var absent = ClippedSurrogate.Loss(cut, tensor([-1.1f, -0.4f]), tensor([1f, -1f]), ones(2, ScalarType.Bool), 0.2);
        masked.backward();
        absent.backward();

        Assert.That(masked.ToSingle(), Is.EqualTo(absent.ToSingle()));
        Assert.That(full.grad!.data<float>().ToArray(), Is.EqualTo((float[])[cut.grad![0].ToSingle(), 0, cut.grad![1].ToSingle()]));
    }

    [Test]
    public void The_loss_is_the_only_tensor_it_leaves_behind()
    {
        using var scope = NewDisposeScope();
        var (current, behaviour, advantages) = (randn(4, 8, requires_grad: true), randn(4, 8), randn(4, 8));
        var valid = ones(4, 8, ScalarType.Bool);
        var before = scope.DisposablesCount;

        ClippedSurrogate.Loss(current, behaviour, advantages, valid, ratioClip: 0.2).backward();

        Assert.That(scope.DisposablesCount, Is.EqualTo(before + 1));
    }
}
