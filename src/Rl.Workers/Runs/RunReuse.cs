namespace Rl.Workers.Runs;

/// <summary>What to do about a run id that was used before.</summary>
public enum RunReuse
{
    /// <summary>Refuse to start.</summary>
    Refuse,

    /// <summary>Go on from the last checkpoint.</summary>
    Resume,

    /// <summary>Delete what is there and start anew.</summary>
    Force,
}
