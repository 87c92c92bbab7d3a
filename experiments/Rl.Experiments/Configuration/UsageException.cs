namespace Rl.Experiments.Configuration;

/// <summary>The command was called or configured wrongly; the message says what was wrong, where, and what to try. Exit code 2.</summary>
public sealed class UsageException : Exception
{
    /// <summary>Says what was wrong.</summary>
    public UsageException(string message)
        : base(message)
    {
    }

    /// <summary>Says what was wrong, and what it came from.</summary>
    public UsageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An unspecified misuse.</summary>
    public UsageException()
    {
    }
}
