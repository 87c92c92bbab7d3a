// Draws learning curves: dotnet run experiments/results/curves.cs -- FOLDER NAME=METRICS.jsonl [NAME=METRICS.jsonl ...]
// Leaves curves.csv (one line an iteration) and curves.svg (mean return of the last 100 episodes over frames) in FOLDER.
#:property PublishAot=false
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

if (args.Length < 2 || args.Skip(1).Any(arg => !arg.Contains('=')))
{
    Console.Error.WriteLine("curves: expected FOLDER NAME=METRICS.jsonl [NAME=METRICS.jsonl ...]");
    return 2;
}

string[] columns = ["iteration", "frames", "time", "charts/episodic_return", "milestones/log_rate", "losses/kl_to_prior", "losses/explained_variance", "losses/entropy"];
string[] colours = ["#1b6ca8", "#2a9d4a", "#c77700", "#888888", "#8e44ad", "#c0392b"];
var runs = args.Skip(1).Select(arg => (Name: arg[..arg.IndexOf('=')], Rows: Read(arg[(arg.IndexOf('=') + 1)..]))).ToArray();

var csv = new StringBuilder($"run,{string.Join(',', columns.Select(column => column.Split('/')[^1]))}\n");
foreach (var (name, rows) in runs)
{
    foreach (var row in rows)
    {
        csv.Append(name).Append(',').AppendJoin(',', columns.Select(column => Number(row, column)?.ToString("0.#####", CultureInfo.InvariantCulture))).Append('\n');
    }
}

File.WriteAllText(Path.Combine(args[0], "curves.csv"), csv.ToString());
File.WriteAllText(Path.Combine(args[0], "curves.svg"), Draw());
return 0;

static JsonObject[] Read(string path) => [.. File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonNode.Parse(line)!.AsObject())];

static double? Number(JsonObject row, string column) => row[column] is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;

string Draw()
{
    const int Width = 720, Height = 400, Left = 60, Right = 20, Top = 20, Bottom = 50;
    (double Frames, double Return)[][] curves =
        [.. runs.Select(run => run.Rows.Select(row => (Number(row, "frames"), Number(row, "charts/episodic_return")))
            .Where(point => point is { Item1: not null, Item2: not null }).Select(point => (point.Item1!.Value, point.Item2!.Value)).ToArray())];
    var frames = Math.Ceiling(curves.SelectMany(curve => curve).Max(point => point.Frames) / 50_000) * 50_000;
    var highest = Math.Ceiling(curves.SelectMany(curve => curve).Max(point => point.Return) * 10) / 10;
    double X(double value) => Left + (value / frames * (Width - Left - Right));
    double Y(double value) => Height - Bottom - (value / highest * (Height - Top - Bottom));

    var svg = new StringBuilder();
    Line($"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {Width} {Height}' font-family='sans-serif' font-size='13'>");
    Line($"<rect width='{Width}' height='{Height}' fill='white'/>");
    for (var value = 0.0; value <= highest + 1e-9; value += 0.1)
    {
        Line($"<line x1='{Left}' x2='{Width - Right}' y1='{Y(value):F1}' y2='{Y(value):F1}' stroke='#ddd'/><text x='{Left - 8}' y='{Y(value) + 4:F1}' text-anchor='end'>{value:F1}</text>");
    }

    for (var value = 0.0; value <= frames; value += 50_000)
    {
        Line($"<text x='{X(value):F1}' y='{Height - Bottom + 20}' text-anchor='middle'>{value / 1000:F0}k</text>");
    }

    Line($"<text x='{(Width + Left) / 2}' y='{Height - 8}' text-anchor='middle'>frames of fine-tuning</text>");
    Line($"<text transform='translate(16 {Height / 2}) rotate(-90)' text-anchor='middle'>mean return, last 100 episodes</text>");
    for (var i = 0; i < curves.Length; i++)
    {
        var points = string.Join(' ', curves[i].Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.Frames):F1},{Y(point.Return):F1}")));
        Line($"<polyline points='{points}' fill='none' stroke='{colours[i % colours.Length]}' stroke-width='2'/>");
        var y = Height - Bottom - 130 + (i * 20);
        Line($"<line x1='{Width - 160}' x2='{Width - 135}' y1='{y}' y2='{y}' stroke='{colours[i % colours.Length]}' stroke-width='3'/>");
        Line($"<text x='{Width - 128}' y='{y + 4}'>{runs[i].Name}</text>");
    }

    return svg.Append("</svg>\n").ToString();

    void Line(FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
