namespace Rl.Env.Bridge;

/// <summary>This machine lacks what a game behind the bridge needs, or the game's settings are wrong: to start again would not help.</summary>
public sealed class BridgeMissingException : Exception
{
    /// <summary>Says what is missing.</summary>
    public BridgeMissingException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is missing, and how it showed.</summary>
    public BridgeMissingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Something is missing.</summary>
    public BridgeMissingException()
    {
    }
}
