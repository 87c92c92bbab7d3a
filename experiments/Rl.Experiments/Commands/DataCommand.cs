using System.CommandLine;

namespace Rl.Experiments.Commands;

/// <summary><c>rl data</c>: recordings of play, one file a part.</summary>
public static class DataCommand
{
    /// <summary>The verb with its parts.</summary>
    public static Command Create() => new("data", "Recordings of play.")
    {
        DataRecordCommand.Create(), DataBuildCommand.Create(), DataInspectCommand.Create(), DataVerifyCommand.Create(), DataStatsCommand.Create(),
    };
}
