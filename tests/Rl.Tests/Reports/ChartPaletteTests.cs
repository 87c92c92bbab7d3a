using System.Globalization;
using System.Text.RegularExpressions;
using Rl.Experiments.Reports.Charts;

namespace Rl.Tests.Reports;

public sealed partial class ChartPaletteTests
{
    [Test]
    public void Every_series_stands_out_from_its_paper()
    {
        // WCAG 2.2, 1.4.11: 3 to 1 for what has to be seen.
        Assert.That(ChartPalette.Light.Select(color => Contrast(color, ChartPalette.LightPaper)), Is.All.GreaterThan(4.5));
        Assert.That(ChartPalette.Dark.Select(color => Contrast(color, ChartPalette.DarkPaper)), Is.All.GreaterThan(4.5));
    }

    [Test]
    public void Text_can_be_read_in_light_and_dark()
    {
        // WCAG 2.2, 1.4.3: 4.5 to 1 for text; --soft is the dimmest of it.
        var soft = SoftPattern().Matches(ChartPalette.Css).Select(match => match.Groups[1].Value).ToArray();

        Assert.That(Contrast(ChartPalette.LightInk, ChartPalette.LightPaper), Is.GreaterThan(7));
        Assert.That(Contrast(ChartPalette.DarkInk, ChartPalette.DarkPaper), Is.GreaterThan(7));
        Assert.That(soft, Has.Length.EqualTo(2));
        Assert.That(Contrast(soft[0], ChartPalette.LightPaper), Is.GreaterThan(4.5));
        Assert.That(Contrast(soft[1], ChartPalette.DarkPaper), Is.GreaterThan(4.5));
    }

    [Test]
    public void Light_and_dark_have_the_same_series() => Assert.That(ChartPalette.Dark, Has.Count.EqualTo(ChartPalette.Light.Count));

    private static double Contrast(string a, string b)
    {
        var (one, other) = (Luminance(a), Luminance(b));
        return (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);
    }

    private static double Luminance(string color)
    {
        var channels = Enumerable.Range(0, 3).Select(i => int.Parse(color.AsSpan(1 + (2 * i), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(value => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * channels[0]) + (0.7152 * channels[1]) + (0.0722 * channels[2]);
    }

    [GeneratedRegex("--soft:(#[0-9a-f]{6})")]
    private static partial Regex SoftPattern();
}
