using Rl.Algorithms;
using Rl.Algorithms.Losses;
using Rl.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Rl.Tests.Algorithms;

public sealed class PriorPassTests
{
    [Test]
    public void Two_halves_with_the_memory_carried_equal_the_whole()
    {
        using var scope = NewDisposeScope();
        using var prior = new VptPolicy(Play.Tiny, 3);
        var (frames, first) = Noise(first: 0);

        using var whole = PriorPass.Run(prior, frames, first, null, DistributionStorage.Full);
        using var former = PriorPass.Run(prior, frames[..5], first[..5], null, DistributionStorage.Full);
        using var latter = PriorPass.Run(prior, frames[5..], first[5..], former.Memory, DistributionStorage.Full);

        var difference = whole.Distribution.ButtonLogProbs[5..] - latter.Distribution.ButtonLogProbs;
        Assert.That(difference.abs().max().ToSingle(), Is.LessThan(1e-5));
    }

    [Test]
    public void A_first_flag_in_the_middle_forgets_what_was_before()
    {
        using var scope = NewDisposeScope();
        using var prior = new VptPolicy(Play.Tiny, 3);
        var (frames, first) = Noise(first: 5);

        using var whole = PriorPass.Run(prior, frames, first, null, DistributionStorage.Full);
        using var alone = PriorPass.Run(prior, frames[5..], first[5..], null, DistributionStorage.Full);

        var difference = whole.Distribution.ButtonLogProbs[5..] - alone.Distribution.ButtonLogProbs;
        Assert.That(difference.abs().max().ToSingle(), Is.LessThan(1e-5));
    }

    [Test]
    public void Half_storage_halves_the_bytes_and_hardly_diverges()
    {
        using var scope = NewDisposeScope();
        using var prior = new VptPolicy(Play.Tiny, 3);
        var (frames, first) = Noise(first: 0);

        using var full = PriorPass.Run(prior, frames, first, null, DistributionStorage.Full);
        using var half = PriorPass.Run(prior, frames, first, null, DistributionStorage.Half);

        Assert.That(half.Distribution.ButtonLogProbs.ElementSize * 2, Is.EqualTo(full.Distribution.ButtonLogProbs.ElementSize));
        var divergence = PriorKl.PerSlot(half.Distribution, full.Distribution.ButtonLogProbs, full.Distribution.CameraLogProbs);
        Assert.That(divergence.abs().max().ToSingle(), Is.LessThan(1e-4));
    }

    [Test]
    public void Only_the_distribution_and_the_memory_outlive_the_pass()
    {
        using var scope = NewDisposeScope();
        using var prior = new VptPolicy(Play.Tiny, 3);
        var (frames, first) = Noise(first: 0);
        var before = scope.DisposablesCount;

        using var run = PriorPass.Run(prior, frames, first, null, DistributionStorage.Full);

        Assert.That(scope.DisposablesCount, Is.EqualTo(before));
        Assert.That(run.Distribution.ButtonLogProbs.requires_grad, Is.False);
    }

    private static (Tensor Frames, Tensor First) Noise(int first)
    {
        using var generator = new Generator(4);
        var flags = zeros(9, ScalarType.Bool);
        flags[first] = tensor(true);
        return (randint(0, 256, [9, 16, 16, 3], ScalarType.Byte, generator: generator), flags);
    }
}
