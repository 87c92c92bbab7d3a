using System.CommandLine;
using Rl.Env;
using Rl.Env.Frames;

namespace Rl.Experiments.Commands;

/// <summary>Options that several verbs share, so that they are called and described alike.</summary>
public static class CommonOptions
{
    /// <summary>The folder of all runs.</summary>
    public static Option<string> Runs() => new("--runs") { Description = "Folder of all runs.", DefaultValueFactory = _ => "runs" };

    /// <summary>Name of a preset, a file in experiments/presets.</summary>
    public static Option<string?> Preset() => new("--preset") { Description = "Settings by name: a file in experiments/presets." };

    /// <summary>A file of settings.</summary>
    public static Option<string?> Config() => new("--config") { Description = "Settings from a JSON file with comments, laid over the preset." };

    /// <summary>Single settings.</summary>
    public static Option<string[]> Set() => new("--set") { Description = "One setting, path.to.key=value; may be given many times.", DefaultValueFactory = _ => [] };

    /// <summary>Print settings and end.</summary>
    public static Option<bool> PrintConfig() => new("--print-config") { Description = "Print the resolved settings and end." };

    /// <summary>Machine-readable output.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON object on the last line." };

    /// <summary>A cursor of one's own.</summary>
    public static Option<string?> Cursor() => new("--cursor")
    {
        Description = "PNG whose upper left 16x16 pixels are drawn as the mouse cursor while a window is open; else the embedded world's arrow.",
    };

    /// <summary>The cursor that was asked for.</summary>
    public static CursorImage CursorOf(string? path) => path is null ? CursorImage.Default : CursorImage.Load(path);

    /// <summary>Name of a world.</summary>
    public static Option<string?> Environment() => new("--env") { Description = $"World to play in: {string.Join(", ", EnvironmentCatalog.Worlds)}; or a game behind the bridge: {string.Join(", ", EnvironmentCatalog.Games)}." };
}
