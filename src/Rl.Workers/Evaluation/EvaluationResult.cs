using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Rl.Env.Tasks;

namespace Rl.Workers.Evaluation;

/// <summary>All episodes of an evaluation, and what is reported of them.</summary>
/// <param name="EpisodeSteps">Steps after which an episode was cut.</param>
/// <param name="Episodes">The episodes, by world seed.</param>
public sealed record EvaluationResult(int EpisodeSteps, IReadOnlyList<EpisodeResult> Episodes)
{
    /// <summary>Seed of the reported bootstrap, so that equal episodes give equal reports.</summary>
    private const ulong BootstrapSeed = 95;

    private const string FixedColumns = "world_seed,episode_steps,steps,return";

    /// <summary>What the games said that failed; each time their episode was played anew, from its beginning.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>Mean return of the episodes.</summary>
    public double MeanReturn => Episodes.Average(episode => episode.Return);

    /// <summary>Worlds that were played, each as often as the others.</summary>
    public int Worlds => Episodes.Select(episode => episode.WorldSeed).Distinct().Count();

    /// <summary>The mean return's interval, by bootstrap over worlds.</summary>
    public Interval ReturnInterval => Statistics.BootstrapMean(PerWorld(episode => episode.Return), BootstrapSeed);

    /// <summary>Mean capped reward of one rung; for logs at most 1.</summary>
    public double MeanCappedReward(string rung) => Episodes.Average(episode => episode.CappedReward(rung));

    /// <summary>Episodes that reached a rung.</summary>
    public int Successes(string rung) => Episodes.Count(episode => episode.Reached(rung));

    /// <summary>Wilson's interval of a rung's success rate; where worlds were played several times, of as many episodes as are independent.</summary>
    public Interval RateInterval(string rung) =>
        Statistics.ClusteredWilson(PerWorld(episode => episode.Reached(rung) ? 1 : 0), Math.Max(1, Episodes.Count / Worlds));

    /// <summary>
    /// The object that <c>rl eval --json</c> prints:
    /// <c>{"n":…,"episode_steps":…,"return":{"mean":…,"low":…,"high":…},"rungs":{"log":{"k":…,"rate":…,"low":…,"high":…},…},"faults":…}</c>.
    /// </summary>
    public JsonObject ToJson()
    {
        var rungs = new JsonObject();
        foreach (var rung in Ladder.Rungs)
        {
            var successes = Successes(rung.Key);
            var interval = RateInterval(rung.Key);
            rungs[rung.Key] = new JsonObject
            {
                ["k"] = successes,
                ["rate"] = (double)successes / Episodes.Count,
                ["low"] = interval.Low,
                ["high"] = interval.High,
            };
        }

        var returns = ReturnInterval;
        return new JsonObject
        {
            ["n"] = Episodes.Count,
            ["episode_steps"] = EpisodeSteps,
            ["return"] = new JsonObject { ["mean"] = MeanReturn, ["low"] = returns.Low, ["high"] = returns.High },
            ["rungs"] = rungs,
            ["faults"] = Faults.Count,
        };
    }

    /// <summary>One line an episode, after a line of column names; <see cref="FromCsv"/> reads it back.</summary>
    public string ToCsv()
    {
        var csv = new StringBuilder();
        csv.Append(Header()).Append('\n');
        foreach (var episode in Episodes)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{episode.WorldSeed},{EpisodeSteps},{episode.Steps},{episode.Return:R}");
            foreach (var count in episode.Obtained)
            {
                csv.Append(CultureInfo.InvariantCulture, $",{count}");
            }

            csv.Append('\n');
        }

        return csv.ToString();
    }

    /// <summary>Reads what <see cref="ToCsv"/> wrote.</summary>
    /// <exception cref="FormatException">The text is no such table; the message names the line.</exception>
    public static EvaluationResult FromCsv(string csv)
    {
        var lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length < 2 || lines[0] != Header())
        {
            throw new FormatException($"The table has to begin with the line '{Header()}' and to have an episode below.");
        }

        var episodes = new List<EpisodeResult>();
        var episodeSteps = 0;
        for (var i = 1; i < lines.Length; i++)
        {
            var cells = lines[i].Split(',');
            if (cells.Length != lines[0].Split(',').Length
                || !long.TryParse(cells[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out var worldSeed)
                || !int.TryParse(cells[1], NumberStyles.Integer, CultureInfo.InvariantCulture, out episodeSteps)
                || !int.TryParse(cells[2], NumberStyles.Integer, CultureInfo.InvariantCulture, out var steps)
                || !double.TryParse(cells[3], NumberStyles.Float, CultureInfo.InvariantCulture, out var total)
                || !cells[4..].All(cell => long.TryParse(cell, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)))
            {
                throw new FormatException($"Line {i + 1} of the table is '{lines[i]}', which is no episode of {lines[0].Split(',').Length} numbers.");
            }

            episodes.Add(new EpisodeResult(worldSeed, total, steps, [.. cells[4..].Select(cell => long.Parse(cell, CultureInfo.InvariantCulture))]));
        }

        return new EvaluationResult(episodeSteps, episodes);
    }

    private double[] PerWorld(Func<EpisodeResult, double> figure) =>
        [.. Episodes.GroupBy(episode => episode.WorldSeed).Select(world => world.Average(figure))];

    private static string Header() => $"{FixedColumns},{string.Join(',', Ladder.Rungs.Select(rung => rung.Key))}";
}
