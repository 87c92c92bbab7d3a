using System.CommandLine;
using Rl.Experiments.Reference;

namespace Rl.Experiments.Commands;

/// <summary><c>rl docs configuration</c>: writes the reference of all settings anew, for those who change one.</summary>
public static class DocsCommand
{
    /// <summary>The verb with its part.</summary>
    public static Command Create()
    {
        var output = new Option<string?>("--out") { Description = "The file to write (default: docs/configuration.md of the repository)." };
        var configuration = new Command("configuration", "The reference of all settings, from the records themselves.") { output };
        configuration.SetAction(parsed =>
        {
            var path = parsed.GetValue(output) ?? ConfigurationReference.FilePath;
            WholeFile.Write(path, ConfigurationReference.Write());
            Console.WriteLine($"wrote {path}");
            return ExitCode.Done;
        });
        return new Command("docs", "Make documentation that is generated.") { configuration };
    }
}
