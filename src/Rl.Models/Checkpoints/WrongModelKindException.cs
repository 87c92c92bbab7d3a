namespace Rl.Models;

/// <summary>A file or folder is whole, but holds a model of another kind than was asked for.</summary>
public sealed class WrongModelKindException : Exception
{
    /// <param name="path">The file or folder.</param>
    /// <param name="found">What it holds.</param>
    public WrongModelKindException(string path, ModelKind found)
        : base(found == ModelKind.Policy
            ? $"'{path}' holds a policy, no inverse dynamics model. A policy acts (rl eval, rl play, rl train); rl idm train makes an inverse dynamics model."
            : $"'{path}' holds an inverse dynamics model, no policy. It labels recordings (rl idm label) and can be looked at (rl model inspect, rl model "
                + "forward); rl bc train makes a policy.")
    {
        Found = found;
    }

    /// <summary>What the file or folder holds.</summary>
    public ModelKind Found { get; }

    /// <summary>Throws if what was found is not what was asked for.</summary>
    internal static void ThrowIfNot(ModelKind expected, ModelKind found, string path)
    {
        if (found != expected)
        {
            throw new WrongModelKindException(path, found);
        }
    }
}
