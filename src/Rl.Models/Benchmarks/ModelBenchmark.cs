using System.Diagnostics;
using static TorchSharp.torch;

namespace Rl.Models;

/// <summary>Measures how many frames a second a policy acts on and learns from, with the warm-up left out.</summary>
public static class ModelBenchmark
{
    /// <summary>Measures a fresh policy of one size with random frames, on the threads that are set.</summary>
    /// <param name="config">The size.</param>
    /// <param name="type">float32 or bfloat16.</param>
    /// <param name="budget">Shortest time for each of the four figures; a figure takes at least one round after its warm-up.</param>
    public static ModelFigures Run(PolicyConfig config, ScalarType type, TimeSpan budget)
    {
        using var policy = new VptPolicy(config, 1) { ComputeType = type };
        using var optimizer = new Adam(policy.TrainableParameters);
        var stages = new Dictionary<string, double>
        {
            ["cnn"] = 0,
            ["dense"] = 0,
            ["transformer"] = 0,
            ["heads"] = 0,
            ["backward"] = 0,
            ["optimiser"] = 0,
        };

        var acting = Acting(policy, 1, budget);
        var actingTogether = Acting(policy, 8, budget);
        using var scope = NewDisposeScope();
        var (longFrames, trainingFrames) = (Frames(config, 1, 128), Frames(config, 1, 64));
        var sequence = Rate(128, budget, () => Infer(policy, longFrames, null).Dispose());
        Train(policy, optimizer, trainingFrames, []);
        var training = Rate(64, budget, () => Train(policy, optimizer, trainingFrames, stages));
        var total = stages.Values.Sum();

        return new ModelFigures(acting, actingTogether, sequence, training, stages.ToDictionary(stage => stage.Key, stage => stage.Value / total));
    }

    /// <summary>Measures a fresh policy on any device, with sizes to choose: what tests/gpu/reference_policy.py measures of the same network in PyTorch.</summary>
    /// <param name="config">The size.</param>
    /// <param name="type">float32 or bfloat16.</param>
    /// <param name="device">Where it runs.</param>
    /// <param name="batches">Environments that act together, one figure each.</param>
    /// <param name="microBatch">Sequences of a training step.</param>
    /// <param name="length">Frames of each.</param>
    /// <param name="budget">Shortest time for each figure.</param>
    public static IEnumerable<ModelRow> Rows(
        PolicyConfig config, ScalarType type, Device device, IReadOnlyList<int> batches, int microBatch, int length, TimeSpan budget)
    {
        using var policy = new VptPolicy(config, 1, device) { ComputeType = type };
        using var optimizer = new Adam(policy.TrainableParameters);

        foreach (var batch in batches)
        {
            yield return new ModelRow("forward", batch, 1, Acting(policy, batch, budget));
        }

        using (var frames = Frames(config, 1, config.Timesteps, device))
        {
            yield return new ModelRow("forward", 1, config.Timesteps, Rate(config.Timesteps, budget, () => Infer(policy, frames, null).Dispose()));
        }

        using (var frames = Frames(config, microBatch, length, device))
        {
            yield return new ModelRow("training", microBatch, length, Rate(microBatch * length, budget, () => Train(policy, optimizer, frames, [])));
        }
    }

