// Draws the table of experiments/pretraining/run: dotnet run experiments/pretraining/table.cs -- [experiments/results/pretraining]
// Reads quality.jsonl there; leaves quality.csv, and quality.svg (key F1 and mouse R² over minutes of labelled play). Prints what data the causal policy
// would need to be as good as the inverse dynamics model.
#:property PublishAot=false
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

var folder = args.Length > 0 ? args[0] : "experiments/results/pretraining";
var rows = File.ReadLines(Path.Combine(folder, "quality.jsonl")).Where(line => line.Length > 0).Select(Row.Parse)
    .OrderBy(row => row.Model, StringComparer.Ordinal).ThenBy(row => row.Minutes).ThenBy(row => row.Seed).ThenBy(row => row.Updates).ToArray();
var usual = rows.Min(row => row.Updates); // What the curves compare; whoever learned for longer is drawn hollow.
string[] models = ["inverse dynamics", "causal policy"];
string[] colours = ["#1b6ca8", "#c77700"];
(string Title, Func<Row, double> Of)[] figures = [("key F1", row => row.F1), ("mouse R²", row => row.R2)];

var keys = rows.SelectMany(row => row.Keys.Keys).Distinct().ToArray();
var csv = new StringBuilder($"model,minutes,seed,updates,frames,key_f1,key_accuracy,mouse_r2,pitch_r2,yaw_r2,{string.Join(',', keys.Select(key => $"f1_{key.ToLowerInvariant()}"))}\n");
foreach (var row in rows)
{
    csv.Append(CultureInfo.InvariantCulture, $"{row.Model},{row.Minutes},{row.Seed},{row.Updates},{row.Frames},{row.F1:F4},{row.Accuracy:F4},{row.R2:F4},{row.Pitch:F4},{row.Yaw:F4},");
    csv.AppendJoin(',', keys.Select(key => row.Keys.GetValueOrDefault(key)?.ToString("F4", CultureInfo.InvariantCulture))).Append('\n');
}

File.WriteAllText(Path.Combine(folder, "quality.csv"), csv.ToString());
File.WriteAllText(Path.Combine(folder, "quality.svg"), Draw());

foreach (var (title, of) in figures)
{
    var (model, policy) = (Curve(models[0], of), Curve(models[1], of));
    foreach (var (minutes, value) in model)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title} {value:F3} of {minutes} labelled minutes: {Needed(policy, value, minutes)}"));
    }
}

return 0;

// Means over seeds.
(double Minutes, double Value)[] Curve(string model, Func<Row, double> of) =>
    [.. rows.Where(row => row.Model == model && row.Updates == usual).GroupBy(row => row.Minutes).OrderBy(group => group.Key).Select(group => (group.Key, group.Average(of)))];

// Where a curve reaches a value, between its points on a logarithmic axis.
static string Needed((double Minutes, double Value)[] curve, double value, double minutes)
{
    for (var i = 0; i < curve.Length; i++)
    {
        if (curve[i].Value >= value)
        {
            var at = i == 0 ? curve[0].Minutes
                : Math.Exp(Math.Log(curve[i - 1].Minutes)
                    + ((value - curve[i - 1].Value) / (curve[i].Value - curve[i - 1].Value) * Math.Log(curve[i].Minutes / curve[i - 1].Minutes)));
            return string.Create(CultureInfo.InvariantCulture, $"the causal policy needs {(i == 0 ? "at most " : "")}{at:F1} minutes, {at / minutes:F1} times the data");
        }
    }

    return curve.Length == 0 ? "no causal policy was measured"
        : string.Create(CultureInfo.InvariantCulture, $"the causal policy does not reach it with {curve[^1].Minutes} minutes ({curve[^1].Value:F3}), so more than {curve[^1].Minutes / minutes:F1} times the data");
}

