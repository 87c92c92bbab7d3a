using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rl.Workers.Runs;

/// <summary>metrics.jsonl: one object a line and iteration, flushed as it is written.</summary>
public sealed class MetricsLog : IDisposable
{
    private readonly StreamWriter _writer;

    /// <summary>Opens the file, first cutting off what lies beyond the iteration a run goes on from, and any half-written line.</summary>
    /// <param name="path">The file.</param>
    /// <param name="resumedIteration">Completed iterations at the start; 0 for a new run.</param>
    public MetricsLog(string path, long resumedIteration)
    {
        var kept = File.Exists(path) ? Keep(path, resumedIteration) : [];
        _writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };

        foreach (var line in kept)
        {
            _writer.WriteLine(line);
        }

        _writer.Flush();
    }

    /// <summary>Writes one iteration's line. Numbers that are not finite are left out, since JSON has none.</summary>
    public void Write(long iteration, long frames, double seconds, IReadOnlyDictionary<string, double> metrics)
    {
        var line = new JsonObject { ["iteration"] = iteration, ["frames"] = frames, ["time"] = Math.Round(seconds, 3) };

        foreach (var (name, value) in metrics)
        {
            if (double.IsFinite(value))
            {
                line[name] = value;
            }
        }

        _writer.WriteLine(line.ToJsonString());
        _writer.Flush();
    }

    /// <inheritdoc />
    public void Dispose() => _writer.Dispose();

    private static List<string> Keep(string path, long resumedIteration)
    {
        var kept = new List<string>();

        foreach (var line in File.ReadLines(path))
        {
            if (IterationOf(line) is { } iteration && iteration <= resumedIteration)
            {
                kept.Add(line);
            }
        }

        return kept;
    }

    private static long? IterationOf(string line)
    {
        try
        {
            return JsonNode.Parse(line)?["iteration"]?.GetValue<long>();
        }
        catch (JsonException) when (line.Length > 0)
        {
            return null;
        }
    }
}
