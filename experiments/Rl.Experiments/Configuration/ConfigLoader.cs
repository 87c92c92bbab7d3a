using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Rl.Experiments.Configuration;

/// <summary>
/// Builds a configuration record from its defaults, then files (JSON with comments), then <c>path.to.key=value</c> settings, each over the one
/// before. Strict: an unknown key is an error that suggests the nearest, since a typo must not train for two days.
/// </summary>
public static class ConfigLoader
{
    /// <summary>How configurations are written and read: camelCase keys, enums by name.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>Loads a configuration.</summary>
    /// <param name="defaults">What holds where nothing else is said.</param>
    /// <param name="files">Files in the order in which they are laid over the defaults.</param>
    /// <param name="settings">Single settings, <c>path.to.key=value</c>, laid over the files.</param>
    /// <exception cref="UsageException">A file is missing or no JSON, a key is unknown, or a value is of the wrong kind.</exception>
    public static T Load<T>(T defaults, IEnumerable<string> files, IEnumerable<string> settings)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(settings);
        var tree = JsonSerializer.SerializeToNode(defaults, Json)!.AsObject();
        foreach (var file in files)
        {
            Overlay(tree, Parse(file), typeof(T), file, "");
        }

        foreach (var setting in settings)
        {
            Overlay(tree, ParseSetting(setting), typeof(T), $"--set {setting}", "");
        }

        try
        {
            return tree.Deserialize<T>(Json)!;
        }
        catch (JsonException error)
        {
            throw new UsageException($"The configuration has a value of the wrong kind at '{error.Path}': {error.Message}", error);
        }
    }

    /// <summary>The configuration as JSON.</summary>
    public static string Print<T>(T config) => JsonSerializer.Serialize(config, Json);

    private static JsonObject Parse(string file)
    {
        if (!File.Exists(file))
        {
            throw new UsageException($"There is no configuration file '{file}'.");
        }

        try
        {
            return JsonNode.Parse(File.ReadAllText(file), null, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })
                as JsonObject ?? throw new UsageException($"'{file}' is not a JSON object.");
        }
        catch (JsonException error)
        {
            throw new UsageException($"'{file}' is no valid JSON: {error.Message}", error);
        }
    }

    private static JsonObject ParseSetting(string setting)
    {
        var equals = setting.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            throw new UsageException($"--set takes path.to.key=value, not '{setting}'.");
        }

        var value = setting[(equals + 1)..];
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(value);
        }
        catch (JsonException)
            when (!value.StartsWith('{') && !value.StartsWith('[') && !value.StartsWith('"'))
        {
            // A bare word is a string: --set env=meadow.
            node = JsonValue.Create(value);
        }
        catch (JsonException error)
        {
            throw new UsageException($"The value of --set {setting} is no valid JSON: {error.Message}", error);
        }

        foreach (var key in setting[..equals].Split('.').Reverse())
        {
            node = new JsonObject { [key] = node };
        }

        return (JsonObject)node!;
    }

    private static void Overlay(JsonObject target, JsonObject source, Type type, string origin, string path)
    {
        var properties = Json.GetTypeInfo(type).Properties;
        foreach (var (key, value) in source)
        {
            var property = properties.FirstOrDefault(candidate => candidate.Name == key)
                ?? throw new UsageException(UnknownKey(key, [.. properties.Select(candidate => candidate.Name)], origin, path));
            var isRecord = Json.GetTypeInfo(property.PropertyType).Kind == JsonTypeInfoKind.Object;
            if (isRecord && value is JsonObject inner)
            {
                if (target[key] is not JsonObject existing)
                {
                    target[key] = existing = JsonSerializer.SerializeToNode(Activator.CreateInstance(property.PropertyType), property.PropertyType, Json)!.AsObject();
                }

                Overlay(existing, inner, property.PropertyType, origin, $"{path}{key}.");
            }
            else if (Json.GetTypeInfo(property.PropertyType).Kind == JsonTypeInfoKind.Dictionary && value is JsonObject entries)
            {
                var merged = target[key] as JsonObject ?? [];
                foreach (var (name, entry) in entries)
                {
                    // Whoever sets a text to 48 or true means the text.
                    merged[name] = entry is JsonValue scalar ? scalar.ToString() : entry?.DeepClone();
                }

                RequireKind(merged, property.PropertyType, origin, path + key);
                target[key] = merged;
            }
            else
            {
                RequireKind(value, property.PropertyType, origin, path + key);
                target[key] = value?.DeepClone();
            }
        }
    }

    private static void RequireKind(JsonNode? value, Type type, string origin, string path)
    {
        try
        {
            value.Deserialize(type, Json);
        }
        catch (JsonException error)
        {
            throw new UsageException($"'{path}' in {origin} is {value?.ToJsonString() ?? "null"}; expected {Describe(type)}.", error);
        }
    }

    private static string Describe(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain switch
        {
            _ when plain.IsEnum => $"one of {string.Join(", ", Enum.GetNames(plain).Select(JsonNamingPolicy.CamelCase.ConvertName))}",
            _ when plain == typeof(bool) => "true or false",
            _ when plain == typeof(int) || plain == typeof(long) || plain == typeof(ulong) => "a whole number",
            _ when plain == typeof(double) || plain == typeof(float) => "a number",
            _ when plain == typeof(string) => "a string",
            _ when plain == typeof(TimeSpan) => "a time such as \"00:05:00\"",
            _ => plain.Name,
        };
    }

    private static string UnknownKey(string key, string[] known, string origin, string path)
    {
        var nearest = known.MinBy(candidate => Distance(key, candidate));
        var hint = nearest is not null && Distance(key, nearest) <= Math.Max(2, key.Length / 2)
            ? $" Did you mean '{path}{nearest}'?"
            : $" Known keys there: {string.Join(", ", known)}.";
        return $"Unknown key '{path}{key}' in {origin}.{hint}";
    }

    /// <summary>Levenshtein's distance, case ignored.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + cost));
            }
        }

        return row[b.Length];
    }
}
