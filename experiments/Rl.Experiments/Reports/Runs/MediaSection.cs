using System.Globalization;

namespace Rl.Experiments.Reports.Runs;

/// <summary>What a run leaves to be looked at: videos, or pictures of an episode where there was no encoder, and plots.</summary>
public static class MediaSection
{
    private const string Png = "image/png";

    /// <summary>Pictures that stand for an episode.</summary>
    private const int PicturesOfEpisode = 6;

    /// <summary>The section; empty where nothing is there.</summary>
    public static ReportSection Of(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        IEnumerable<ReportBlock> films = run.Films.Select(path => new FilmFigure($"video {Path.GetFileName(path)}", path));
        var plots = run.Plots.Select(path => Picture(Path.GetFileNameWithoutExtension(path), path));
        return new ReportSection("Pictures and videos", [.. films, .. run.PictureFolders.SelectMany(Episode), .. plots]);
    }

    private static IEnumerable<PictureFigure> Episode(string folder)
    {
        var frames = Directory.GetFiles(folder, "*.png").Order(StringComparer.Ordinal).ToArray();
        var shown = Math.Min(PicturesOfEpisode, frames.Length);
        for (var i = 0; i < shown; i++)
        {
            var frame = shown == 1 ? 0 : (int)((long)i * (frames.Length - 1) / (shown - 1));
            yield return Picture(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(folder)}, frame {frame + 1} of {frames.Length}"), frames[frame]);
        }
    }

    private static PictureFigure Picture(string caption, string path) => new(caption, Png, File.ReadAllBytes(path));
}
