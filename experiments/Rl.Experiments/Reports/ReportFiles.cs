namespace Rl.Experiments.Reports;

/// <summary>Leaves a report in a folder: <c>report.html</c> by itself, <c>report.md</c> with its charts and pictures in <c>report-files</c>.</summary>
public static class ReportFiles
{
    private const string FilesName = "report-files";

    /// <summary>Writes both forms; what an earlier report left there is replaced. Each file appears whole or not at all.</summary>
    /// <param name="document">The report.</param>
    /// <param name="folder">Where it goes; made if it is not there.</param>
    /// <returns>The page and the text.</returns>
    public static (string Html, string Markdown) Write(ReportDocument document, string folder)
    {
        ArgumentNullException.ThrowIfNull(document);
        folder = Path.GetFullPath(folder);
        var markdown = new MarkdownWriter(folder, FilesName);
        var (text, page) = (markdown.Write(document), new HtmlWriter(folder).Write(document));
        var files = Directory.CreateDirectory(Path.Combine(folder, FilesName));
        foreach (var (name, content) in markdown.Files)
        {
            WholeFile.Write(Path.Combine(files.FullName, name), content.ToArray());
        }

        foreach (var stale in files.GetFiles().Where(file => !markdown.Files.ContainsKey(file.Name)))
        {
            stale.Delete();
        }

        var (html, md) = (Path.Combine(folder, "report.html"), Path.Combine(folder, "report.md"));
        WholeFile.Write(md, text);
        WholeFile.Write(html, page);
        return (html, md);
    }

    /// <summary>How a file is named from a folder, as a page's link.</summary>
    public static string Link(string folder, string path) =>
        string.Join('/', Path.GetRelativePath(Path.GetFullPath(folder), Path.GetFullPath(path)).Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));
}
