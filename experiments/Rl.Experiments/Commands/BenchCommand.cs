using System.CommandLine;
using System.Text.Json;

namespace Rl.Experiments.Commands;

/// <summary><c>rl bench</c>: honest speed. Warm-up is left out, resets are counted, frame skip is stated.</summary>
public static class BenchCommand
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The verb with its parts.</summary>
    public static Command Create() => new("bench", "Measure speed.") { BenchWorldCommand.Create(), BenchModelCommand.Create(), BenchVideoCommand.Create(), BenchTransportCommand.Create(), BenchCloningCommand.Create(), BenchTrainCommand.Create() };

    /// <summary>Prints a result as one line of JSON, if that is wanted.</summary>
    internal static void PrintJson<T>(bool wanted, T result)
    {
        if (wanted)
        {
            Console.WriteLine(JsonSerializer.Serialize(result, Json));
        }
    }
}
