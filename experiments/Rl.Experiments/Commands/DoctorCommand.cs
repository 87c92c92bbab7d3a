using System.CommandLine;
using System.Text.Json.Nodes;
using Rl.Experiments.Doctor;

namespace Rl.Experiments.Commands;

/// <summary><c>rl doctor</c>: is this machine fit, and if not, why, and what to do. Exit code 3 if it is unfit.</summary>
public static class DoctorCommand
{
    /// <summary>The verb's options and action.</summary>
    public static Command Create()
    {
        var (runs, json) = (CommonOptions.Runs(), CommonOptions.Json());
        var data = new Option<string?>("--data") { Description = "Folder of recordings to examine too." };
        var shared = new Option<string?>("--shared") { Description = "Folder that several machines are to share." };
        var address = new Option<string>("--address") { Description = "Address the learner is to listen on.", DefaultValueFactory = _ => new DoctorConfig().Address };
        var port = new Option<int>("--port") { Description = "Port the learner is to listen on; 0 takes a free one." };
        var command = new Command("doctor", "Examine the machine and the set-up: each check says what is wrong, why, and what to do.") { runs, data, shared, address, port, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var config = new DoctorConfig
            {
                Runs = parsed.GetRequiredValue(runs),
                Data = parsed.GetValue(data),
                Shared = parsed.GetValue(shared),
                Address = parsed.GetRequiredValue(address),
                Port = parsed.GetValue(port),
            };
            var findings = await Examination.RunAsync(config, MachineFacts.Read(TimeProvider.System), cancellation).ConfigureAwait(false);
            Print(Console.Out, findings);
            if (parsed.GetValue(json))
            {
                Console.WriteLine(ToJson(findings).ToJsonString());
            }

            return Examination.Worst(findings) == Health.Fail ? ExitCode.MachineUnfit : ExitCode.Done;
        });
        return command;
    }

    /// <summary>A line a finding, its cure below it, and the verdict.</summary>
    public static void Print(TextWriter output, IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(findings);
        foreach (var finding in findings)
        {
            output.WriteLine($"{Name(finding.Health),-4}  {finding.Check,-22} {finding.Found}");
            if (finding.Cure is { } cure)
            {
                output.WriteLine($"{"",-28} -> {cure}");
            }
        }

        output.WriteLine(Examination.Worst(findings) switch
        {
            Health.Fail => $"unfit: {string.Join(", ", findings.Where(finding => finding.Health == Health.Fail).Select(finding => finding.Check))}",
            Health.Warn => "fit, with warnings",
            _ => "fit",
        });
    }

    /// <summary><c>{"fit":…,"checks":[{"check":…,"health":"ok|warn|fail","found":…,"cure":…},…]}</c>.</summary>
    public static JsonObject ToJson(IReadOnlyList<Finding> findings) => new()
    {
        ["fit"] = Examination.Worst(findings) != Health.Fail,
        ["checks"] = new JsonArray([.. findings.Select(finding => new JsonObject
        {
            ["check"] = finding.Check,
            ["health"] = Name(finding.Health).ToLowerInvariant(),
            ["found"] = finding.Found,
            ["cure"] = finding.Cure,
        })]),
    };

    private static string Name(Health health) => health.ToString().ToUpperInvariant();
}
