using System.Text.Json.Nodes;
using Rl.Experiments.Commands;

namespace Rl.Tests.Experiments;

public class BenchTrainCommandTests
{
    [Test]
    public async Task The_loop_is_measured_beside_its_parts()
    {
        var output = new StringWriter();
        var before = Console.Out;
        Console.SetOut(output);
        try
        {
            var parsed = BenchTrainCommand.Create().Parse(
            [
                "--iterations", "1", "--warm-up", "1", "--json", "--set", "training.environment=flat", "--set", "training.workers=1",
                "--set", "training.environmentsPerWorker=2", "--set", "training.slotsPerFragment=8", "--set", "training.fragmentsPerIteration=2",
            ]);
            Assert.That(await CommandErrors.RunAsync(cancellation => parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false }, cancellation)), Is.EqualTo(ExitCode.Done));
        }
        finally
        {
            Console.SetOut(before);
        }

        var result = JsonNode.Parse(output.ToString().Split('\n').Last(line => line.StartsWith('{')))!;
        Assert.That(result["frames_per_iteration"]!.GetValue<int>(), Is.EqualTo(16));
        Assert.That(result["bound"]!.GetValue<double>(), Is.GreaterThan(0));
        var stages = result["stages"]!.AsArray().ToDictionary(stage => stage!["stage"]!.GetValue<string>(), stage => stage!["alone"]!.GetValue<double>());
        Assert.That(new[] { "policy", "environments", "prior", "wake", "sleep" }.Select(stage => stages[stage]), Is.All.GreaterThan(0));
        Assert.That(stages["worker_waiting"], Is.Zero);
    }
}
