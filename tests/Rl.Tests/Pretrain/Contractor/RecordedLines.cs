using Rl.Pretrain.Contractor;

namespace Rl.Tests.Pretrain.Contractor;

/// <summary>Recordings of a few lines, written by a test field by field.</summary>
internal static class RecordedLines
{
    private static readonly ContractorOptions Reference = new() { Mode = ContractorMode.Reference };

    /// <summary>A line of the recorder with what an action needs.</summary>
    public static string Line(
        string keys = "", string buttons = "", string newButtons = "", string dx = "0.0", string dy = "0.0", int hotbar = 0, bool gui = false, string x = "640.0", string y = "360.0") =>
        $$$"""
        {"mouse": {"x": {{{x}}}, "y": {{{y}}}, "dx": {{{dx}}}, "dy": {{{dy}}}, "buttons": [{{{buttons}}}], "newButtons": [{{{newButtons}}}]}, "keyboard": {"keys": [{{{keys}}}], "newKeys": []}, "isGuiOpen": {{{(gui ? "true" : "false")}}}, "hotbar": {{{hotbar}}}, "stats": {"mouse": {"dx": 5} } }
        """;

    public static string Key(string name) => $"\"key.keyboard.{name}\"";

    public static ContractorStep[] Corrected(params string[] lines) => Read(new ContractorOptions(), "segment.jsonl", lines);

    public static ContractorStep[] AsReference(params string[] lines) => Read(Reference, "segment.jsonl", lines);

    /// <summary>Writes lines under a path of a folder that is gone afterwards, and reads them.</summary>
    public static ContractorStep[] Read(ContractorOptions options, string path, params string[] lines)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.GetDirectoryName(folder[path])!);
        File.WriteAllText(folder[path], string.Join('\n', lines));
        return [.. ContractorRecording.Read(folder[path], options)];
    }
}
