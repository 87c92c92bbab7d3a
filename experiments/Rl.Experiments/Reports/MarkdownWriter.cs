using System.Globalization;
using System.Text;

namespace Rl.Experiments.Reports;

/// <summary>Writes a report as Markdown beside the files of its charts and pictures.</summary>
/// <param name="folder">The folder in which the text will lie; what is linked is named from there.</param>
/// <param name="filesName">Name of the folder beside it that takes charts and pictures.</param>
public sealed class MarkdownWriter(string folder, string filesName)
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _files = new(StringComparer.Ordinal);

    /// <summary>The charts and pictures that the text shows, by their names in the files' folder.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files => _files;

    /// <summary>The text.</summary>
    public string Write(ReportDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        _files.Clear();
        var text = new StringBuilder($"# {Escape(document.Title)}\n\n");
        Append(text, document.Summary);
        foreach (var section in document.Sections.Where(section => section.Blocks.Count > 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"## {Escape(section.Title)}\n\n");
            Append(text, section.Blocks);
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private void Append(StringBuilder text, IReadOnlyList<ReportBlock> blocks)
    {
        foreach (var block in blocks)
        {
            text.Append(Block(block)).Append("\n\n");
        }
    }

    private string Block(ReportBlock block) => block switch
    {
        Paragraph paragraph => Escape(paragraph.Text),
        Verdict verdict => $"> {Escape(verdict.Text)}",
        Listing { Summary: null } listing => Fenced(listing.Text),
        Listing listing => $"<details><summary>{System.Net.WebUtility.HtmlEncode(listing.Summary)}</summary>\n\n{Fenced(listing.Text)}\n\n</details>",
        ReportTable table => Table(table),
        ChartFigure figure => Image(figure.Chart.Title, "svg", Encoding.UTF8.GetBytes(figure.Chart.ToFile())),
        PictureFigure picture => Image(picture.Caption, picture.MediaType[(picture.MediaType.IndexOf('/', StringComparison.Ordinal) + 1)..], picture.Content),
        FilmFigure film => $"[{Escape(film.Caption)}]({ReportFiles.Link(folder, film.Path)})",
        _ => throw new ArgumentException($"Markdown cannot show a {block.GetType().Name}.", nameof(block)),
    };

    private string Image(string caption, string extension, ReadOnlyMemory<byte> content)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{_files.Count + 1:D2}-{Slug(caption)}.{extension}");
        _files.Add(name, content);
        return $"![{Escape(caption)}]({filesName}/{name})";
    }

    private static string Table(ReportTable table)
    {
        var text = new StringBuilder();
        Row(table.Columns.Select(column => Escape(column.Title)));
        Row(table.Columns.Select(column => column.IsNumber ? "---:" : "---"));
        foreach (var row in table.Rows)
        {
            Row(row.Select(Escape));
        }

        return text.ToString().TrimEnd('\n');

        void Row(IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
    }

    /// <summary>A fence longer than any run of backticks within.</summary>
    private static string Fenced(string content)
    {
        var fence = "```";
        while (content.Contains(fence, StringComparison.Ordinal))
        {
            fence += "`";
        }

        return $"{fence}\n{content.TrimEnd('\n')}\n{fence}";
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in text)
        {
            if (character is '\\' or '`' or '*' or '_' or '|' or '[' or ']' or '<' or '#')
            {
                escaped.Append('\\');
            }

            escaped.Append(character == '\n' ? ' ' : character);
        }

        return escaped.ToString();
    }

    private static string Slug(string caption)
    {
        var words = new string([.. caption.ToLowerInvariant().Select(character => char.IsAsciiLetterOrDigit(character) ? character : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var slug = string.Join('-', words);
        return slug.Length <= 48 ? slug : slug[..48].TrimEnd('-');
    }
}
