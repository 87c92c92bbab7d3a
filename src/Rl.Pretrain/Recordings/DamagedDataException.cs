namespace Rl.Pretrain.Recordings;

/// <summary>A recording is not what its manifest says: cut off, altered, or of another format. The message names the file. Exit code 4.</summary>
public sealed class DamagedDataException : Exception
{
    /// <summary>Says which file is damaged, and how.</summary>
    public DamagedDataException(string message)
        : base(message)
    {
    }

    /// <summary>Says which file is damaged, and what was found out from.</summary>
    public DamagedDataException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Unspecified damage.</summary>
    public DamagedDataException()
    {
    }
}
