using System.Text.Json;
using Rl.Env;
using Rl.Pretrain.Labelling;

namespace Rl.Pretrain.Recordings;

/// <summary>A recording on disk: a folder with a manifest and one shard an episode. Frames are read when asked for.</summary>
public sealed class RecordingStore
{
    private RecordingStore(string directory, RecordingManifest manifest, IReadOnlyList<RecordedEpisode> episodes)
    {
        Directory = directory;
        Manifest = manifest;
        Episodes = episodes;
    }

    /// <summary>The recording's folder.</summary>
    public string Directory { get; }

    /// <summary>The table of contents.</summary>
    public RecordingManifest Manifest { get; }

    /// <summary>The episodes, in order.</summary>
    public IReadOnlyList<RecordedEpisode> Episodes { get; }

    /// <summary>Size of the frames.</summary>
    public FrameSize FrameSize => new(Manifest.FrameHeight, Manifest.FrameWidth);

    /// <summary>True if the folder holds a finished recording.</summary>
    public static bool Exists(string directory) => File.Exists(Path.Combine(directory, ShardLayout.ManifestFile));

    /// <summary>
    /// Opens a recording and checks every shard's length and columns against the manifest. Altered pixels are found by <see cref="Verify"/> alone,
    /// which reads everything.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">There is no recording there.</exception>
    /// <exception cref="DamagedDataException">A file is missing, cut off or not what the manifest says.</exception>
    public static RecordingStore Open(string directory)
    {
        var manifest = ReadManifest(directory);
        var episodes = new RecordedEpisode[manifest.Episodes.Count];
        for (var i = 0; i < episodes.Length; i++)
        {
            episodes[i] = OpenShard(directory, manifest, i);
        }

        return new RecordingStore(directory, manifest, episodes);
    }

    /// <summary>Requires frames as large as a network takes them.</summary>
    /// <param name="size">What it takes.</param>
    /// <param name="what">What it is, for the message: policy or model.</param>
    /// <exception cref="ArgumentException">The recording has others.</exception>
    public void RequireFrameSize(FrameSize size, string what)
    {
        if (FrameSize != size)
        {
            throw new ArgumentException($"The recording in '{Directory}' has frames of {FrameSize}, but the {what} takes {size}. Record with that size.");
        }
    }

    /// <summary>Reads every shard whole and compares its SHA-256 with the manifest's.</summary>
    /// <exception cref="DamagedDataException">A shard has been altered.</exception>
    public void Verify(CancellationToken cancellation)
    {
        foreach (var entry in Manifest.Episodes)
        {
            cancellation.ThrowIfCancellationRequested();
            var path = Path.Combine(Directory, entry.File);
            var found = ShardLayout.Sha256Of(path);
            if (found != entry.Sha256)
            {
                throw new DamagedDataException($"'{path}' has SHA-256 {found}, expected {entry.Sha256}. Record it again, or copy it again.");
            }
        }
    }

    /// <summary>The same recording with all frames in memory: as many bytes as its steps have pixels. An episode may have up to 2 GiB.</summary>
    /// <exception cref="DamagedDataException">A shard is damaged.</exception>
    public RecordingStore InMemory(CancellationToken cancellation)
    {
        var episodes = new List<RecordedEpisode>();
        foreach (var episode in Episodes)
        {
            cancellation.ThrowIfCancellationRequested();
            episodes.Add(episode.InMemory());
        }

        return new RecordingStore(Directory, Manifest, episodes);
    }

    /// <summary>
    /// The same recording as somebody who knows its frames alone would have it: every action is the one that a shard of labels tells. Its identity
    /// is another one.
    /// </summary>
    /// <param name="labels">Folder of the shards, as labelling this recording writes them.</param>
    /// <exception cref="DamagedDataException">A shard is missing, damaged, of another recording or another model's than the rest.</exception>
    public RecordingStore WithLabels(string labels)
    {
        string? author = null;
        var episodes = new RecordedEpisode[Episodes.Count];
        for (var i = 0; i < episodes.Length; i++)
        {
            var entry = Manifest.Episodes[i];
            var path = LabelRun.PathOf(labels, Path.GetFileNameWithoutExtension(entry.File));
            var shard = LabelShard.Read(path);
            if (shard.Header.SourceSha256 != entry.Sha256)
            {
                throw new DamagedDataException($"'{path}' labels another recording's '{shard.Header.Source}', not the one in '{Directory}'. Label this one.");
            }

            author ??= shard.Header.Author();
            if (shard.Header.Author() != author)
            {
                throw new DamagedDataException($"'{path}' is told by {shard.Header.Author()}, the shards before it by {author}. Label all with one model, in one way.");
            }

            episodes[i] = Episodes[i].WithActions([.. shard.Labels.Select(label => label.Action)]);
        }

        var manifest = Manifest with
        {
            LabelledBy = author,
            NullSteps = episodes.Sum(episode => Enumerable.Range(0, episode.Steps).LongCount(episode.IsNull)),
            PerturbedSteps = 0,
        };
        return new RecordingStore(Directory, manifest, episodes);
    }

    /// <summary>Writes the table of contents over a temporary name; with it the recording is finished.</summary>
    internal static void WriteManifest(string directory, RecordingManifest manifest) =>
        JsonFile.Write(Path.Combine(directory, ShardLayout.ManifestFile), manifest);

    /// <summary>Reads the table of contents.</summary>
    internal static RecordingManifest ReadManifest(string directory)
    {
        var path = Path.Combine(directory, ShardLayout.ManifestFile);
        if (!File.Exists(path))
        {
            throw new DirectoryNotFoundException($"'{directory}' holds no finished recording ({ShardLayout.ManifestFile} is not there). Make one with: rl data record --out {directory}");
        }

        RecordingManifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<RecordingManifest>(File.ReadAllBytes(path), ShardLayout.Json)
                ?? throw new DamagedDataException($"'{path}' is empty.");
        }
        catch (JsonException error)
        {
            throw new DamagedDataException($"'{path}' cannot be read: {error.Message}", error);
        }

        if (manifest.FormatVersion != RecordingHeader.CurrentFormat)
        {
            throw new DamagedDataException($"'{path}' has format {manifest.FormatVersion}; this version reads {RecordingHeader.CurrentFormat}.");
        }

        return manifest;
    }

    /// <summary>Opens a listed shard, and checks that it is the one that is listed.</summary>
    internal static RecordedEpisode OpenShard(string directory, RecordingManifest manifest, int index)
    {
        var entry = manifest.Episodes[index];
        if (Path.GetFileName(entry.File) != entry.File)
        {
            throw new DamagedDataException($"The manifest in '{directory}' names '{entry.File}', which is no plain file name.");
        }

        var path = Path.Combine(directory, entry.File);
        var episode = RecordedEpisode.Open(path);
        var header = episode.Header;
        if (new FileInfo(path).Length != entry.Bytes || header.Steps != entry.Steps || header.WorldSeed != entry.WorldSeed
            || header.SpacesHash != manifest.SpacesHash || header.FrameHeight != manifest.FrameHeight || header.FrameWidth != manifest.FrameWidth)
        {
            throw new DamagedDataException(
                $"'{path}' is not the shard that the manifest lists (episode {index}, world {entry.WorldSeed}, {entry.Steps} steps). Do the files come from two recordings?");
        }

        return episode;
    }
}
