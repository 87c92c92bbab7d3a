using System.Globalization;
using System.Xml.Linq;
using Rl.Env.Seeds;
using Rl.Env.Tasks;
using Rl.Experiments.Reports.Charts;
using Rl.Workers.Evaluation;

namespace Rl.Tests.Reports;

public sealed class ChartTests
{
    private static readonly ChartAxis Plain = new("quantity");

    private static IEnumerable<Chart> Charts()
    {
        var random = new SeededRandom(11);
        for (var i = 0; i < 40; i++)
        {
            var (scale, length) = (Math.Pow(10, random.Next(12) - 5), 1 + random.Next(500));
            var series = Enumerable.Range(0, 1 + random.Next(7)).Select(s => new LineSeries($"series {s}", [.. Enumerable.Range(0, length).Select(_ => Point(random, scale))]));
            yield return new LineChart("curves", Plain, Plain with { IsShare = i % 2 == 0 }, [.. series.Select(one => one with { Points = [.. one.Points.OrderBy(point => point.X)] })]);

            string[] names = [.. Enumerable.Range(0, 1 + random.Next(4)).Select(s => $"a stage of some length, number {s}")];
            IntervalRow[] rows = [.. Enumerable.Range(0, random.Next(16)).Select(r => new IntervalRow($"row_{r}", [.. names.Select(_ => Mark(random, scale))]))];
            yield return new IntervalChart("intervals", Plain, names, rows);
            yield return new BarChart("bars", Plain, names, rows);
        }

        yield return new LineChart("nothing", Plain, Plain, []);
        yield return new LineChart("one", Plain, Plain, [new LineSeries("a", [new ChartPoint(3, 0)])]);
        yield return new LineChart("no numbers", Plain, Plain, [new LineSeries("a", [new ChartPoint(double.NaN, 1), new ChartPoint(1, double.PositiveInfinity)])]);
        yield return LadderChart.Of([("a", Sample(1, 0, 2)), ("b", Sample(3, 3, 3))]);
    }

    [Test]
    public void All_of_a_chart_lies_within_its_frame()
    {
        foreach (var picture in Charts().Select(chart => XDocument.Parse(chart.ToFile()).Root!))
        {
            var size = picture.Attribute("viewBox")!.Value.Split(' ').Select(Number).ToArray();
            var outside = picture.Elements().Where(shape => shape.Name.LocalName is not ("style" or "title")).Where(
                shape => Corners(shape).Any(corner => corner.X < -0.1 || corner.Y < -0.1 || corner.X > size[2] + 0.1 || corner.Y > size[3] + 0.1));

            Assert.That(outside, Is.Empty);
        }
    }

    [Test]
    public void A_curve_ends_where_its_values_say()
    {
        var chart = new LineChart("t", new ChartAxis("x"), new ChartAxis("y"), [new LineSeries("a", [new ChartPoint(0, 0), new ChartPoint(5, 10), new ChartPoint(10, 0)])]);

        var points = Shapes(chart, "polyline").Single().Attribute("points")!.Value.Split(' ').Select(pair => pair.Split(',').Select(Number).ToArray()).ToArray();
        var rows = Shapes(chart, "line").Where(line => line.Attribute("class")!.Value == "grid").Select(line => Number(line.Attribute("y1")!.Value)).ToArray();

        Assert.That(points[1][0], Is.EqualTo((points[0][0] + points[2][0]) / 2).Within(0.1), "5 lies in the middle of 0 and 10");
        Assert.That(points[0][1], Is.EqualTo(rows.Max()).Within(0.1), "0 lies on the lowest line");
        Assert.That(points[1][1], Is.EqualTo(rows.Min()).Within(0.1), "10 lies on the highest");
    }

    [Test]
    public void A_long_curve_is_thinned_to_means()
    {
        var points = Enumerable.Range(0, 10_000).Select(i => new ChartPoint(i, i % 2)).ToArray();

        var drawn = Shapes(new LineChart("t", Plain, Plain, [new LineSeries("a", points)]), "polyline").Single().Attribute("points")!.Value.Split(' ');

        Assert.That(drawn, Has.Length.LessThanOrEqualTo(LineChart.MostPoints));
        Assert.That(drawn.Select(pair => pair.Split(',')[1]).Distinct(), Has.Exactly(1).Items, "each is the mean of zeros and ones");
    }

    [Test]
    public void The_ladder_shows_every_rung_with_wilsons_interval()
    {
        var chart = LadderChart.Of([("a", Sample(1, 0, 2, 5))]);

        Assert.That(chart.Rows.Select(row => row.Label), Is.EqualTo(Ladder.Rungs.Select(rung => rung.Key)));
        Assert.That(chart.Rows[0].Marks[0], Is.EqualTo(new IntervalMark(0.75, Statistics.Wilson(3, 4).Low, Statistics.Wilson(3, 4).High)));
    }

    [Test]
    public void Names_and_titles_are_text_and_nothing_else()
    {
        var chart = new BarChart("a < b & \"c\"", Plain, [""], [new IntervalRow("<script>", [new IntervalMark(1)])]);

        Assert.That(Shapes(chart, "text").Select(text => text.Value), Does.Contain("a < b & \"c\"").And.Contain("<script>"));
    }

    private static ChartPoint Point(SeededRandom random, double scale)
    {
        var y = (random.NextDouble() - 0.3) * scale;
        return new ChartPoint(random.NextDouble() * scale * 100, y, y - (random.NextDouble() * scale), y + (random.NextDouble() * scale));
    }

    private static IntervalMark? Mark(SeededRandom random, double scale)
    {
        var value = (random.NextDouble() - 0.5) * scale;
        return random.Next(5) == 0 ? null : new IntervalMark(value, value - (random.NextDouble() * scale), value + (random.NextDouble() * scale));
    }

    private static IEnumerable<XElement> Shapes(Chart chart, string name) => chart.Draw().Elements().Where(shape => shape.Name.LocalName == name);

    private static IEnumerable<(double X, double Y)> Corners(XElement shape)
    {
        double At(string name) => Number(shape.Attribute(name)?.Value ?? "0");
        switch (shape.Name.LocalName)
        {
            case "line":
                return [(At("x1"), At("y1")), (At("x2"), At("y2"))];
            case "rect":
                return [(At("x"), At("y")), (At("x") + At("width"), At("y") + At("height"))];
            case "circle":
                return [(At("cx") - At("r"), At("cy") - At("r")), (At("cx") + At("r"), At("cy") + At("r"))];
            case "text":
                var width = SvgCanvas.WidthOf(shape.Value);
                var left = shape.Attribute("text-anchor")!.Value switch { "end" => At("x") - width, "middle" => At("x") - (width / 2), _ => At("x") };
                return [(left, At("y") - 10), (left + width, At("y") + 3)];
            default:
                return shape.Attribute("points")!.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split(',')).Select(pair => (Number(pair[0]), Number(pair[1])));
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static EvaluationResult Sample(params int[] logs) => new(
        1200, [.. logs.Select((count, i) => new EpisodeResult(1_000_000 + i, count / 8.0, 1200, [count, .. new long[Ladder.Rungs.Count - 1]]))]);
}
