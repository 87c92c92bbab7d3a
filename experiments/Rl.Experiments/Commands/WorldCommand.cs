using System.CommandLine;

namespace Rl.Experiments.Commands;

/// <summary><c>rl world</c>: the embedded world for other programs.</summary>
public static class WorldCommand
{
    /// <summary>The verb with its parts.</summary>
    public static Command Create() => new("world", "Offer the embedded world to other programs.") { WorldServeCommand.Create() };
}
