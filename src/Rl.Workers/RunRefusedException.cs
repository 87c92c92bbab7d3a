namespace Rl.Workers;

/// <summary>The run cannot start as it was asked for: a used run id, a port in use, settings that do not fit together. Exit code 2.</summary>
public sealed class RunRefusedException : Exception
{
    /// <summary>Says what stands in the way and what to try.</summary>
    public RunRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Says what stands in the way, and why.</summary>
    public RunRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An unspecified refusal.</summary>
    public RunRefusedException()
    {
    }
}
