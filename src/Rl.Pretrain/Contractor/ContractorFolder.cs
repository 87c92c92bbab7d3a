using Rl.Pretrain.Filming;
using Rl.Pretrain.Recordings;

namespace Rl.Pretrain.Contractor;

/// <summary>
/// Contractors' recordings on disk: all of a folder, with those below it, or those that an index names. A segment is an mp4 and a jsonl of the
/// same name; other files are not looked at.
/// </summary>
public sealed class ContractorFolder
{
    private const string VideoEnding = ".mp4";
    private const string ActionsEnding = ".jsonl";
    private const string OwnVersion = "embedded";

    private readonly ContractorOptions _options;
    private readonly HashSet<string> _known;

    private ContractorFolder(string root, IReadOnlyList<string> ids, ContractorOptions options)
    {
        (Root, Ids, _options, _known) = (root, ids, options, [.. ids]);
    }

    /// <summary>The folder that all files lie in.</summary>
    public string Root { get; }

    /// <summary>How lines become actions.</summary>
    public ContractorOptions Options => _options;

    /// <summary>All segments by name, those among them that will be left out: by the folder's order of names, or the index's.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>Looks at a folder or an index; opens no recording.</summary>
    /// <param name="path">A folder, or an index file.</param>
    /// <param name="options">How lines become actions; null for the defaults.</param>
    /// <param name="dataFolder">For an index: where the files are, if not in the index's folder.</param>
    /// <exception cref="FileNotFoundException">There is neither folder nor file.</exception>
    /// <exception cref="DamagedDataException">The index is none, or a path in it leads out of its folder.</exception>
    public static ContractorFolder Open(string path, ContractorOptions? options = null, string? dataFolder = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new ContractorOptions();
        if (Directory.Exists(path))
        {
            var folder = Path.GetFullPath(path);

            // Our own recorder has one unit for all windows, whatever folders its recordings are put into.
            var isOurs = FilmingManifest.Exists(folder);
            return new ContractorFolder(folder, IdsIn(folder), isOurs ? options with { RecorderVersion = options.RecorderVersion ?? OwnVersion } : options);
        }

        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"'{path}' is neither a folder of recordings nor an index.", path);
        }

        var (root, ids) = RecordingIndex.Read(path, dataFolder);
        return new ContractorFolder(root, ids, options);
    }

    /// <summary>
    /// The segments that can be read, one by one. Before a segment is handed out all lines of its jsonl are read once, so that no damage turns up
    /// after half of it was used; its video is decoded by the caller, who tells the tally how it ended.
    /// </summary>
    /// <param name="tally">Told of every segment that is left out.</param>
    public IEnumerable<ContractorSegment> ReadSegments(SegmentTally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        return Ids.Select(id => Find(id, tally)).OfType<ContractorSegment>();
    }

    /// <summary>One segment, if it can be read, as <see cref="ReadSegments"/> hands it out.</summary>
    /// <param name="id">One of <see cref="Ids"/>.</param>
    /// <param name="tally">Told if it is left out.</param>
    /// <returns>The segment, or null if it is left out.</returns>
    public ContractorSegment? ReadSegment(string id, SegmentTally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        return _known.Contains(id) ? Find(id, tally) : throw new ArgumentException($"There is no segment '{id}' in '{Root}'.", nameof(id));
    }

    /// <summary>The files that a segment would have.</summary>
    /// <param name="id">One of <see cref="Ids"/>.</param>
    public (string Video, string Actions) FilesOf(string id) => (Path.Combine(Root, id + VideoEnding), Path.Combine(Root, id + ActionsEnding));

    private static string[] IdsIn(string folder)
    {
        var everywhere = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System };
        return
        [
            .. Directory.EnumerateFiles(folder, "*", everywhere)
                .Where(file => Path.GetExtension(file) is VideoEnding or ActionsEnding)
                .Select(file => Path.ChangeExtension(Path.GetRelativePath(folder, file), null).Replace('\\', '/'))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    private ContractorSegment? Find(string id, SegmentTally tally)
    {
        var (video, actions) = FilesOf(id);
        switch (File.Exists(video), File.Exists(actions))
        {
            case (false, false):
                tally.Skip(id, SegmentFault.Missing, $"there is neither '{video}' nor its jsonl.");
                return null;
            case (false, true):
                tally.Skip(id, SegmentFault.NoVideo, $"'{actions}' has no mp4 beside it.");
                return null;
            case (true, false):
                tally.Skip(id, SegmentFault.NoActions, $"'{video}' has no jsonl beside it.");
                return null;
            default:
                return Check(id, video, actions, tally);
        }
    }

    private ContractorSegment? Check(string id, string video, string actions, SegmentTally tally)
    {
        if (new FileInfo(video).Length == 0)
        {
            tally.Skip(id, SegmentFault.DamagedVideo, $"'{video}' is empty.");
            return null;
        }

        try
        {
            var lines = ContractorRecording.Read(actions, _options).Count();
            if (lines > 0)
            {
                return new ContractorSegment(id, video, actions, lines, _options);
            }

            tally.Skip(id, SegmentFault.DamagedActions, $"'{actions}' is empty.");
        }
        catch (DamagedDataException error)
        {
            tally.Skip(id, SegmentFault.DamagedActions, error.Message);
        }

        return null;
    }
}
