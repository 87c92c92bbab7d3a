using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rl.Experiments.Configuration;

namespace Rl.Experiments.Reference;

/// <summary>Writes docs/configuration.md from the records themselves: every setting's path, kind, default, range and meaning.</summary>
public static class ConfigurationReference
{
    /// <summary>Where the committed file lies.</summary>
    public static string FilePath => Path.Combine(ExperimentConfig.RepositoryRoot(), "docs", "configuration.md");

    private const string Head = """
        # Settings

        Every setting of an experiment: in a preset, in `--config FILE` (JSON with comments), or as `--set path=value`; `--print-config` shows what holds.
        Made from the records by `./rl docs configuration`; a test fails where the two differ. A range is what the record itself takes; rules that bind
        several settings are in its `Validated`.


        """;

    /// <summary>The whole text.</summary>
    /// <exception cref="FileNotFoundException">The XML files of the assemblies are not beside them.</exception>
    public static string Write()
    {
        var text = new StringBuilder(Head);
        Append(text, new ExperimentConfig(), "", new XmlSummaries());
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Append(StringBuilder text, object settings, string path, XmlSummaries summaries)
    {
        var (rows, inner) = (new StringBuilder(), new List<(string Path, object Settings)>());
        foreach (var setting in ConfigLoader.Json.GetTypeInfo(settings.GetType()).Properties.Where(setting => setting.Set is not null))
        {
            var property = (PropertyInfo)setting.AttributeProvider!;
            var name = path.Length == 0 ? setting.Name : $"{path}.{setting.Name}";
            var value = property.GetValue(settings);
            if (ConfigLoader.Json.GetTypeInfo(setting.PropertyType).Kind == JsonTypeInfoKind.Object)
            {
                rows.Append($"| [`{name}`](#{Anchor(name)}) | settings | | | {summaries.Of(property)} |\n");
                inner.Add((name, value ?? Activator.CreateInstance(setting.PropertyType)!));
            }
            else
            {
                var standard = JsonSerializer.Serialize(value, setting.PropertyType, ConfigLoader.Json).ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal);
                rows.Append($"| `{name}` | {Kind(setting.PropertyType)} | `{(Equals(value, TimeSpan.MaxValue) ? "none" : standard)}` | {SettingBounds.Of(settings, property)} | {summaries.Of(property)} |\n");
            }
        }

        text.Append($"## {(path.Length == 0 ? "experiment" : path)}\n\n{summaries.Of(settings.GetType())}\n\n| setting | kind | default | range | what it is |\n|---|---|---|---|---|\n{rows}\n");
        foreach (var (name, part) in inner)
        {
            Append(text, part, name, summaries);
        }
    }

    private static string Kind(Type type) => (Nullable.GetUnderlyingType(type), type) switch
    {
        ({ } plain, _) => $"{Kind(plain)} or null",
        _ when type.IsEnum => string.Join(", ", Enum.GetNames(type).Select(name => $"`{JsonNamingPolicy.CamelCase.ConvertName(name)}`")),
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) || type == typeof(ulong) => "whole number",
        _ when type == typeof(double) || type == typeof(float) => "number",
        _ when type == typeof(string) => "text",
        _ when type == typeof(TimeSpan) => "time, `hh:mm:ss`",
        _ when type.IsGenericType && type.GetGenericArguments() is [_, var entry] => $"table of {Kind(entry)}",
        _ when type.IsGenericType && type.GetGenericArguments() is [var element] => $"list of {Kind(element)}",
        _ => type.Name,
    };

    /// <summary>A heading's anchor, as forges make it.</summary>
    private static string Anchor(string heading) => heading.ToLowerInvariant().Replace(".", "", StringComparison.Ordinal);
}
