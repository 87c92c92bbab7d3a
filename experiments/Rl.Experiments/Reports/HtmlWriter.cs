using System.Globalization;
using System.Xml.Linq;
using Rl.Experiments.Reports.Charts;

namespace Rl.Experiments.Reports;

/// <summary>
/// Writes a report as one page of HTML that needs nothing else: charts, pictures and short videos lie within it, there is no script, and it follows
/// the reader's choice of light or dark. The page is well-formed XML too.
/// </summary>
/// <param name="folder">The folder in which the page will lie; what is linked is named from there.</param>
public sealed class HtmlWriter(string folder)
{
    /// <summary>Videos up to this size are put into the page; larger ones are linked.</summary>
    public const long MostInlinedBytes = 2 << 20;

    private const string Css =
        "body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}main{max-width:62rem;margin:0 auto;padding:1rem}"
        + "h1{font-size:1.6rem;line-height:1.25;overflow-wrap:anywhere}h2{font-size:1.2rem;margin-top:2.2rem;border-bottom:1px solid var(--grid);padding-bottom:.2rem}"
        + ".charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,25rem),1fr));gap:1rem;margin:1rem 0}.chart{display:block;width:100%;height:auto}"
        + ".wide{overflow-x:auto}table{border-collapse:collapse;font-size:.92rem;font-variant-numeric:tabular-nums}th,td{padding:.25rem .7rem;border-bottom:1px solid var(--grid);text-align:left}"
        + "th{color:var(--soft);font-weight:600}.figures th,.figures td{white-space:nowrap}.number{text-align:right}pre{overflow-x:auto;padding:.8rem;border:1px solid var(--grid);border-radius:6px;font-size:.85rem}"
        + ".verdict{border-left:5px solid var(--soft);padding:.4rem .9rem;margin:.8rem 0;background:color-mix(in srgb,var(--grid) 35%,transparent)}.better{border-color:var(--s2)}.worse{border-color:var(--s1)}"
        + "summary{cursor:pointer;color:var(--soft)}figure{margin:0}figcaption{color:var(--soft);font-size:.9rem}img,video{max-width:100%;image-rendering:pixelated}";

    /// <summary>The page.</summary>
    public string Write(ReportDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var head = new XElement(
            "head",
            new XElement("meta", new XAttribute("charset", "utf-8")),
            new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
            new XElement("title", document.Title),
            new XElement("style", ChartPalette.Css + Css));
        var sections = document.Sections.Where(section => section.Blocks.Count > 0)
            .Select(section => new XElement("section", new XElement("h2", section.Title), Blocks(section.Blocks)));
        var page = new XElement(
            "html",
            new XAttribute("lang", "en"),
            head,
            new XElement("body", new XElement("main", new XElement("h1", document.Title), Blocks(document.Summary), sections)));
        return "<!DOCTYPE html>\n" + page.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    /// <summary>Charts and pictures that follow one another share a grid.</summary>
    private IEnumerable<XElement> Blocks(IReadOnlyList<ReportBlock> blocks)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            if (!IsTile(blocks[i]))
            {
                yield return Block(blocks[i]);
                continue;
            }

            var tiles = blocks.Skip(i).TakeWhile(IsTile).ToArray();
            yield return new XElement("div", new XAttribute("class", "charts"), tiles.Select(Block));
            i += tiles.Length - 1;
        }
    }

    private static bool IsTile(ReportBlock block) => block is ChartFigure or PictureFigure or FilmFigure;

    private XElement Block(ReportBlock block) => block switch
    {
        Paragraph paragraph => new XElement("p", paragraph.Text),
        Verdict verdict => new XElement("p", new XAttribute("class", $"verdict {verdict.Kind.ToString().ToLowerInvariant()}"), verdict.Text),
        Listing { Summary: null } listing => new XElement("pre", listing.Text),
        Listing listing => new XElement("details", new XElement("summary", listing.Summary), new XElement("pre", listing.Text)),
        ReportTable table => Table(table),
        ChartFigure figure => new XElement("figure", figure.Chart.Draw()),
        PictureFigure picture => new XElement(
            "figure",
            new XElement("img", new XAttribute("src", DataUri(picture.MediaType, picture.Content.Span)), new XAttribute("alt", picture.Caption)),
            new XElement("figcaption", picture.Caption)),
        FilmFigure film => Film(film),
        _ => throw new ArgumentException($"A page cannot show a {block.GetType().Name}.", nameof(block)),
    };

    private XElement Film(FilmFigure film)
    {
        var file = new FileInfo(film.Path);
        if (file.Exists && file.Length <= MostInlinedBytes)
        {
            var source = DataUri("video/mp4", File.ReadAllBytes(film.Path));
            return new XElement(
                "figure",
                new XElement("video", new XAttribute("controls", ""), new XAttribute("preload", "metadata"), new XAttribute("src", source), ""),
                new XElement("figcaption", film.Caption));
        }

        return new XElement("figure", new XElement("a", new XAttribute("href", ReportFiles.Link(folder, film.Path)), film.Caption));
    }

    private static XElement Table(ReportTable table)
    {
        var head = new XElement("thead", new XElement("tr", table.Columns.Select(column => Cell("th", column, column.Title))));
        var rows = table.Rows.Select(row => new XElement("tr", row.Zip(table.Columns, (text, column) => Cell("td", column, text))));
        return new XElement(
            "div",
            new XAttribute("class", table.Columns.Any(column => column.IsNumber) ? "wide figures" : "wide"),
            new XElement("table", head, new XElement("tbody", "", rows)));
    }

    private static XElement Cell(string name, TableColumn column, string text) =>
        new(name, column.IsNumber ? new XAttribute("class", "number") : null, text);

    private static string DataUri(string mediaType, ReadOnlySpan<byte> bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"data:{mediaType};base64,{Convert.ToBase64String(bytes)}");
}
