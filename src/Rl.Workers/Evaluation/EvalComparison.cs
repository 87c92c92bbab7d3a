using System.Text.Json.Nodes;
using Rl.Env.Tasks;

namespace Rl.Workers.Evaluation;

/// <summary>Whether two results can be told apart: differences second − first, paired by world.</summary>
public sealed class EvalComparison
{
    private const ulong BootstrapSeed = 95;

    private readonly EpisodeResult[] _first;
    private readonly EpisodeResult[] _second;

    private EvalComparison(EpisodeResult[] first, EpisodeResult[] second)
    {
        _first = first;
        _second = second;
        Return = Compare(episode => episode.Return);
        Rungs = Ladder.Rungs.ToDictionary(rung => rung.Key, rung => Compare(episode => episode.Reached(rung.Key) ? 1 : 0));
        CappedRewards = Ladder.Rungs.ToDictionary(rung => rung.Key, rung => Compare(episode => episode.CappedReward(rung.Key)));
    }

    /// <summary>Worlds that both played.</summary>
    public int Count => _first.Length;

    /// <summary>Difference of mean returns.</summary>
    public MeanDifference Return { get; }

    /// <summary>Differences of success rates, by rung.</summary>
    public IReadOnlyDictionary<string, MeanDifference> Rungs { get; }

    /// <summary>Differences of mean capped rewards, by rung.</summary>
    public IReadOnlyDictionary<string, MeanDifference> CappedRewards { get; }

    /// <summary>Compares two results over the same worlds and the same length of an episode.</summary>
    /// <exception cref="ArgumentException">They did not play the same worlds for as long.</exception>
    public static EvalComparison Between(EvaluationResult first, EvaluationResult second) => Pooled([(first, second)]);

    /// <summary>Compares several pairs of results as one, for instance three training seeds against their priors.</summary>
    /// <exception cref="ArgumentException">A pair did not play the same worlds for as long.</exception>
    public static EvalComparison Pooled(IReadOnlyList<(EvaluationResult First, EvaluationResult Second)> pairs)
    {
        var firsts = new List<EpisodeResult>();
        var seconds = new List<EpisodeResult>();
        foreach (var (first, second) in pairs)
        {
            if (first.EpisodeSteps != second.EpisodeSteps)
            {
                throw new ArgumentException($"The episodes are {first.EpisodeSteps} and {second.EpisodeSteps} steps long; only equal lengths can be compared.");
            }

            var byWorld = second.Episodes.ToDictionary(episode => episode.WorldSeed);
            var missing = first.Episodes.FirstOrDefault(episode => !byWorld.ContainsKey(episode.WorldSeed));
            if (missing is not null || byWorld.Count != first.Episodes.Count)
            {
                throw new ArgumentException(
                    $"The results are over {first.Episodes.Count} and {byWorld.Count} worlds, and not the same ones{(missing is null ? "" : $" (world {missing.WorldSeed} is in one only)")}.");
            }

            firsts.AddRange(first.Episodes);
            seconds.AddRange(first.Episodes.Select(episode => byWorld[episode.WorldSeed]));
        }

        return new EvalComparison([.. firsts], [.. seconds]);
    }

    /// <summary>The comparison for machines.</summary>
    public JsonObject ToJson() => new()
    {
        ["n"] = Count,
        ["return"] = Return.ToJson(),
        ["rungs"] = new JsonObject(Rungs.Select(rung => KeyValuePair.Create(rung.Key, (JsonNode?)rung.Value.ToJson()))),
        ["capped_rewards"] = new JsonObject(CappedRewards.Select(rung => KeyValuePair.Create(rung.Key, (JsonNode?)rung.Value.ToJson()))),
    };

    private MeanDifference Compare(Func<EpisodeResult, double> figure)
    {
        double[] first = [.. _first.Select(figure)];
        double[] second = [.. _second.Select(figure)];
        return new MeanDifference(first.Average(), second.Average(), Statistics.PairedBootstrap(first, second, BootstrapSeed));
    }
}
