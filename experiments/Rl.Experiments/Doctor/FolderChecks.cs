namespace Rl.Experiments.Doctor;

/// <summary>Tries what runs do in their folders: write, rename, lock, delete; and asks how much room is left.</summary>
public static class FolderChecks
{
    private static readonly string[] Shared = ["nfs", "nfs4", "lustre", "gpfs", "beegfs", "ceph", "cifs", "smb3", "9p", "wekafs", "panfs", "afs", "fuse.sshfs", "fuse.glusterfs"];

    /// <summary>Examines a folder, or where it would be made.</summary>
    /// <param name="name">What the folder is for.</param>
    /// <param name="path">The folder; it need not be there yet.</param>
    /// <param name="config">How much room is enough.</param>
    /// <param name="mustBeShared">True if other machines have to see it too.</param>
    public static IEnumerable<Finding> Examine(string name, string path, DoctorConfig config, bool mustBeShared)
    {
        ArgumentNullException.ThrowIfNull(config);
        var folder = Nearest(Path.GetFullPath(path));
        yield return Try(name, path, folder);
        yield return Room(name, folder, config);
        if (mustBeShared)
        {
            var system = SystemOf(File.Exists("/proc/self/mounts") ? File.ReadAllLines("/proc/self/mounts") : [], folder);
            yield return Shared.Contains(system)
                ? Finding.Ok($"{name}: shared", $"'{path}' lies on {system}")
                : Finding.Warn($"{name}: shared", $"'{path}' lies on {system ?? "a file system of an unknown kind"}, which other machines may not see", "Give a folder of the cluster's shared file system.");
        }
    }

    /// <summary>The kind of file system that holds a folder, by the lines of <c>/proc/self/mounts</c>; null if none does.</summary>
    public static string? SystemOf(IEnumerable<string> mounts, string folder) => mounts
        .Select(line => line.Split(' '))
        .Where(parts => parts.Length > 2 && IsWithin(folder, parts[1].Replace("\\040", " ", StringComparison.Ordinal)))
        .OrderBy(parts => parts[1].Length)
        .LastOrDefault()?[2];

    private static bool IsWithin(string folder, string mount) => mount == "/" || folder == mount || folder.StartsWith(mount + "/", StringComparison.Ordinal);

    private static Finding Try(string name, string path, string folder)
    {
        var probe = Path.Combine(folder, $".rl-doctor-{Guid.NewGuid():n}");
        var renamed = probe + ".renamed";
        try
        {
            using (var file = new FileStream(probe, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
            {
                file.WriteByte(1);
                file.Flush(flushToDisk: true);
            }

            File.Move(probe, renamed);
            File.Delete(renamed);
            return Finding.Ok($"{name}: writing", folder == Path.GetFullPath(path) ? $"'{path}' can be written" : $"'{path}' is not there yet and can be made");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            File.Delete(probe);
            return Finding.Fail($"{name}: writing", $"'{folder}' cannot be written: {error.Message}", $"Give another folder (--runs, --data, --shared), or: chmod u+rwx '{folder}'");
        }
    }

    private static Finding Room(string name, string folder, DoctorConfig config)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        var found = $"{MachineChecks.Bytes(free)} free";
        return free switch
        {
            _ when free < config.LeastDisk => Finding.Fail($"{name}: room", $"{found}, at least {MachineChecks.Bytes(config.LeastDisk)} are needed", "Delete old runs (./rl runs list names them), or give another folder."),
            _ when free < config.ComfortableDisk => Finding.Warn($"{name}: room", $"{found}; recordings, checkpoints and videos may fill it", "Delete old runs, or keep fewer checkpoints: --set training.keepCheckpoints=1"),
            _ => Finding.Ok($"{name}: room", found),
        };
    }

    private static string Nearest(string path)
    {
        while (!Directory.Exists(path) && Path.GetDirectoryName(path) is { } parent)
        {
            path = parent;
        }

        return path;
    }
}
