using System.Text.Json;
using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Tests.Models;

/// <summary>Compares with what the reference (PyTorch 1.13, float32) computed; the tolerances are its documentation's.</summary>
public class GoldenPolicyTests
{
    private const float LogProbTolerance = 1e-4f;

    [Test]
    public void A_chunked_run_gives_the_references_outputs_and_states()
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var policy = GoldenNet.Policy();
        PolicyMemory? memory = null;

        for (var chunk = 0; chunk <= 4; chunk++)
        {
            var output = policy.Forward(GoldenNet.Array($"tiny_c{chunk}_img"), GoldenNet.First(chunk), memory, FirstMode.Reference);
            memory = output.Memory;

            Assert.Multiple(() =>
            {
                Assert.That(GoldenNet.Distance(output.ButtonLogProbs, GoldenNet.Array($"tiny_c{chunk}_buttons")), Is.LessThan(LogProbTolerance));
                Assert.That(GoldenNet.Distance(output.CameraLogProbs, GoldenNet.Array($"tiny_c{chunk}_camera")), Is.LessThan(LogProbTolerance));
                Assert.That(GoldenNet.Distance(output.Value, GoldenNet.Array($"tiny_c{chunk}_vraw")), Is.LessThan(LogProbTolerance));
                Assert.That(
                    GoldenNet.Distance(policy.ValueNormalizer.Denormalize(output.Value), GoldenNet.Array($"tiny_c{chunk}_vdenorm")),
                    Is.LessThan(LogProbTolerance));
                Assert.That(Greedy(output), Is.EqualTo(GoldenNet.Array($"tiny_c{chunk}_argmax").data<long>().ToArray()));
                AssertState(memory, chunk);
            });
        }
    }

    [Test]
    public void Gradients_of_behavioural_cloning_are_the_references()
    {
        using var scope = NewDisposeScope();
        using var policy = GoldenNet.Policy();
        var expected = OpenAiWeights.Read(GoldenNet.PathOf("tiny_bc_grads.weights"));

        Loss(policy, 0, null).backward();

        // Both sides sum thousands of pixels in float32, so that a gradient which nearly cancels is known only relative to the whole.
        var total = Math.Sqrt(expected.Values.Sum(golden => Math.Pow(golden.norm().item<float>(), 2)));
        foreach (var (name, parameter) in policy.TrainableParameters)
        {
            if (name.StartsWith("value_head", StringComparison.Ordinal))
            {
                Assert.That(parameter.grad is null, Is.True);
                continue;
            }

            var error = (parameter.grad! - expected[name]).norm().item<float>();
            Assert.That(error, Is.LessThan((1e-3 * expected[name].norm().item<float>()) + (1e-4 * total)), name);
        }
    }

    [Test]
    public void Gradients_with_a_carried_memory_have_the_references_norms()
    {
        using var scope = NewDisposeScope();
        using var policy = GoldenNet.Policy();
        using var train = JsonDocument.Parse(File.ReadAllText(GoldenNet.PathOf("tiny_train.json")));
        var expected = train.RootElement.GetProperty("chunk1_carried_state");
        var before = policy.Forward(GoldenNet.Array("tiny_c0_img"), GoldenNet.First(0), null, FirstMode.Reference);

        var loss = Loss(policy, 1, before.Memory);
        loss.backward();

        Assert.That(loss.item<float>(), Is.EqualTo(expected.GetProperty("loss").GetSingle()).Within(1e-4f));
        foreach (var (name, parameter) in policy.TrainableParameters)
        {
            var norm = expected.GetProperty("grad_norms").GetProperty(name);

            if (norm.ValueKind == JsonValueKind.Number)
            {
                Assert.That(parameter.grad!.norm().item<float>(), Is.EqualTo(norm.GetSingle()).Within(0.1).Percent, name);
            }
        }
    }

    [Test]
    public void Three_clipped_Adam_steps_follow_the_references_trajectory()
    {
        using var scope = NewDisposeScope();
        using var policy = GoldenNet.Policy();
        using var optimizer = new Adam(policy.TrainableParameters);
        using var train = JsonDocument.Parse(File.ReadAllText(GoldenNet.PathOf("tiny_train.json")));

        foreach (var step in train.RootElement.GetProperty("adam_3_steps_chunk0_lr0.000181_wd0.039428_clip5.0").EnumerateArray())
        {
            optimizer.ZeroGrad();
            var loss = Loss(policy, 0, null);
            Assert.That(loss.item<float>(), Is.EqualTo(step.GetProperty("loss").GetSingle()).Within(2e-3f));

            if (step.TryGetProperty("grad_norm_before_clip", out var expectedNorm))
            {
                loss.backward();
                var norm = GradientClip.ClipNorm(policy.parameters(), 5);
                Assert.That(norm, Is.EqualTo(expectedNorm.GetDouble()).Within(0.1).Percent);
                optimizer.Step();
            }
        }

        AssertMovedLikeTheReference(policy);
    }

    /// <summary>
    /// Adam divides by the gradient's own size, so that an element whose gradient nearly cancels may go the other way. Tensors are therefore
    /// compared as a whole: how far each came from where it began, and how far from where the reference's is.
    /// </summary>
    private static void AssertMovedLikeTheReference(VptPolicy policy)
    {
        using var begun = GoldenNet.Policy();
        var start = begun.NamedTensors.ToDictionary(named => named.Name, named => named.Tensor);
        var expected = OpenAiWeights.Read(GoldenNet.PathOf("tiny_after_adam3.weights"));
        foreach (var (name, parameter) in policy.TrainableParameters)
        {
            var moved = (expected[name] - start[name]).norm().item<float>();
            var error = (parameter - expected[name]).norm().item<float>();
            Assert.That(error, Is.LessThanOrEqualTo(0.02 * moved), name);
        }
    }

    private static Tensor Loss(VptPolicy policy, int chunk, PolicyMemory? memory)
    {
        var output = policy.Forward(
            GoldenNet.Array($"tiny_c{chunk}_img"), GoldenNet.First(chunk), memory, FirstMode.Reference, PolicyHeads.Actions);
        var buttons = output.ButtonLogProbs.gather(-1, GoldenNet.Array($"tiny_c{chunk}_act_buttons"));
        var camera = output.CameraLogProbs.gather(-1, GoldenNet.Array($"tiny_c{chunk}_act_camera"));

        return -(buttons + camera).mean();
    }

    private static long[] Greedy(PolicyOutput output)
    {
        var buttons = output.ButtonLogProbs.flatten(0, 1);
        var camera = output.CameraLogProbs.flatten(0, 1);

        return [.. Enumerable.Range(0, (int)buttons.shape[0]).SelectMany(row => new long[]
        {
            ActionSampler.Greedy(buttons[row].data<float>().ToArray()),
            ActionSampler.Greedy(camera[row].data<float>().ToArray()),
        })];
    }

    private static void AssertState(PolicyMemory memory, int chunk)
    {
        for (var layer = 0; layer < 2; layer++)
        {
            var name = $"tiny_c{chunk}_stateout_l{layer}";
            Assert.That(memory.Mask.to_type(ScalarType.Byte).data<byte>().ToArray(), Is.EqualTo(GoldenNet.Array($"{name}_mask").data<byte>().ToArray()));
            Assert.That(GoldenNet.Distance(memory.Keys[layer], GoldenNet.Array($"{name}_k")), Is.LessThan(LogProbTolerance));
            Assert.That(GoldenNet.Distance(memory.Values[layer], GoldenNet.Array($"{name}_v")), Is.LessThan(LogProbTolerance));
        }
    }
}
