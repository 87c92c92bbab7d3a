namespace Rl.Workers;

/// <summary>What a worker process is told on its command line; all else comes from the learner.</summary>
public sealed record WorkerOptions
{
    /// <summary>The learner's address, such as http://127.0.0.1:5005.</summary>
    public required Uri Learner { get; init; }

    /// <summary>Which worker this is, from 0.</summary>
    public required int Worker { get; init; }

    /// <summary>The process whose end ends this worker; null watches the connection alone.</summary>
    public int? ParentProcess { get; init; }

    /// <summary>How long the learner may take to be there at the start.</summary>
    public double ConnectSeconds { get; init; } = 60;

    /// <summary>Seconds between signs of life.</summary>
    public double HeartbeatSeconds { get; init; } = 1;
}
