namespace Rl.Models;

/// <summary>Which of a chunk's first flags end an episode's memory.</summary>
public enum FirstMode
{
    /// <summary>Each one: frames before a first flag are invisible to it and to all that follow.</summary>
    EveryStep,

    /// <summary>Only a chunk's first one, as in the reference, which ignores later flags silently.</summary>
    Reference,
}
