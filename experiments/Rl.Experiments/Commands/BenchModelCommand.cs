using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Rl.Experiments.Configuration;
using Rl.Models;
using TorchSharp;

namespace Rl.Experiments.Commands;

/// <summary>
/// <c>rl bench model</c>: frames a second of the policy, acting and training, in float32 and bfloat16, with the share of each stage; and of the
/// inverse dynamics model.
/// </summary>
public static class BenchModelCommand
{
    private const string InverseDynamics = "idm-";

    /// <summary>The verb's options and action.</summary>
    public static Command Create()
    {
        var models = new Option<string>("--models") { Description = "Sizes to measure: nano, 1x, 2x, 3x; idm-nano, idm-4x.", DefaultValueFactory = _ => "nano,1x" };
        var types = new Option<string>("--types") { Description = "Number types to measure: fp32, bf16.", DefaultValueFactory = _ => "fp32,bf16" };
        var threads = new Option<int>("--threads") { Description = "Torch threads.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var seconds = new Option<double>("--seconds") { Description = "Shortest time for each figure.", DefaultValueFactory = _ => 5 };
        var device = new Option<string>("--device") { Description = "Where policies run, with --csv: cpu, cuda, cuda:N.", DefaultValueFactory = _ => ModelDevice.Cpu };
        var batches = new Option<string>("--batches") { Description = "Environments that act together, with --csv.", DefaultValueFactory = _ => "1,8" };
        var microBatch = new Option<int>("--micro-batch") { Description = "Sequences of a training step, with --csv.", DefaultValueFactory = _ => 1 };
        var length = new Option<int>("--length") { Description = "Frames of each of them, with --csv.", DefaultValueFactory = _ => 64 };
        var csv = new Option<bool>("--csv") { Description = "Policies only, a row a figure, in the columns of tests/gpu/reference_policy.py." };
        var json = CommonOptions.Json();
        var command = new Command("model", "Frames a second of a model, acting and training.")
        {
            models, types, threads, seconds, device, batches, microBatch, length, csv, json,
        };
        command.SetAction(parsed =>
        {
            TorchRuntime.SetThreads(parsed.GetValue(threads));
            if (parsed.GetValue(csv))
            {
                PrintRows(
                    List(parsed.GetRequiredValue(models)),
                    List(parsed.GetRequiredValue(types)),
                    parsed.GetRequiredValue(device),
                    [.. List(parsed.GetRequiredValue(batches)).Select(text => int.Parse(text, CultureInfo.InvariantCulture))],
                    (parsed.GetValue(microBatch), parsed.GetValue(length)),
                    TimeSpan.FromSeconds(parsed.GetValue(seconds)));
                return ExitCode.Done;
            }

            Console.WriteLine($"{parsed.GetValue(threads)} torch threads, warm-up left out");
            Console.WriteLine($"{"",-12} {"forward B1 T1",14} {"B8 T1",9} {"B1 T128",9} {"training B1 T64",16}   frames/s");
            var report = new JsonObject();
            foreach (var name in List(parsed.GetRequiredValue(models)))
            {
                var byType = new JsonObject();
                report[name] = byType;
                foreach (var type in List(parsed.GetRequiredValue(types)))
                {
                    var time = TimeSpan.FromSeconds(parsed.GetValue(seconds));
                    byType[type] = name.StartsWith(InverseDynamics, StringComparison.Ordinal)
                        ? MeasureInverseDynamics(name, type, time)
                        : Measure(name, type, time);
                }
            }

            if (parsed.GetValue(json))
            {
                Console.WriteLine(report.ToJsonString());
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void PrintRows(
        string[] models, string[] types, string device, IReadOnlyList<int> batches, (int MicroBatch, int Length) training, TimeSpan time)
    {
        var place = ModelDevice.Parse(device);
        Console.WriteLine("implementation,torch,device,threads,model,precision,figure,batch,time,frames_per_second");
        foreach (var (model, type) in models.SelectMany(model => types.Select(type => (model, type))))
        {
            foreach (var row in ModelBenchmark.Rows(PolicyConfig.ByName(model), TypeOf(type), place, batches, training.MicroBatch, training.Length, time))
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"rl,{TorchRuntime.Flavor},{device},{TorchRuntime.Threads},{model},{type},{row.Figure},{row.Batch},{row.Time},{row.FramesPerSecond:F1}"));
            }

            if (GpuMemory.Describe(place) is { } memory)
            {
                Console.WriteLine($"# {model} {type}: {memory}");
            }
        }
    }

    private static JsonObject Measure(string model, string type, TimeSpan time)
    {
        var figures = ModelBenchmark.Run(PolicyConfig.ByName(model), TypeOf(type), time);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{model + " " + type,-12} {figures.ForwardB1T1,14:F1} {figures.ForwardB8T1,9:F1} {figures.ForwardB1T128,9:F1} {figures.TrainB1T64,16:F1}"));
        Console.WriteLine("  training step: " + string.Join(", ", figures.Stages.Select(stage => string.Create(CultureInfo.InvariantCulture, $"{stage.Key} {stage.Value:P0}"))));
        return new JsonObject
        {
            ["forward_b1_t1"] = figures.ForwardB1T1,
            ["forward_b8_t1"] = figures.ForwardB8T1,
            ["forward_b1_t128"] = figures.ForwardB1T128,
            ["train_b1_t64"] = figures.TrainB1T64,
        };
    }

    private static JsonObject MeasureInverseDynamics(string model, string type, TimeSpan time)
    {
        var figures = ModelBenchmark.Run(InverseDynamicsConfig.ByName(model[InverseDynamics.Length..]), TypeOf(type), time);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{model + " " + type,-12} labelling B8 T128 {figures.ForwardB8T128:F1}, training B1 T128 {figures.TrainB1T128:F1}"));
        return new JsonObject { ["forward_b8_t128"] = figures.ForwardB8T128, ["train_b1_t128"] = figures.TrainB1T128 };
    }

    private static torch.ScalarType TypeOf(string type) => type switch
    {
        "fp32" => torch.ScalarType.Float32,
        "bf16" => torch.ScalarType.BFloat16,
        _ => throw new UsageException($"There is no number type '{type}' here; there are fp32 and bf16."),
    };

    private static string[] List(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
