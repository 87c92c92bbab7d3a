using System.Text.Json;
using System.Text.Json.Nodes;
using Rl.Experiments.Reports.Charts;

namespace Rl.Experiments.Reports.Runs;

/// <summary>What a run measured, line by line: its <c>metrics.jsonl</c>.</summary>
public sealed class MetricTable
{
    private const string FramesKey = "frames";

    private readonly Dictionary<string, List<ChartPoint>> _curves = new(StringComparer.Ordinal);

    /// <summary>A table of nothing.</summary>
    public static MetricTable Empty { get; } = new();

    /// <summary>Lines that were read.</summary>
    public int Lines { get; private set; }

    /// <summary>Lines that could not be read, such as one that a crash cut short.</summary>
    public int SkippedLines { get; private set; }

    /// <summary>All metrics, by name.</summary>
    public IEnumerable<string> Names => _curves.Keys;

    /// <summary>Reads a file; none gives an empty table.</summary>
    public static MetricTable Read(string path)
    {
        var table = new MetricTable();
        foreach (var line in File.Exists(path) ? File.ReadLines(path).Where(line => line.Length > 0) : [])
        {
            table.Add(line);
        }

        return table;
    }

    /// <summary>A metric over the frames that were learned from; empty if it was never measured.</summary>
    public IReadOnlyList<ChartPoint> Curve(string name) => _curves.TryGetValue(name, out var points) ? points : [];

    /// <summary>The last value of a metric, or null.</summary>
    public double? Last(string name) => Curve(name) is { Count: > 0 } points ? points[^1].Y : null;

    private void Add(string line)
    {
        if (Parse(line) is not { } values || Number(values[FramesKey]) is not { } frames)
        {
            SkippedLines++;
            return;
        }

        Lines++;
        foreach (var (name, node) in values)
        {
            if (name != FramesKey && Number(node) is { } value)
            {
                if (!_curves.TryGetValue(name, out var points))
                {
                    _curves.Add(name, points = []);
                }

                points.Add(new ChartPoint(frames, value));
            }
        }
    }

    private static JsonObject? Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject;
        }
        catch (JsonException)
            when (line.Length > 0)
        {
            return null;
        }
    }

    private static double? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<double>(out var number) && double.IsFinite(number) ? number : null;
}
