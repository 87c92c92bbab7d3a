namespace Rl.Workers;

/// <summary>A run that was going on cannot: learning diverged, or no worker is left. What was saved before stays. Exit code 1.</summary>
public sealed class RunFailedException : Exception
{
    /// <summary>Says what happened and what to try.</summary>
    public RunFailedException(string message)
        : base(message)
    {
    }

    /// <summary>Says what happened, and why.</summary>
    public RunFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An unspecified failure.</summary>
    public RunFailedException()
    {
    }
}
