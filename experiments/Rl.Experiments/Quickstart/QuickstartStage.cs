using Rl.Experiments.Commands;

namespace Rl.Experiments.Quickstart;

/// <summary>One stage of the road: a command that anybody could give by hand.</summary>
/// <param name="Name">Its name in the journal.</param>
/// <param name="Title">What it does, for people.</param>
/// <param name="Arguments">The command, without <c>./rl</c>.</param>
public sealed record QuickstartStage(string Name, string Title, IReadOnlyList<string> Arguments)
{
    /// <summary>A folder with something in it if the stage was interrupted and can go on; null if it goes on by itself, or begins anew.</summary>
    public string? ResumableFrom { get; init; }

    /// <summary>Arguments besides, if it does not go on from there: they do away with what an interrupted beginning left.</summary>
    public IReadOnlyList<string> BeginWith { get; init; } = [];

    /// <summary>The command line.</summary>
    public string Command => CommandLine.Text(Arguments);

    /// <summary>True if it was interrupted and can go on.</summary>
    public bool IsResumable => ResumableFrom is { } trace && Directory.Exists(trace) && Directory.EnumerateFileSystemEntries(trace).Any();

    /// <summary>The arguments that begin the stage, or go on with it.</summary>
    public IReadOnlyList<string> ArgumentsNow() => [.. Arguments, .. IsResumable ? ["--resume"] : BeginWith];
}
