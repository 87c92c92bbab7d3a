using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Tests.Models;

public class VptPolicyTests
{
    private static readonly PolicyConfig Small = new()
    {
        FrameHeight = 16,
        FrameWidth = 24,
        HiddenSize = 16,
        Heads = 2,
        Layers = 2,
        Timesteps = 4,
        MemorySize = 10,
        ImpalaWidth = 0.25,
        AuxiliaryValueHead = true,
    };

    [TestCase(new[] { 4, 3, 2 })]
    [TestCase(new[] { 1, 1, 1, 1, 1, 1, 1, 1, 1 })]
    [TestCase(new[] { 2, 7 })]
    public void Cutting_a_sequence_into_chunks_changes_nothing_wherever_episodes_begin(int[] chunks)
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var policy = Sensitive();
        var frames = Frames(2, 9);
        var first = tensor(new[,]
        {
            { true, false, false, true, false, false, false, false, false },
            { false, false, true, true, false, false, false, true, false },
        });

        var whole = policy.Forward(frames, first);
        PolicyMemory? memory = null;
        var parts = new List<Tensor>();
        foreach (var (start, length) in Starts(chunks))
        {
            var output = policy.Forward(frames.narrow(1, start, length), first.narrow(1, start, length), memory);
            parts.Add(output.CameraLogProbs);
            memory = output.Memory;
        }

