using System.Text.Json.Nodes;
using Rl.Env.Tasks;

namespace Rl.Workers.Evaluation;

/// <summary>Whether two results can be told apart: differences second − first, paired by world.</summary>
public sealed class EvalComparison
{
    private const ulong BootstrapSeed = 95;

    private readonly (EpisodeResult[] First, EpisodeResult[] Second)[] _worlds;

    private EvalComparison((EpisodeResult[] First, EpisodeResult[] Second)[] worlds)
    {
        _worlds = worlds;
        Return = Compare(episode => episode.Return);
        Rungs = Ladder.Rungs.ToDictionary(rung => rung.Key, rung => Compare(episode => episode.Reached(rung.Key) ? 1 : 0));
        CappedRewards = Ladder.Rungs.ToDictionary(rung => rung.Key, rung => Compare(episode => episode.CappedReward(rung.Key)));
    }

    /// <summary>Worlds that both played; the unit that is resampled.</summary>
    public int Count => _worlds.Length;

    /// <summary>Difference of mean returns.</summary>
    public MeanDifference Return { get; }

    /// <summary>Differences of success rates, by rung.</summary>
    public IReadOnlyDictionary<string, MeanDifference> Rungs { get; }

    /// <summary>Differences of mean capped rewards, by rung.</summary>
    public IReadOnlyDictionary<string, MeanDifference> CappedRewards { get; }

    /// <summary>Compares two results over the same worlds and the same length of an episode.</summary>
    /// <exception cref="ArgumentException">They did not play the same worlds for as long.</exception>
    public static EvalComparison Between(EvaluationResult first, EvaluationResult second) => Pooled([(first, second)]);

    /// <summary>Compares several pairs of results as one, for instance three training seeds against their prior.</summary>
    /// <remarks>
    /// A world counts once, with the means of its episodes, over the pairs too: what two policies do in one world depends on that world (and, where they share
    /// a prior, on the same episode of it), so that counting each pair for itself would make the interval too narrow.
    /// </remarks>
    /// <exception cref="ArgumentException">Not all results are over the same worlds for as long.</exception>
    public static EvalComparison Pooled(IReadOnlyList<(EvaluationResult First, EvaluationResult Second)> pairs)
    {
        var reference = pairs[0].First;
        foreach (var other in pairs.SelectMany(pair => new[] { pair.First, pair.Second }))
        {
            RequireSameWorlds(reference, other);
        }

        var byWorld = pairs
            .Select(pair => (First: pair.First.Episodes.ToLookup(episode => episode.WorldSeed), Second: pair.Second.Episodes.ToLookup(episode => episode.WorldSeed)))
            .ToArray();
        return new EvalComparison([
            .. reference.Episodes.Select(episode => episode.WorldSeed).Distinct().Select(world => (
                byWorld.SelectMany(pair => pair.First[world]).ToArray(),
                byWorld.SelectMany(pair => pair.Second[world]).ToArray())),
        ]);
    }

    /// <summary>
    /// The comparison for machines. <c>n</c> and each figure's <c>n_to_exclude_0</c> and <c>n_for_80_percent_power</c> are worlds a side, played as often as
    /// these were; null where there is no difference to find.
    /// </summary>
    public JsonObject ToJson() => new()
    {
        ["n"] = Count,
        ["return"] = Return.ToJson(),
        ["rungs"] = new JsonObject(Rungs.Select(rung => KeyValuePair.Create(rung.Key, (JsonNode?)rung.Value.ToJson()))),
        ["capped_rewards"] = new JsonObject(CappedRewards.Select(rung => KeyValuePair.Create(rung.Key, (JsonNode?)rung.Value.ToJson()))),
    };

    private MeanDifference Compare(Func<EpisodeResult, double> figure)
    {
        double[] first = [.. _worlds.Select(world => world.First.Average(figure))];
        double[] second = [.. _worlds.Select(world => world.Second.Average(figure))];
        return new MeanDifference(
            first.Average(),
            second.Average(),
            Statistics.PairedBootstrap(first, second, BootstrapSeed),
            Statistics.PairedRatioBootstrap(first, second, BootstrapSeed),
            Statistics.PairedDeviation(first, second));
    }

    private static void RequireSameWorlds(EvaluationResult reference, EvaluationResult other)
    {
        if (reference.EpisodeSteps != other.EpisodeSteps)
        {
            throw new ArgumentException($"The episodes are {reference.EpisodeSteps} and {other.EpisodeSteps} steps long; only equal lengths can be compared.");
        }

        var worlds = other.Episodes.Select(episode => episode.WorldSeed).ToHashSet();
        var missing = reference.Episodes.FirstOrDefault(episode => !worlds.Contains(episode.WorldSeed));
        if (missing is not null || worlds.Count != reference.Worlds)
        {
            throw new ArgumentException(
                $"The results are over {reference.Worlds} and {worlds.Count} worlds, and not the same ones{(missing is null ? "" : $" (world {missing.WorldSeed} is in one only)")}.");
        }
    }
}
