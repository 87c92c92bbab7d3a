namespace Rl.Env;

/// <summary>The game behind an environment failed; the open episode is lost and a new incarnation must be made.</summary>
public sealed class EnvironmentFaultException : Exception
{
    /// <summary>Says what failed.</summary>
    public EnvironmentFaultException(string message)
        : base(message)
    {
    }

    /// <summary>Says what failed, and why.</summary>
    public EnvironmentFaultException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An unspecified fault.</summary>
    public EnvironmentFaultException()
    {
    }
}
