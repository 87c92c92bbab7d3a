namespace Rl.Models;

/// <summary>A checkpoint or weights file cannot be trusted: cut short, changed, or not what it claims to be.</summary>
public sealed class DamagedCheckpointException : Exception
{
    /// <param name="path">The file or folder.</param>
    /// <param name="damage">What is wrong with it, as the end of a sentence.</param>
    /// <param name="cure">What to try, a sentence.</param>
    /// <param name="cause">What was noticed underneath, if anything.</param>
    public DamagedCheckpointException(string path, string damage, string cure, Exception? cause = null)
        : base($"'{path}' {damage} {cure}", cause)
    {
        Path = path;
    }

    /// <summary>The file or folder.</summary>
    public string Path { get; }
}
