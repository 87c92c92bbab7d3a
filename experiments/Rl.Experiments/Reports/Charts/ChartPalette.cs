namespace Rl.Experiments.Reports.Charts;

/// <summary>
/// Colours of charts and page, for light and dark. The series' colours descend from Okabe and Ito's, which people of every kind of colour vision tell
/// apart, darkened or lightened until each stands out from its paper; series differ by dashes and markers besides.
/// </summary>
public static class ChartPalette
{
    /// <summary>The page's colour where the reader prefers light.</summary>
    public const string LightPaper = "#ffffff";

    /// <summary>The page's colour where the reader prefers dark.</summary>
    public const string DarkPaper = "#16191d";

    /// <summary>Text on <see cref="LightPaper"/>.</summary>
    public const string LightInk = "#1d2329";

    /// <summary>Text on <see cref="DarkPaper"/>.</summary>
    public const string DarkInk = "#e4e7eb";

    /// <summary>The series' colours on <see cref="LightPaper"/>; a seventh series begins anew.</summary>
    public static IReadOnlyList<string> Light { get; } = ["#0072b2", "#b5480f", "#007a5a", "#9a4c86", "#7a5c00", "#4d5663"];

    /// <summary>The same on <see cref="DarkPaper"/>.</summary>
    public static IReadOnlyList<string> Dark { get; } = ["#56b4e9", "#f0894a", "#2fc59a", "#e39bc8", "#e6b73c", "#b8bec6"];

    private static readonly string[] Dashes = ["none", "7 3", "2 3", "9 3 2 3", "4 2", "12 4"];

    /// <summary>The style sheet: colours as variables, and the classes of <see cref="SvgCanvas"/>.</summary>
    public static string Css { get; } = MakeCss();

    private static string MakeCss()
    {
        var series = string.Concat(Light.Select((_, i) =>
            $".chart .s{i}{{stroke:var(--s{i});fill:var(--s{i})}}.chart .line.s{i}{{fill:none;stroke-dasharray:{Dashes[i]}}}"));
        return $":root{{color-scheme:light dark;--paper:{LightPaper};--ink:{LightInk};--soft:#57606a;--grid:#d9dee3;{Variables(Light)}}}"
            + $"@media (prefers-color-scheme:dark){{:root{{--paper:{DarkPaper};--ink:{DarkInk};--soft:#a3acb6;--grid:#343b43;{Variables(Dark)}}}}}"
            + ".chart{font-family:system-ui,sans-serif;font-size:12.5px}.chart text{fill:var(--ink);stroke:none}.chart .title{font-size:14px;font-weight:600}"
            + ".chart .soft{fill:var(--soft)}.chart .paper{fill:var(--paper)}.chart .grid{stroke:var(--grid);stroke-width:1}.chart .axis{stroke:var(--soft);stroke-width:1}"
            + ".chart .line{stroke-width:1.8;stroke-linejoin:round}.chart .whisker{stroke-width:1.6}.chart .band{stroke:none;opacity:.18}"
            + series;
    }

    private static string Variables(IEnumerable<string> colors) => string.Concat(colors.Select((color, i) => $"--s{i}:{color};"));
}
