using System.Globalization;
using System.Text.Json.Nodes;
using Rl.Experiments.Configuration;

namespace Rl.Experiments.Reports.Runs;

/// <summary>What was run: command, commit, versions, hardware; and with which settings.</summary>
public static class SetupSection
{
    /// <summary>The section.</summary>
    public static ReportSection Of(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var blocks = new List<ReportBlock>();
        if (Text(run.Resolved?["command"]) is { } command)
        {
            blocks.Add(new Listing(command));
        }

        if (Facts(run) is { Length: > 0 } facts)
        {
            blocks.Add(new ReportTable([new("what"), new("value")], facts));
        }

        return new ReportSection("What was run", blocks);
    }

    /// <summary>The settings: those that are not the defaults in a table, all of them folded away.</summary>
    public static ReportSection Settings(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var blocks = new List<ReportBlock>();
        if (run.Resolved?["experiment"] is JsonObject experiment)
        {
            var settings = new JsonObject(experiment.Where(part => Concerns(run.Kind, part.Key)).Select(part => KeyValuePair.Create(part.Key, part.Value?.DeepClone())));
            var changed = Differences(settings, JsonNode.Parse(ConfigLoader.Print(new ExperimentConfig())), "").ToArray();
            blocks.Add(changed.Length == 0 ? new Paragraph("All settings are the defaults.") : new Paragraph("Settings that are not the defaults:"));
            blocks.AddRange(changed.Length == 0 ? [] : [new ReportTable([new("setting"), new("value"), new("default")], changed)]);
            blocks.Add(new Listing(settings.ToJsonString(ConfigLoader.Json), "all settings"));
        }
        else if ((run.Facts?["config"] ?? run.Facts?["Config"]) is { } config)
        {
            blocks.Add(new Listing(config.ToJsonString(ConfigLoader.Json), "all settings"));
        }

        return new ReportSection("Settings", blocks);
    }

    /// <summary>True if a part of an experiment's settings bears upon a run of that kind.</summary>
    private static bool Concerns(RunKind kind, string part) => kind switch
    {
        RunKind.Cloning => part is "model" or "cloning",
        RunKind.InverseDynamics => part is "labelModel" or "inverseDynamics",
        _ => true,
    };

    private static string[][] Facts(RunRecord run)
    {
        var rows = new List<string[]>();
        Add("folder", Path.GetFullPath(run.Folder));
        Add("state", run.Status?.State);
        Add("message", run.Status?.Message);
        Add("iterations", Grouped(run.Status?.Iteration));
        Add("frames learned from", Grouped(run.Status?.Frames ?? Count(run.Facts?["result"]?["frames"] ?? run.Facts?["Result"]?["Frames"])));
        Add("time", run.Metrics.Last("time") is { } seconds ? Duration(TimeSpan.FromSeconds(seconds)) : null);
        Add("commit", Text(run.Resolved?["versions"]?["commit"]));
        Add("versions", Join(run.Resolved?["versions"], "commit"));
        Add("hardware", Join(run.Resolved?["hardware"], ""));
        foreach (var (metric, name) in Faults)
        {
            Add(name, run.Metrics.Last(metric) is { } count && count > 0 ? count.ToString("N0", CultureInfo.InvariantCulture) : null);
        }

        return [.. rows];

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                rows.Add([name, value]);
            }
        }
    }

    /// <summary>What went wrong on the way, in counts over the whole run; named only where it happened.</summary>
    private static readonly (string Metric, string Name)[] Faults =
    [
        ("workers/restarts", "worker restarts"),
        ("workers/timeouts", "environment timeouts"),
        ("workers/fragments_discarded", "fragments discarded"),
        ("lag/dropped_stale", "stale fragments dropped"),
        ("workers/prior_memory_resets", "prior memory resets"),
        ("losses/skipped_updates", "updates skipped"),
    ];

    private static IEnumerable<string[]> Differences(JsonNode? value, JsonNode? standard, string path)
    {
        if (value is JsonObject members)
        {
            return members.SelectMany(member => Differences(member.Value, (standard as JsonObject)?[member.Key], path.Length == 0 ? member.Key : $"{path}.{member.Key}"));
        }

        return JsonNode.DeepEquals(value, standard) ? [] : [[path, value?.ToJsonString() ?? "null", standard?.ToJsonString() ?? "null"]];
    }

    private static string? Join(JsonNode? facts, string left) => facts is JsonObject members
        ? string.Join(", ", members.Where(member => member.Key != left && member.Value is not null).Select(Words))
        : null;

    private static string Words(KeyValuePair<string, JsonNode?> fact) => fact.Key == "memory_bytes" && Count(fact.Value) is { } bytes
        ? string.Create(CultureInfo.InvariantCulture, $"memory {bytes / (double)(1L << 30):F1} GiB")
        : $"{fact.Key} {Text(fact.Value)}";

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node?.ToJsonString();

    private static long? Count(JsonNode? node) => node is JsonValue value && value.TryGetValue<long>(out var count) ? count : null;

    private static string Duration(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours} h {time.Minutes:00} min {time.Seconds:00} s");

    private static string? Grouped(long? count) => count is { } number ? ReportNumbers.Grouped(number) : null;
}
