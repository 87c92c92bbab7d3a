using Rl.Algorithms;
using Rl.Models;
using Rl.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Rl.Tests.Algorithms;

/// <summary>
/// What a network on another device is given lies there too. torch's device "meta", which has shapes and no numbers, stands for a GPU where there is none.
/// </summary>
public class PlacementTests
{
    private static readonly Device Elsewhere = new(DeviceType.META);

    [Test]
    public void What_an_update_reads_is_copied_to_where_the_policy_is()
    {
        using var scope = NewDisposeScope();
        using var here = new VptPolicy(Play.Tiny, seed: 5);
        var fragment = Play.Fragment(here, 1);
        using var run = PriorPass.Run(here, fragment.Frames, fragment.First, null, DistributionStorage.Half).Distribution;
        using var memory = fragment.Memory.To(Elsewhere);
        using var batch = new SequenceBatch([fragment], (0, fragment.Length), Elsewhere)
        {
            Advantages = zeros(1, fragment.Length),
            NormalizedReturns = zeros(1, fragment.Length),
            Kept = ActionDistribution.Stack([run], 0, fragment.Length, Elsewhere),
        };

        Tensor[] there =
        [
            batch.First, batch.Valid, batch.Buttons, batch.Camera, batch.CameraActive, batch.Behaviour, batch.Kept.ButtonLogProbs, batch.Kept.CameraLogProbs,
            batch.Kept.NegativeEntropy, memory.Mask, .. memory.Keys, .. memory.Values,
        ];
        Assert.That(there.Select(tensor => tensor.device_type), Is.All.EqualTo(DeviceType.META));
        Assert.That(run.ButtonLogProbs.device_type, Is.EqualTo(DeviceType.CPU));
        fragment.Dispose();
    }

    [Test]
    public void A_policy_elsewhere_has_all_its_tensors_there()
    {
        using var policy = new VptPolicy(Play.Tiny, seed: 5, Elsewhere);
        using var memory = PolicyMemory.Empty(policy.Config, 2, policy.Device);

        Assert.That(policy.NamedTensors.All(named => named.Tensor.device_type == DeviceType.META), Is.True);
        Assert.That(memory.Values[^1].device_type, Is.EqualTo(DeviceType.META));
    }

    [Test]
    public void A_memory_that_is_there_already_is_not_copied()
    {
        using var memory = PolicyMemory.Empty(Play.Tiny, 1);
        using var same = memory.To(CPU);

        using (no_grad())
        {
            memory.Keys[0].fill_(3);
        }

        Assert.That(same.Keys[0].min().item<float>(), Is.EqualTo(3));
    }

    [Test]
    public void A_policy_that_is_there_already_moves_nowhere()
    {
        using var policy = new VptPolicy(Play.Tiny, seed: 5);

        Assert.That(policy.MovedTo(CPU), Is.SameAs(policy));
    }

    [TestCase("gpu", "cpu, cuda, and cuda:N")]
    [TestCase("cuda:-1", "cpu, cuda, and cuda:N")]
    [TestCase("cuda:first", "cpu, cuda, and cuda:N")]
    public void What_is_no_device_is_refused_with_what_there_is(string name, string told)
    {
        Assert.That(() => ModelDevice.Parse(name), Throws.ArgumentException.With.Message.Contains(told));
    }

    [Test]
    public void Without_a_gpu_cuda_is_refused_with_where_to_read_on()
    {
        Assume.That(cuda_is_available(), Is.False, "This machine has a GPU.");

        Assert.That(() => ModelDevice.Parse("cuda"), Throws.ArgumentException.With.Message.Contains("docs/gpu.md"));
    }

    [Test]
    [Category("Gpu")]
    public void On_a_gpu_an_update_moves_the_policy_as_on_the_processor()
    {
        if (!cuda_is_available())
        {
            Assert.Ignore($"There is no GPU, or {TorchRuntime.Flavor} cannot use it.");
        }

        using var scope = NewDisposeScope();
        using var here = GoldenNet.Policy();
        using var there = GoldenNet.Policy().MovedTo(ModelDevice.Parse("cuda"));
        var fragment = Play.Stepped(here, GoldenNet.Array("tiny_c0_img")[0]);
        using var learner = new PpoLearner(here, null, Play.Brisk, 9);
        using var learnerThere = new PpoLearner(there, null, Play.Brisk, 9);

        var report = learner.Update([fragment], 0);
        var reportThere = learnerThere.Update([fragment], 0);

        Assert.That(reportThere.Metrics[MetricNames.PolicyLoss], Is.EqualTo(report.Metrics[MetricNames.PolicyLoss]).Within(1e-3));
        Assert.That(reportThere.InitialLogRatio, Is.LessThan(0.02));
        fragment.Dispose();
    }
}
