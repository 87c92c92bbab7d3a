namespace Rl.Experiments.Benchmarks;

/// <summary>What <see cref="WorldBenchmark"/> measured.</summary>
public sealed record WorldBenchmarkResult
{
    /// <summary>Steps a second by frame size, resets among them.</summary>
    public Dictionary<string, double> StepsPerSecond { get; } = [];

    /// <summary>Steps a second with a window open, by frame size; empty where nobody opens one.</summary>
    public Dictionary<string, double> WindowStepsPerSecond { get; } = [];

    /// <summary>Steps a second without a window, resets left out, by frame size.</summary>
    public Dictionary<string, double> WorldStepsPerSecond { get; } = [];

    /// <summary>Steps a second at 64×64 of so many environments in one process, one thread, in turns.</summary>
    public Dictionary<string, double> Scaling { get; } = [];

    /// <summary>Median time of a fresh world.</summary>
    public double ResetMilliseconds { get; set; }

    /// <summary>Managed bytes that a step allocates.</summary>
    public double AllocatedBytesPerStep { get; set; }

    /// <summary>Memory of one environment at 64×64 after a reset, managed and native.</summary>
    public double MebibytesPerEnvironment { get; set; }
}
