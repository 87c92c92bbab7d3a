using System.Globalization;
using Rl.Models;

namespace Rl.Workers.Checkpoints;

/// <summary>
/// A run's checkpoints, one folder each, named by its iteration. A folder appears whole or not at all, and
/// its manifest shows damage (<see cref="CheckpointFolder"/>). Kept are the newest few and the best.
/// </summary>
public sealed class CheckpointStore
{
    private const string BestName = "best";

    private readonly string _root;
    private readonly int _keep;

    /// <summary>Opens a folder of checkpoints, and removes what a killed process left half-written.</summary>
    public CheckpointStore(string root, int keep)
    {
        _root = root;
        _keep = keep;
        Directory.CreateDirectory(root);

        foreach (var leftover in Directory.GetDirectories(root, "*.tmp"))
        {
            Directory.Delete(leftover, recursive: true);
        }

        // A process killed between the two renames of a replacement leaves the replaced one aside.
        foreach (var replaced in Directory.GetDirectories(root, "*.old"))
        {
            var final = Path.ChangeExtension(replaced, null);

            if (Directory.Exists(final))
            {
                Directory.Delete(replaced, recursive: true);
            }
            else
            {
                Directory.Move(replaced, final);
            }
        }
    }

    /// <summary>Name of the newest checkpoint; null if there is none.</summary>
    public string? Last => Names(_root).LastOrDefault();

    /// <summary>Name of the best checkpoint; null if none was called so.</summary>
    public string? Best => ReadBest(_root);

    /// <summary>Path of a checkpoint: best, last, or an iteration's number.</summary>
    /// <exception cref="RunRefusedException">There is no such checkpoint.</exception>
    public static string Resolve(string root, string which)
    {
        var name = which switch
        {
            "last" => Names(root).LastOrDefault(),
            "best" => ReadBest(root) ?? Names(root).LastOrDefault(),
            _ when long.TryParse(which, NumberStyles.None, CultureInfo.InvariantCulture, out var iteration) => NameOf(iteration),
            _ => null,
        };
        var path = Path.Combine(root, name ?? which);

        return name is not null && Directory.Exists(path)
            ? path
            : throw new RunRefusedException(
                $"There is no checkpoint '{which}' in {root}; there are: {string.Join(", ", Names(root).DefaultIfEmpty("none"))}.");
    }

    /// <summary>Saves a checkpoint, and removes those that are no more to be kept.</summary>
    /// <param name="iteration">Completed iterations.</param>
    /// <param name="isBest">It is the best so far.</param>
    /// <param name="write">Writes the files into the folder it is given.</param>
    public string Save(long iteration, bool isBest, Action<string> write)
    {
        var name = NameOf(iteration);
        CheckpointFolder.Write(Path.Combine(_root, name), write);

        if (isBest)
        {
            var best = Path.Combine(_root, BestName);
            File.WriteAllText(best + ".tmp", name);
            File.Move(best + ".tmp", best, overwrite: true);
        }

        Prune();
        return name;
    }

    internal static string NameOf(long iteration) => iteration.ToString("D6", CultureInfo.InvariantCulture);

    private static List<string> Names(string root)
    {
        if (!Directory.Exists(root))
        {
            return [];
        }

        return [.. Directory.GetDirectories(root)
            .Where(path => File.Exists(Path.Combine(path, CheckpointFolder.Manifest)))
            .Select(path => Path.GetFileName(path))
            .Where(name => name.All(char.IsAsciiDigit))
            .OrderBy(name => long.Parse(name, CultureInfo.InvariantCulture))];
    }

    private static string? ReadBest(string root)
    {
        var path = Path.Combine(root, BestName);
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }

    private void Prune()
    {
        var best = Best;

        foreach (var name in Names(_root).SkipLast(_keep).Where(name => name != best))
        {
            Directory.Delete(Path.Combine(_root, name), recursive: true);
        }
    }
}
