namespace Rl.Experiments.Reports.Runs;

/// <summary>What a folder is the result of.</summary>
public enum RunKind
{
    /// <summary><c>rl train</c>.</summary>
    Training,

    /// <summary><c>rl bc train</c>.</summary>
    Cloning,

    /// <summary><c>rl idm train</c>.</summary>
    InverseDynamics,
}
