using System.Text.Json;
using Rl.Pretrain.Recordings;

namespace Rl.Pretrain.Contractor;

/// <summary>
/// An index as OpenAI published them: <c>{"basedir": "https://…/", "relpaths": ["data/6.13/name-session-date-time.mp4", …]}</c>. The files are
/// looked for where they lie when they were fetched into the index's folder.
/// </summary>
internal static class RecordingIndex
{
    /// <summary>Reads an index.</summary>
    /// <param name="path">The index.</param>
    /// <param name="dataFolder">Where the files are; null for the index's folder, or one below it that its basedir names.</param>
    /// <returns>The folder, and every segment's path in it, without ending, once, in the index's order.</returns>
    /// <exception cref="DamagedDataException">It is no index, or a path leads out of the folder.</exception>
    public static (string Root, IReadOnlyList<string> Ids) Read(string path, string? dataFolder)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var (basedir, relpaths) = Parts(path, document.RootElement);
            var root = dataFolder is null ? FolderOf(path, basedir) : Path.GetFullPath(dataFolder);
            return (root, [.. relpaths.Select(relpath => IdOf(path, root, relpath)).Distinct()]);
        }
        catch (JsonException error)
        {
            throw new DamagedDataException(
                $"'{path}', line {error.LineNumber + 1}, column {error.BytePositionInLine + 1}: {error.Message.Split(" LineNumber:")[0].TrimEnd('.')}. Fetch the index again.", error);
        }
    }

    private static (string? Basedir, List<string> Relpaths) Parts(string path, JsonElement index)
    {
        if (index.ValueKind != JsonValueKind.Object || !index.TryGetProperty("relpaths", out var relpaths) || relpaths.ValueKind != JsonValueKind.Array)
        {
            throw new DamagedDataException($"'{path}' is no index: it has no list 'relpaths'.");
        }

        if (relpaths.EnumerateArray().FirstOrDefault(entry => entry.ValueKind != JsonValueKind.String) is { ValueKind: not JsonValueKind.Undefined } other)
        {
            throw new DamagedDataException($"'{path}' is no index: 'relpaths' holds {other.GetRawText()}, expected strings alone.");
        }

        var basedir = index.TryGetProperty("basedir", out var folder) && folder.ValueKind == JsonValueKind.String ? folder.GetString() : null;
        return (basedir, [.. relpaths.EnumerateArray().Select(entry => entry.GetString()!)]);
    }

    private static string FolderOf(string path, string? basedir)
    {
        var home = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return basedir is null || basedir.Contains("://", StringComparison.Ordinal)
            ? home
            : Below(home, basedir) ?? throw new DamagedDataException(
                $"'{path}' has the basedir '{basedir}', which leads out of the index's folder. Put the index beside its data, or name the data's folder.");
    }

    private static string IdOf(string path, string root, string relpath)
    {
        var inside = Below(root, relpath);
        if (inside is null || inside == root)
        {
            throw new DamagedDataException($"'{path}' names '{relpath}', which leads out of '{root}'. Nothing of this index is read; where does it come from?");
        }

        var id = Path.GetRelativePath(root, inside).Replace('\\', '/');
        return id.EndsWith(".mp4", StringComparison.Ordinal) ? id[..^4] : id;
    }

    /// <summary>The full path of something inside a folder, or null if it is not inside. Links are not looked at: they are the user's own.</summary>
    private static string? Below(string folder, string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var inside = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(folder, path.Replace('\\', '/'))));
        return inside == folder || inside.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? inside : null;
    }
}