string Draw()
{
    var mostMinutes = rows.Max(row => row.Minutes);
    const int Width = 360, Height = 320, Left = 55, Right = 15, Top = 35, Bottom = 50;
    var svg = new StringBuilder();
    Line($"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {Width * figures.Length} {Height}' font-family='sans-serif' font-size='12'>");
    Line($"<rect width='{Width * figures.Length}' height='{Height}' fill='white'/>");
    for (var panel = 0; panel < figures.Length; panel++)
    {
        var (title, of) = figures[panel];
        var lowest = Math.Min(0, Math.Floor(rows.Min(of) * 5) / 5);
        double X(double minutes) => (panel * Width) + Left + (Math.Log(minutes) / Math.Log(mostMinutes) * (Width - Left - Right));
        double Y(double value) => Height - Bottom - ((value - lowest) / (1 - lowest) * (Height - Top - Bottom));
        Line($"<text x='{(panel * Width) + (Width / 2)}' y='20' text-anchor='middle' font-size='14'>{title} on held-out play</text>");
        for (var value = lowest; value <= 1 + 1e-9; value += 0.2)
        {
            Line($"<line x1='{(panel * Width) + Left}' x2='{((panel + 1) * Width) - Right}' y1='{Y(value):F1}' y2='{Y(value):F1}' stroke='#ddd'/>");
            Line($"<text x='{(panel * Width) + Left - 8}' y='{Y(value) + 4:F1}' text-anchor='end'>{Math.Round(value, 1) + 0.0:F1}</text>");
        }

        foreach (var minutes in rows.Select(row => row.Minutes).Distinct())
        {
            Line($"<text x='{X(minutes):F1}' y='{Height - Bottom + 18}' text-anchor='middle'>{minutes}</text>");
        }

        Line($"<text x='{(panel * Width) + ((Width + Left) / 2)}' y='{Height - 10}' text-anchor='middle'>minutes of labelled play</text>");
        for (var model = 0; model < models.Length; model++)
        {
            var points = string.Join(' ', Curve(models[model], of).Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.Minutes):F1},{Y(point.Value):F1}")));
            Line($"<polyline points='{points}' fill='none' stroke='{colours[model]}' stroke-width='2'/>");
            foreach (var row in rows.Where(row => row.Model == models[model]))
            {
                Line($"<circle cx='{X(row.Minutes):F1}' cy='{Y(of(row)):F1}' r='3' fill='{(row.Updates == usual ? colours[model] : "white")}' stroke='{colours[model]}'/>");
            }

            if (panel == 0)
            {
                Line($"<line x1='{Width - 150}' x2='{Width - 130}' y1='{Height - 100 + (20 * model)}' y2='{Height - 100 + (20 * model)}' stroke='{colours[model]}' stroke-width='3'/>");
                Line($"<text x='{Width - 124}' y='{Height - 96 + (20 * model)}'>{models[model]}</text>");
            }
        }
    }

    return svg.Append("</svg>\n").ToString();

    void Line(FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}

internal sealed record Row(
    string Model, double Minutes, int Seed, int Updates, long Frames, double F1, double Accuracy, double R2, double Pitch, double Yaw, IReadOnlyDictionary<string, double?> Keys)
{
    public static Row Parse(string line)
    {
        var row = JsonNode.Parse(line)!;
        var figures = row["figures"]!;
        var keys = figures["keys"]!.AsArray().Where(key => key!["pressed"]!.GetValue<long>() > 0).ToDictionary(key => key!["key"]!.GetValue<string>(), key => Number(key!["f1"]));
        return new Row(
            row["model"]!.GetValue<string>(), row["minutes"]!.GetValue<double>(), row["seed"]!.GetValue<int>(), row["updates"]!.GetValue<int>(), figures["frames"]!.GetValue<long>(),
            Number(figures["microF1"]) ?? double.NaN, Number(figures["keyAccuracy"]) ?? double.NaN, Number(figures["mouseR2"]) ?? double.NaN,
            Number(figures["pitchR2"]) ?? double.NaN, Number(figures["yawR2"]) ?? double.NaN, keys);
    }

    private static double? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;
}
