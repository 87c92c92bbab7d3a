using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Tests.Models;

public class TorchParallelTests
{
    private int _threads;

    [SetUp]
    public void Remember() => _threads = TorchRuntime.Threads;

    [TearDown]
    public void Restore() => TorchRuntime.SetThreads(_threads);

    [Test]
    public void Parts_share_the_threads_and_have_the_callers_gradient_mode([Values] bool wantsGradient)
    {
        TorchRuntime.SetThreads(5);
        using var mode = set_grad_enabled(wantsGradient);
        var seen = new (int Threads, bool Gradient)[7];

        TorchParallel.For(seen.Length, width: 2, part => seen[part] = (TorchRuntime.Threads, is_grad_enabled()));

        Assert.That(seen, Is.All.EqualTo((2, wantsGradient)));
        Assert.That(TorchRuntime.Threads, Is.EqualTo(5));
    }

    [Test]
    public void What_a_part_makes_ends_with_it_unless_it_is_detached()
    {
        var kept = new Tensor[3];
        var left = new Tensor[3];

        TorchParallel.For(3, width: 3, part => (kept[part], left[part]) = (full([1], (float)part).DetachFromDisposeScope(), ones([1])));

        Assert.That(kept.Select(tensor => (int)tensor.item<float>()), Is.EqualTo(new[] { 0, 1, 2 }));
        Assert.That(left.Select(tensor => tensor.IsInvalid), Is.All.True);
        Array.ForEach(kept, tensor => tensor.Dispose());
    }

    [Test]
    public void What_a_part_throws_comes_out_and_the_threads_are_given_back()
    {
        TorchRuntime.SetThreads(4);

        Assert.Throws<InvalidOperationException>(() => TorchParallel.For(4, width: 2, part => throw new InvalidOperationException($"part {part}")));
        Assert.That(TorchRuntime.Threads, Is.EqualTo(4));
    }
}
