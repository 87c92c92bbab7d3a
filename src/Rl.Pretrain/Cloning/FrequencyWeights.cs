using Rl.Env.Actions;

namespace Rl.Pretrain.Cloning;

/// <summary>Weights for frames by how rare their buttons are.</summary>
internal static class FrequencyWeights
{
    /// <summary>A weight for each class of the buttons head.</summary>
    /// <param name="counts">How often each class occurs; one entry a class.</param>
    /// <param name="power">Weights are frequency to the power of minus this.</param>
    /// <param name="max">Largest ratio of a weight to that of the commonest class.</param>
    /// <returns><c>[8641] float32</c>, with mean 1 over the frames counted.</returns>
    public static float[] Of(ReadOnlySpan<long> counts, double power, double max)
    {
        if (counts.Length != JointActionCodec.ButtonCount)
        {
            throw new ArgumentException($"'counts' has {counts.Length} elements, expected {JointActionCodec.ButtonCount}.", nameof(counts));
        }

        long commonest = 0;
        foreach (var count in counts)
        {
            commonest = Math.Max(commonest, count);
        }

        var weights = new double[counts.Length];
        var (sum, frames) = (0.0, 0L);
        for (var i = 0; i < counts.Length; i++)
        {
            weights[i] = Math.Min(max, Math.Pow((double)commonest / Math.Max(1, counts[i]), power));
            sum += weights[i] * counts[i];
            frames += counts[i];
        }

        return [.. weights.Select(weight => (float)(weight * frames / sum))];
    }
}
