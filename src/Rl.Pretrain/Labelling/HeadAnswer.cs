using Rl.Env.Seeds;

namespace Rl.Pretrain.Labelling;

/// <summary>What one head of an inverse dynamics model answers on one frame.</summary>
internal static class HeadAnswer
{
    /// <summary>
    /// What is less likely is never drawn. Of a key that was never pressed in the labelled play a model still expects one press in two thousand frames;
    /// drawn, that would drop the tool in hand in every other episode.
    /// </summary>
    private const float LeastChance = 0.01f;

    /// <summary>The likeliest; of equals the first.</summary>
    public static int Likeliest(ReadOnlySpan<float> logProbs)
    {
        var best = 0;
        for (var answer = 1; answer < logProbs.Length; answer++)
        {
            best = logProbs[answer] > logProbs[best] ? answer : best;
        }

        return best;
    }

    /// <summary>One drawn among those that are likely enough, in proportion to their chances.</summary>
    public static int Drawn(ReadOnlySpan<float> logProbs, SeededRandom random)
    {
        var total = 0f;
        foreach (var logProb in logProbs)
        {
            total += ShareOf(logProb);
        }

        var left = random.NextSingle() * total;
        for (var answer = 0; answer < logProbs.Length; answer++)
        {
            left -= ShareOf(logProbs[answer]);
            if (left < 0)
            {
                return answer;
            }
        }

        return Likeliest(logProbs); // Rounding has used up the last one's share.
    }

    private static float ShareOf(float logProb) => MathF.Exp(logProb) is >= LeastChance and var chance ? chance : 0;
}
