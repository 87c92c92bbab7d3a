using System.Text;
using System.Xml.Linq;
using Rl.Experiments.Reports;
using Rl.Experiments.Reports.Charts;
using Rl.Tests.Workers;

namespace Rl.Tests.Reports;

public sealed class ReportWriterTests
{
    private static readonly ReportDocument Sample = new(
        "A <run> & its *result*",
        [new Verdict(VerdictKind.Open, "b did not improve on a")],
        [
            new ReportSection("First", [
                new Paragraph("1 < 2 | _x_"),
                new Listing("./rl train --preset 'quick'"),
                new Listing("{ \"a\": 1 }\n```", "all settings"),
                new ReportTable([new("rung"), new("k", IsNumber: true)], [["log|s", "3"], ["<b>", ""]]),
                new ChartFigure(new BarChart("Bars", new ChartAxis("x"), ["", ""], [new IntervalRow("r", [new IntervalMark(1), null])])),
                new PictureFigure("a frame", "image/png", new byte[] { 1, 2, 3 }),
            ]),
            new ReportSection("Nothing to say", []),
        ]);

    [Test]
    public void The_page_is_well_formed_and_needs_nothing_from_elsewhere()
    {
        var page = Page(new HtmlWriter(".").Write(Sample));

        Assert.That(page.Descendants().Select(element => element.Name.LocalName), Has.None.AnyOf("script", "link", "iframe"));
        Assert.That(Values(page, "src"), Is.EqualTo(new[] { "data:image/png;base64,AQID" }));
        Assert.That(Values(page, "href"), Is.Empty);
        Assert.That(page.ToString(), Does.Not.Contain("url(").And.Not.Contain("@import"));
        Assert.That(page.ToString().Split("http").Skip(1), Is.All.StartsWith("://www.w3.org/2000/svg"), "the only address is the name of SVG");
    }

    [Test]
    public void The_page_follows_light_and_dark_and_the_width_of_a_phone()
    {
        var page = new HtmlWriter(".").Write(Sample);

        Assert.That(page, Does.Contain("prefers-color-scheme:dark").And.Contain("width=device-width"));
        Assert.That(page, Does.Not.Contain("&gt;{").And.Not.Contain("&amp;{"), "a style sheet is no XML: it must not need escapes");
    }

    [Test]
    public void Text_stays_text_on_the_page()
    {
        var page = Page(new HtmlWriter(".").Write(Sample));

        Assert.That(page.Descendants("h1").Single().Value, Is.EqualTo("A <run> & its *result*"));
        Assert.That(page.Descendants("td").Select(cell => cell.Value), Is.EqualTo(new[] { "log|s", "3", "<b>", "" }));
        Assert.That(page.Descendants("h2").Select(heading => heading.Value), Is.EqualTo(new[] { "First" }), "a section of nothing is left out");
        Assert.That(new HtmlWriter(".").Write(Sample), Does.Not.Contain("<td />"), "HTML has no short form of an empty cell");
    }

    [Test]
    public void Text_stays_text_in_markdown()
    {
        var writer = new MarkdownWriter(".", "files");

        var text = writer.Write(Sample);

        Assert.That(text, Does.StartWith("# A \\<run> & its \\*result\\*\n\n> b did not improve on a\n"));
        Assert.That(text, Does.Contain("| rung | k |\n| --- | ---: |\n| log\\|s | 3 |\n| \\<b> |  |\n"));
        Assert.That(text, Does.Contain("````\n{ \"a\": 1 }\n```\n````"), "a fence longer than those within");
        Assert.That(text, Does.Contain("![Bars](files/01-bars.svg)").And.Contain("![a frame](files/02-a-frame.png)"));
        Assert.That(writer.Files["02-a-frame.png"].ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That(() => XDocument.Parse(Encoding.UTF8.GetString(writer.Files["01-bars.svg"].Span)), Throws.Nothing);
    }

    [Test]
    public void A_short_video_is_put_into_the_page_and_a_long_one_linked()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["short.mp4"], [1, 2, 3]);
        File.WriteAllBytes(folder["long one.mp4"], new byte[HtmlWriter.MostInlinedBytes + 1]);
        var document = new ReportDocument("videos", [], [new ReportSection("s", [new FilmFigure("short", folder["short.mp4"]), new FilmFigure("long", folder["long one.mp4"])])]);

        var page = Page(new HtmlWriter(folder["report"]).Write(document));

        Assert.That(page.Descendants("video").Single().Attribute("src")!.Value, Is.EqualTo("data:video/mp4;base64,AQID"));
        Assert.That(Values(page, "href"), Is.EqualTo(new[] { "../long%20one.mp4" }));
        Assert.That(new MarkdownWriter(folder["report"], "files").Write(document), Does.Contain("[long](../long%20one.mp4)"));
    }

    [Test]
    public void A_report_replaces_an_earlier_one_and_what_it_drew()
    {
        using var folder = new TemporaryFolder();
        ReportFiles.Write(Sample, folder["out"]);

        var (html, markdown) = ReportFiles.Write(Sample with { Sections = [new ReportSection("s", [new PictureFigure("other", "image/png", new byte[] { 9 })])] }, folder["out"]);

        Assert.That(File.ReadAllText(html), Does.Contain("base64,CQ=="));
        Assert.That(File.ReadAllText(markdown), Does.Contain("01-other.png"));
        Assert.That(Directory.GetFiles(folder["out/report-files"]).Select(Path.GetFileName), Is.EqualTo(new[] { "01-other.png" }));
        Assert.That(Directory.GetFiles(folder["out"]).Select(Path.GetFileName), Is.EquivalentTo(new[] { "report.html", "report.md" }));
    }

    [Test]
    public void An_uneven_table_is_refused() =>
        Assert.That(() => new ReportTable([new("a"), new("b")], [["1"]]), Throws.ArgumentException.With.Message.Contains("1 cells, expected 2"));

    private static XElement Page(string html)
    {
        Assert.That(html, Does.StartWith("<!DOCTYPE html>\n"));
        return XDocument.Parse(html["<!DOCTYPE html>\n".Length..]).Root!;
    }

    private static IEnumerable<string> Values(XElement page, string attribute) => page.Descendants().Attributes(attribute).Select(found => found.Value);
}
