using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rl.Models;

/// <summary>A folder of files beside a manifest with the length and SHA-256 of each. It appears whole or not at all.</summary>
public static class CheckpointFolder
{
    /// <summary>The manifest's file name.</summary>
    public const string Manifest = "manifest.json";

    private const string Cure = "Take another checkpoint (--checkpoint best|last|N), or copy the folder again.";

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter<ModelKind>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Writes a checkpoint under a temporary name and renames it; an older one of the same name is replaced.</summary>
    /// <param name="folder">Its final name.</param>
    /// <param name="write">Writes the files into the folder that it is given.</param>
    /// <param name="kind">The model that the folder can be opened as.</param>
    public static void Write(string folder, Action<string> write, ModelKind kind = ModelKind.Policy)
    {
        var final = Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar);
        var temporary = $"{final}.tmp";
        var replaced = $"{final}.old";
        DeleteIfThere(temporary);
        Directory.CreateDirectory(temporary);
        write(temporary);
        var files = Directory.EnumerateFiles(temporary).Order(StringComparer.Ordinal)
            .ToDictionary(path => Path.GetFileName(path), Describe);
        File.WriteAllText(Path.Combine(temporary, Manifest), JsonSerializer.Serialize(new ManifestContent(1, kind, files), Readable));

        DeleteIfThere(replaced);

        if (Directory.Exists(final))
        {
            Directory.Move(final, replaced);
        }

        Directory.Move(temporary, final);
        DeleteIfThere(replaced);
    }

    /// <summary>The model that a folder can be opened as. A manifest that does not say, from before there were two, means a policy.</summary>
    /// <exception cref="DamagedCheckpointException">There is no readable manifest.</exception>
    public static ModelKind KindOf(string folder)
    {
        RequireFolder(folder);

        return ReadManifest(Path.Combine(folder, Manifest)).Kind ?? ModelKind.Policy;
    }

    /// <summary>Compares every file with the manifest.</summary>
    /// <exception cref="DamagedCheckpointException">A file is missing, cut short or changed.</exception>
    public static void Verify(string folder)
    {
        RequireFolder(folder);

        foreach (var (name, expected) in ReadManifest(Path.Combine(folder, Manifest)).Files)
        {
            var path = Path.Combine(folder, name);

            if (!File.Exists(path))
            {
                throw new DamagedCheckpointException(path, "is missing though the manifest lists it.", Cure);
            }

            if (new FileInfo(path).Length != expected.Bytes)
            {
                throw new DamagedCheckpointException(path, $"has {new FileInfo(path).Length} bytes, the manifest says {expected.Bytes}.", Cure);
            }

            if (Describe(path).Sha256 != expected.Sha256)
            {
                throw new DamagedCheckpointException(path, "was changed: its SHA-256 differs from the manifest's.", Cure);
            }
        }
    }

    private static void RequireFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no checkpoint '{folder}'.");
        }
    }

    private static ManifestContent ReadManifest(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ManifestContent>(File.ReadAllText(path), Readable) is { Files: not null } manifest
                ? manifest
                : throw new DamagedCheckpointException(path, "lists no files.", Cure);
        }
        catch (Exception damage) when (damage is JsonException or FileNotFoundException)
        {
            throw new DamagedCheckpointException(path, "is missing or unreadable.", Cure, damage);
        }
    }

    private static FileContent Describe(string path)
    {
        using var file = File.OpenRead(path);

        return new FileContent(file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
    }

    private static void DeleteIfThere(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed record ManifestContent(int Format, ModelKind? Kind, Dictionary<string, FileContent> Files);

    private sealed record FileContent(long Bytes, string Sha256);
}
