using System.CommandLine;

namespace Rl.Experiments.Commands;

/// <summary><c>rl bench</c>: honest speed. Warm-up is left out, resets are counted, frame skip is stated.</summary>
public static class BenchCommand
{
    /// <summary>The verb with its parts.</summary>
    public static Command Create() => new("bench", "Measure speed.") { BenchWorldCommand.Create(), BenchModelCommand.Create(), BenchVideoCommand.Create(), BenchTransportCommand.Create(), BenchCloningCommand.Create(), BenchTrainCommand.Create() };
}
