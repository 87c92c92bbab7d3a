using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rl.Workers.Runs;

/// <summary>
/// Everything a run leaves behind: runs/&lt;id&gt;/ with config.json as given, config.resolved.json, status.json, metrics.jsonl, TensorBoard events,
/// log.txt and checkpoints/. The folder is held by a lock while its process lives, so that no two runs write into one.
/// </summary>
public sealed class RunFolder : IDisposable
{
    private const string LockName = "run.lock";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly FileStream _lock;

    private RunFolder(string id, string path, bool resumed, FileStream @lock)
    {
        Id = id;
        Path = path;
        IsResumed = resumed;
        _lock = @lock;
    }

    /// <summary>The run's name.</summary>
    public string Id { get; }

    /// <summary>Where the run lies.</summary>
    public string Path { get; }

    /// <summary>True if an earlier run of this id goes on.</summary>
    public bool IsResumed { get; }

    /// <summary>Where checkpoints lie, one folder each.</summary>
    public string Checkpoints => System.IO.Path.Combine(Path, "checkpoints");

    /// <summary>One JSON object a line, one line an iteration.</summary>
    public string MetricsFile => System.IO.Path.Combine(Path, "metrics.jsonl");

    /// <summary>The log for people.</summary>
    public string LogFile => System.IO.Path.Combine(Path, "log.txt");

    /// <summary>Makes or takes over the folder of a run.</summary>
    /// <param name="root">The folder of all runs.</param>
    /// <param name="id">The run's name: letters, digits, '.', '_' and '-'.</param>
    /// <param name="reuse">What to do if the name was used before.</param>
    /// <exception cref="RunRefusedException">The id is used, in use by another process, unknown on resume, or no name.</exception>
    public static RunFolder Open(string root, string id, RunReuse reuse)
    {
        if (id.Length == 0 || id[0] == '.' || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
        {
            throw new RunRefusedException($"'{id}' is no run id: use letters, digits, '.', '_' and '-', and do not begin with a dot.");
        }

        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(root, id));
        var isUsed = Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any();

        switch (reuse)
        {
            case RunReuse.Refuse when isUsed:
                throw new RunRefusedException(
                    $"Run id '{id}' is used: {path} exists. Continue it with --resume, overwrite it with --force, or take another --run-id.");
            case RunReuse.Resume when !isUsed:
                throw new RunRefusedException($"There is no run '{id}' to resume: {path} is missing or empty. See 'rl runs list'.");
            case RunReuse.Force when isUsed && !LooksLikeARun(path):
                throw new RunRefusedException($"{path} does not look like a run (no {LockName}); it is not overwritten. Remove it by hand.");
        }

        Directory.CreateDirectory(path);
        var held = Lock(id, path);

        try
        {
            if (reuse == RunReuse.Force)
            {
                Empty(path);
            }

            var folder = new RunFolder(id, path, reuse == RunReuse.Resume, held);
            Directory.CreateDirectory(folder.Checkpoints);
            return folder;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Writes the settings as they were given and as they were resolved. A resumed run keeps those it began with.</summary>
    public void WriteConfig(string given, string resolved)
    {
        if (!IsResumed)
        {
            WriteAtomically("config.json", given);
            WriteAtomically("config.resolved.json", resolved);
        }
    }

    /// <summary>Rewrites status.json in one step, so that a reader never sees half of it.</summary>
    public void WriteStatus(RunStatus status) => WriteAtomically("status.json", JsonSerializer.Serialize(status, Json));

    /// <summary>Reads status.json of any run folder; null if there is none.</summary>
    public static RunStatus? ReadStatus(string path)
    {
        var file = System.IO.Path.Combine(path, "status.json");
        return File.Exists(file) ? JsonSerializer.Deserialize<RunStatus>(File.ReadAllText(file), Json) : null;
    }

    /// <inheritdoc />
    public void Dispose() => _lock.Dispose();

    private static bool LooksLikeARun(string path) => File.Exists(System.IO.Path.Combine(path, LockName));

    private static FileStream Lock(string id, string path)
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new RunRefusedException($"Run '{id}' is in use by another process, which holds {path}/{LockName}.", exception);
        }
    }

    private static void Empty(string path)
    {
        foreach (var directory in Directory.GetDirectories(path))
        {
            Directory.Delete(directory, recursive: true);
        }

        foreach (var file in Directory.GetFiles(path).Where(file => System.IO.Path.GetFileName(file) != LockName))
        {
            File.Delete(file);
        }
    }

    private void WriteAtomically(string name, string content)
    {
        var target = System.IO.Path.Combine(Path, name);
        var temporary = target + ".tmp";
        File.WriteAllText(temporary, content);
        File.Move(temporary, target, overwrite: true);
    }
}
