using System.Diagnostics.Metrics;

namespace Rl.Workers.Runs;

/// <summary>Makes a run's metrics visible to whoever listens to the meter "Rl": OpenTelemetry, dotnet-counters, a test.</summary>
public sealed class RunMeter : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Rl";

    private readonly Meter _meter = new(Name);
    private readonly Dictionary<string, Gauge<double>> _gauges = [];

    /// <summary>Records one iteration's metrics, each in a gauge of its own name.</summary>
    public void Record(IReadOnlyDictionary<string, double> metrics)
    {
        foreach (var (name, value) in metrics)
        {
            if (!_gauges.TryGetValue(name, out var gauge))
            {
                gauge = _meter.CreateGauge<double>(name);
                _gauges.Add(name, gauge);
            }

            gauge.Record(value);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _meter.Dispose();
}
