using System.Text.Json;
using Rl.Pretrain.Recordings;

namespace Rl.Pretrain.Filming;

/// <summary>The table of contents of filmed play; written last, so that a folder without one was interrupted.</summary>
public sealed record FilmingManifest
{
    /// <summary>Name of the file, in the recordings' folder.</summary>
    public const string FileName = "recordings.json";

    /// <summary>The format that this version writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Format of the folder.</summary>
    public int FormatVersion { get; init; } = CurrentFormat;

    /// <summary>Version of the program that recorded.</summary>
    public required string Recorder { get; init; }

    /// <summary>Name of the world: <c>compact</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>Name of the player: <c>prospector</c>.</summary>
    public required string Expert { get; init; }

    /// <summary>The seed from which the worlds were drawn.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Rows of a frame.</summary>
    public required int FrameHeight { get; init; }

    /// <summary>Columns of a frame.</summary>
    public required int FrameWidth { get; init; }

    /// <summary>Frames a second.</summary>
    public required int FramesPerSecond { get; init; }

    /// <summary>Steps of all episodes.</summary>
    public required long Steps { get; init; }

    /// <summary>The episodes, in order.</summary>
    public required IReadOnlyList<FilmedEpisode> Episodes { get; init; }

    /// <summary>True if a folder holds finished filmed play.</summary>
    public static bool Exists(string directory) => File.Exists(Path.Combine(directory, FileName));

    /// <summary>Reads a folder's table of contents.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    /// <exception cref="DamagedDataException">It is damaged, or of another format.</exception>
    public static FilmingManifest Read(string directory)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
        {
            throw new DirectoryNotFoundException($"'{directory}' holds no finished recordings ({FileName} is not there). Make some with: rl data record --videos --out {directory}");
        }

        try
        {
            var manifest = JsonSerializer.Deserialize<FilmingManifest>(File.ReadAllBytes(path), ShardLayout.Json);
            return manifest is { FormatVersion: CurrentFormat }
                ? manifest
                : throw new DamagedDataException($"'{path}' has format {manifest?.FormatVersion}; this version reads {CurrentFormat}.");
        }
        catch (JsonException error)
        {
            throw new DamagedDataException($"'{path}' cannot be read: {error.Message} Run the recording again: what is finished stays.", error);
        }
    }

    /// <summary>Writes the table of contents.</summary>
    internal void Write(string directory) => JsonFile.Write(Path.Combine(directory, FileName), this);
}
