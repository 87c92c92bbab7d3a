using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Rl.Experiments.Configuration;
using Rl.Workers.Runs;

namespace Rl.Experiments.Commands;

/// <summary><c>rl runs list</c> and <c>rl runs show</c>: what lies in the runs folder.</summary>
public static class RunsCommand
{
    /// <summary>The verb with its two parts.</summary>
    public static Command Create()
    {
        var root = CommonOptions.Runs();
        var list = new Command("list", "One line a run.") { root };
        list.SetAction(parsed => List(parsed.GetRequiredValue(root)));

        var id = new Argument<string>("id") { Description = "The run's name." };
        var show = new Command("show", "A run's settings, state and last metrics.") { id, root };
        show.SetAction(parsed => Show(parsed.GetRequiredValue(root), parsed.GetRequiredValue(id)));
        return new Command("runs", "Look at run folders.") { list, show };
    }

    private static int List(string root)
    {
        var folders = Directory.Exists(root) ? Directory.GetDirectories(root).Order(StringComparer.Ordinal).ToArray() : [];
        Console.WriteLine($"{"id",-28} {"state",-12} {"iteration",9} {"frames",11} {"return",8}  best checkpoint");
        foreach (var folder in folders)
        {
            if (RunFolder.ReadStatus(folder) is { } status)
            {
                var mean = status.MeanReturn?.ToString("F3", CultureInfo.InvariantCulture) ?? "-";
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Path.GetFileName(folder),-28} {status.State,-12} {status.Iteration,9} {status.Frames,11} {mean,8}  {status.BestCheckpoint ?? "-"}"));
            }
        }

        return ExitCode.Done;
    }

    private static int Show(string root, string id)
    {
        var folder = Path.Combine(root, id);
        var status = RunFolder.ReadStatus(folder)
            ?? throw new UsageException($"There is no run '{id}' in '{root}'. See: ./rl runs list");
        Console.WriteLine($"run {id} in {Path.GetFullPath(folder)}");
        Console.WriteLine(JsonSerializer.Serialize(status, ConfigLoader.Json));
        PrintIfThere(Path.Combine(folder, "config.resolved.json"), "settings", File.ReadAllText);
        PrintIfThere(Path.Combine(folder, "metrics.jsonl"), "last metrics", path => File.ReadLines(path).LastOrDefault() ?? "none yet");
        return ExitCode.Done;
    }

    private static void PrintIfThere(string path, string title, Func<string, string> read)
    {
        if (File.Exists(path))
        {
            Console.WriteLine($"{title}:");
            Console.WriteLine(read(path));
        }
    }
}