    /// <summary>Measures a fresh inverse dynamics model in the same way.</summary>
    /// <param name="config">The size.</param>
    /// <param name="type">float32 or bfloat16.</param>
    /// <param name="budget">Shortest time for each of the two figures; a figure takes at least one round after its warm-up.</param>
    public static InverseDynamicsFigures Run(InverseDynamicsConfig config, ScalarType type, TimeSpan budget)
    {
        const int Time = 128;
        using var scope = NewDisposeScope();
        using var model = new InverseDynamicsModel(config, 1) { ComputeType = type };
        using var optimizer = new Adam(model.TrainableParameters);
        var frames = randint(0, 256, [8, Time, config.FrameHeight, config.FrameWidth, 3], ScalarType.Byte);
        var buttons = zeros([1, Time, InverseDynamicsConfig.ButtonCount], ScalarType.Int64);
        var camera = zeros([1, Time, InverseDynamicsConfig.CameraAxes], ScalarType.Int64);

        var forward = Rate(8 * Time, budget, () =>
        {
            using var round = NewDisposeScope();
            using var ungraded = no_grad();
            model.Forward(frames);
        });
        var training = Rate(Time, budget, () =>
        {
            using var round = NewDisposeScope();
            (-model.Forward(frames.narrow(0, 0, 1)).LogProbability(buttons, camera).mean()).backward();
            GradientClip.ClipNorm(model.parameters(), 5);
            optimizer.Step();
            optimizer.ZeroGrad();
        });

        return new InverseDynamicsFigures(forward, training);
    }

    private static double Acting(VptPolicy policy, int batch, TimeSpan budget)
    {
        using var frames = Frames(policy.Config, batch, 1, policy.Device);
        var memory = PolicyMemory.Empty(policy.Config, batch, policy.Device);

        try
        {
            return Rate(batch, budget, () =>
            {
                var next = Infer(policy, frames, memory);
                memory.Dispose();
                memory = next;
            });
        }
        finally
        {
            memory.Dispose();
        }
    }

    private static PolicyMemory Infer(VptPolicy policy, Tensor frames, PolicyMemory? memory)
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var output = policy.Forward(frames, zeros(frames.shape[0], frames.shape[1], ScalarType.Bool, policy.Device), memory);
        Wait(output.Value);

        return output.TakeMemory();
    }

    private static void Train(VptPolicy policy, Adam optimizer, Tensor frames, Dictionary<string, double> stages)
    {
        using var scope = NewDisposeScope();
        var (batch, time) = (frames.shape[0], frames.shape[1]);
        var first = zeros(batch, time, ScalarType.Bool, policy.Device);
        using var memory = PolicyMemory.Empty(policy.Config, batch, policy.Device);
        var clock = Stopwatch.StartNew();

        var features = policy.Convolve(frames.flatten(0, 1));
        Lap("cnn");
        var sequence = policy.Project(features).view(batch, time, policy.Config.HiddenSize);
        Lap("dense");
        var (latent, after) = policy.Transform(sequence, first, memory, FirstMode.EveryStep);
        Lap("transformer");
        var output = policy.Read(latent, after, PolicyHeads.All, detachValue: false);
        var loss = output.Value.square().mean() - output.ButtonLogProbs.select(-1, 0).mean() - output.CameraLogProbs.select(-1, 0).mean();
        Lap("heads");
        loss.backward();
        Lap("backward");
        GradientClip.ClipNorm(policy.parameters(), 5);
        optimizer.Step();
        optimizer.ZeroGrad();
        Wait(policy.TrainableParameters.First().Parameter);
        Lap("optimiser");

        void Lap(string stage)
        {
            stages[stage] = stages.GetValueOrDefault(stage) + clock.Elapsed.TotalSeconds;
            clock.Restart();
        }
    }

    private static double Rate(int frames, TimeSpan budget, Action round)
    {
        round();
        var clock = Stopwatch.StartNew();
        var rounds = 0;

        while (rounds < 1 || clock.Elapsed < budget)
        {
            round();
            rounds++;
        }

        return rounds * frames / clock.Elapsed.TotalSeconds;
    }

    private static Tensor Frames(PolicyConfig config, int batch, int time, Device? device = null)
    {
        return randint(0, 256, [batch, time, config.FrameHeight, config.FrameWidth, 3], ScalarType.Byte, device);
    }

    /// <summary>Until a GPU has done what it was told; on the CPU it has.</summary>
    private static void Wait(Tensor tensor)
    {
        if (tensor.device_type != TorchSharp.DeviceType.CPU)
        {
            using var scope = NewDisposeScope();
            tensor.detach().flatten()[0].cpu();
        }
    }
}
