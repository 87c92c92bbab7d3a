namespace Rl.Workers;

/// <summary>How a run ended that did not fail.</summary>
public enum RunOutcome
{
    /// <summary>It reached its limit.</summary>
    Finished,

    /// <summary>It was interrupted and saved a checkpoint; exit code 130.</summary>
    Interrupted,
}