        Assert.That(GoldenNet.Distance(cat(parts, 1), whole.CameraLogProbs), Is.LessThan(1e-5f));
        Assert.That(GoldenNet.Same(memory!.Mask, whole.Memory.Mask), Is.True);
        Assert.That(GoldenNet.Distance(memory.Keys[1] * memory.Mask.unsqueeze(-1), whole.Memory.Keys[1] * memory.Mask.unsqueeze(-1)), Is.LessThan(1e-5f));
    }

    [Test]
    public void Frames_before_a_first_flag_do_not_reach_what_follows()
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var policy = Sensitive();
        var (frames, others) = (Frames(1, 6), Frames(1, 6, seed: 2));
        var changed = cat([others.narrow(1, 0, 3), frames.narrow(1, 3, 3)], 1);
        var first = tensor(new[,] { { false, false, false, true, false, false } });

        var one = policy.Forward(frames, first);
        var other = policy.Forward(changed, first);

        Assert.That(GoldenNet.Same(one.ButtonLogProbs.narrow(1, 3, 3), other.ButtonLogProbs.narrow(1, 3, 3)), Is.True);
        Assert.That(GoldenNet.Distance(one.ButtonLogProbs, other.ButtonLogProbs), Is.GreaterThan(1e-3f));
    }

    [Test]
    public void The_reference_mode_overlooks_a_first_flag_inside_a_chunk()
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var policy = Sensitive();
        var frames = Frames(1, 4);
        var first = tensor(new[,] { { false, false, true, false } });

        var reference = policy.Forward(frames, first, null, FirstMode.Reference);
        var unmarked = policy.Forward(frames, zeros_like(first));
        var everyStep = policy.Forward(frames, first);

        Assert.That(GoldenNet.Same(reference.CameraLogProbs, unmarked.CameraLogProbs), Is.True);
        Assert.That(GoldenNet.Same(reference.Memory.Mask, unmarked.Memory.Mask), Is.True);
        Assert.That(GoldenNet.Distance(everyStep.CameraLogProbs, unmarked.CameraLogProbs), Is.GreaterThan(1e-3f));
    }

    [Test]
    public void The_memory_after_a_reset_holds_only_the_new_episode()
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var policy = new VptPolicy(Small, 1);

        var output = policy.Forward(Frames(1, 5), tensor(new[,] { { false, false, false, true, false } }));

        Assert.That(output.Memory.Mask.data<bool>().ToArray(), Is.EqualTo(new[] { false, false, false, false, true, true }));
    }

    [Test]
    public void A_batch_is_its_rows_one_by_one()
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var policy = Sensitive();
        var frames = Frames(3, 2);
        var first = zeros(3, 2, ScalarType.Bool);

        var together = policy.Forward(frames, first);
        var alone = policy.Forward(frames.narrow(0, 1, 1), first.narrow(0, 1, 1));

        Assert.That(GoldenNet.Distance(together.ButtonLogProbs.narrow(0, 1, 1), alone.ButtonLogProbs), Is.LessThan(1e-5f));
    }

    [Test]
    public void With_and_without_gradient_the_outputs_agree()
    {
        using var scope = NewDisposeScope();
        using var policy = Sensitive();
        var frames = Frames(2, 3);
        var first = zeros(2, 3, ScalarType.Bool);

        var graded = policy.Forward(frames, first);
        using var ungraded = no_grad();
        var inPlace = policy.Forward(frames, first);

        Assert.That(GoldenNet.Distance(graded.ButtonLogProbs, inPlace.ButtonLogProbs), Is.LessThan(1e-5f));
        Assert.That(GoldenNet.Distance(graded.Value, inPlace.Value), Is.LessThan(1e-5f));
    }

    [Test]
    public void A_detached_value_sends_no_gradient_into_the_trunk_but_the_auxiliary_value_does()
    {
        using var scope = NewDisposeScope();
        using var policy = new VptPolicy(Small, 1);
        var trunk = policy.TrainableParameters.First().Parameter;

        policy.Forward(Frames(1, 2), zeros(1, 2, ScalarType.Bool), detachValue: true).Value.sum().backward();
        Assert.That(trunk.grad is null, Is.True);

        policy.Forward(Frames(1, 2), zeros(1, 2, ScalarType.Bool), detachValue: true).AuxiliaryValue!.sum().backward();
        Assert.That(trunk.grad!.abs().sum().item<float>(), Is.GreaterThan(0));
    }

    [Test]
    public void A_forward_pass_leaves_only_its_outputs_behind()
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var policy = new VptPolicy(Small, 1);
        var (frames, first) = (Frames(2, 3), zeros(2, 3, ScalarType.Bool));
        var before = scope.DisposablesCount;

        policy.Forward(frames, first);

        Assert.That(scope.DisposablesCount - before, Is.EqualTo(4 + 1 + (2 * Small.Layers)));
    }

    [Test]
    public void A_memory_that_was_taken_outlives_the_scope()
    {
        using var ungraded = no_grad();
        using var policy = new VptPolicy(Small, 1);
        PolicyMemory memory;

        using (NewDisposeScope())
        {
            using var output = policy.Forward(Frames(1, 3), zeros(1, 3, ScalarType.Bool));
            memory = output.TakeMemory();
        }

        Assert.That(memory.Keys[0].sum().item<float>(), Is.Not.NaN);
        memory.Dispose();
    }

    [Test]
    public void Heads_that_are_not_asked_for_are_not_there()
    {
        using var scope = NewDisposeScope();
        using var policy = new VptPolicy(Small, 1);

        var output = policy.Forward(Frames(1, 1), zeros(1, 1, ScalarType.Bool), heads: PolicyHeads.Value);

        Assert.That(output.AuxiliaryValue is null, Is.True);
        Assert.Throws<InvalidOperationException>(() => _ = output.ButtonLogProbs);
    }

    [Test]
    public void Bfloat16_stays_near_float32()
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var policy = new VptPolicy(Small, 1);
        var frames = Frames(1, 4);
        var first = zeros(1, 4, ScalarType.Bool);

        var exact = policy.Forward(frames, first);
        policy.ComputeType = ScalarType.BFloat16;
        var rounded = policy.Forward(frames, first);

        Assert.That((exact.ButtonLogProbs - rounded.ButtonLogProbs).abs().mean().item<float>(), Is.LessThan(0.02f).And.GreaterThan(0));
    }

    [Test]
    public void Equal_seeds_give_equal_weights_and_rows_have_their_norms()
    {
        using var scope = NewDisposeScope();
        using var policy = new VptPolicy(Small, 7);
        using var twin = new VptPolicy(Small, 7);
        using var other = new VptPolicy(Small, 8);
        var firstWeight = "net.img_process.cnn.stacks.0.firstconv.layer.weight";

        Assert.That(policy.NamedTensors.Zip(twin.NamedTensors).All(pair => GoldenNet.Same(pair.First.Tensor, pair.Second.Tensor)), Is.True);
        Assert.That(GoldenNet.Distance(Named(policy, firstWeight), Named(other, firstWeight)), Is.GreaterThan(0.01f));
        foreach (var entry in PolicyLayout.Of(Small).Where(entry => entry.Initial == InitialValue.UnitRows))
        {
            var norms = Named(policy, entry.Name).flatten(1).square().sum(1).sqrt();
            Assert.That((norms - entry.Scale).abs().max().item<float>(), Is.LessThan(1e-5f), entry.Name);
        }
    }

    [TestCase("net.img_process.cnn.stacks.1.blocks.0.conv1.layer.weight", 1.106682)]
    [TestCase("net.img_process.cnn.dense.layer.weight", 1.4)]
    [TestCase("net.recurrent_layer.blocks.0.r.orc_block.q_layer.weight", 0.1)]
    [TestCase("net.recurrent_layer.blocks.0.r.orc_block.k_layer.weight", 0.2)]
    [TestCase("net.recurrent_layer.blocks.3.r.orc_block.v_layer.weight", 0.594604)]
    [TestCase("net.recurrent_layer.blocks.3.mlp1.layer.weight", 0.353553)]
    public void Row_norms_are_the_references(string name, double norm)
    {
        Assert.That(PolicyLayout.Of(PolicyConfig.OneX).Single(entry => entry.Name == name).Scale, Is.EqualTo(norm).Within(1e-6));
    }

    [Test]
    public void Weights_are_copied_from_a_policy_without_auxiliary_head()
    {
        using var scope = NewDisposeScope();
        using var prior = new VptPolicy(Small with { AuxiliaryValueHead = false }, 1);
        using var policy = new VptPolicy(Small, 2);

        policy.CopyFrom(prior);

        Assert.That(prior.NamedTensors.Zip(policy.NamedTensors).All(pair => GoldenNet.Same(pair.First.Tensor, pair.Second.Tensor)), Is.True);
        using var wider = new VptPolicy(Small with { HiddenSize = 32 }, 1);
        Assert.Throws<ArgumentException>(() => policy.CopyFrom(wider));
    }

    [Test]
    public void Frames_of_another_size_are_refused_by_name()
    {
        using var scope = NewDisposeScope();
        using var policy = new VptPolicy(Small, 1);

        var error = Assert.Throws<ArgumentException>(
            () => policy.Forward(zeros([1, 1, 8, 8, 3], ScalarType.Byte), zeros(1, 1, ScalarType.Bool)));

        Assert.That(error!.Message, Does.Contain("'frames' is [1, 1, 8, 8, 3], expected [-1, -1, 16, 24, 3]"));
    }

    [Test]
    public void A_memory_survives_its_bytes()
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var policy = new VptPolicy(Small, 1);
        var memory = policy.Forward(Frames(2, 3), zeros(2, 3, ScalarType.Bool)).Memory;
        using var one = memory.Slice(1);

        using var back = PolicyMemory.FromBytes(Small, one.ToBytes());
        using var joined = PolicyMemory.Concatenate([one, back]);

        Assert.That(GoldenNet.Same(back.Mask, one.Mask), Is.True);
        Assert.That(GoldenNet.Distance(back.Values[1], one.Values[1]), Is.LessThan(1e-3f));
        Assert.That(joined.Batch, Is.EqualTo(2));
        Assert.Throws<InvalidDataException>(() => PolicyMemory.FromBytes(Small with { Layers = 3 }, one.ToBytes()));
    }

    private static Tensor Named(VptPolicy policy, string name) => policy.NamedTensors.Single(named => named.Name == name).Tensor;

    // Fresh weights attend almost evenly; larger queries, keys and heads make differences visible.
    private static VptPolicy Sensitive()
    {
        var policy = new VptPolicy(Small, 1);
        using var ungraded = no_grad();

        foreach (var (name, parameter) in policy.NamedTensors.Where(named => named.Name.Contains("_layer.weight", StringComparison.Ordinal)))
        {
            parameter.mul_(name.StartsWith("pi_head", StringComparison.Ordinal) ? 3 : 8);
        }

        return policy;
    }

    private static Tensor Frames(int batch, int time, ulong seed = 1)
    {
        using var generator = new Generator(seed);

        return randint(0, 256, [batch, time, Small.FrameHeight, Small.FrameWidth, 3], ScalarType.Byte, generator: generator);
    }

    private static IEnumerable<(int Start, int Length)> Starts(int[] chunks)
    {
        var start = 0;

        foreach (var length in chunks)
        {
            yield return (start, length);
            start += length;
        }
    }
}
