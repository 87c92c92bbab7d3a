using System.Text.Json;

namespace Rl.Tests.Pretrain.Contractor;

/// <summary>The hand-made recordings under tests/golden/actions, and what the reference's loader makes of them.</summary>
internal static class GoldenRecordings
{
    private static readonly string Root = FindRoot();

    public static string[] Names { get; } = ["basic", "stuck_attack", "not_stuck_two_new", "stuck_new_without_press", "hotbar", "gui_cursor"];

    public static string PathOf(string name) => Path.Combine(Root, name + ".jsonl");

    public static JsonElement Expected(string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "jsonl_expected.json"))).RootElement.GetProperty("sequences").GetProperty(name);

    public static string[] Strings(JsonElement list) => [.. list.EnumerateArray().Select(entry => entry.GetString()!)];

    public static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(entry => entry.GetDouble())];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Rl.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No Rl.sln above the tests.");
        }

        return Path.Combine(folder.FullName, "tests", "golden", "actions");
    }
}
