using System.Numerics;
using System.Runtime.Intrinsics;

namespace Rl.Models;

/// <summary>Chooses a class from log-probabilities; randomness comes in as a uniform draw.</summary>
public static class ActionSampler
{
    /// <summary>Inverts the cumulative distribution: the first class at which it exceeds the draw.</summary>
    /// <param name="logProbs"><c>[classes] float32</c>, normalised; minus infinity is a class that is never chosen.</param>
    /// <param name="uniform">In [0, 1).</param>
    public static int Sample(ReadOnlySpan<float> logProbs, double uniform)
    {
        if (uniform is not (>= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(uniform), uniform, "A draw lies in [0, 1).");
        }

        var cumulative = 0.0;
        var last = -1;
        var i = 0;

        // Sixteen classes at a time up to those among which the draw lies.
        for (; i + Vector512<float>.Count <= logProbs.Length; i += Vector512<float>.Count)
        {
            var probabilities = Vector512.Exp(Vector512.Create(logProbs[i..]));
            var (lower, upper) = Vector512.Widen(probabilities);
            var sum = Vector512.Sum(lower + upper);

            if (cumulative + sum > uniform)
            {
                break;
            }

            cumulative += sum;
            var possible = Vector512.GreaterThan(probabilities, Vector512<float>.Zero).ExtractMostSignificantBits();
            last = possible == 0 ? last : i + BitOperations.Log2(possible);
        }

        for (; i < logProbs.Length; i++)
        {
            var probability = MathF.Exp(logProbs[i]);

            if (probability > 0)
            {
                last = i;
                cumulative += probability;

                if (cumulative > uniform)
                {
                    return i;
                }
            }
        }

        // The probabilities sum to one only up to rounding: a draw beyond the sum takes the last possible class.
        return last >= 0 && cumulative > 0.99
            ? last
            : throw new ArgumentException($"The probabilities sum to {cumulative}, expected 1. Did the model produce NaN?", nameof(logProbs));
    }

    /// <summary>The most probable class; the first of several.</summary>
    /// <param name="logProbs"><c>[classes] float32</c>, at least one.</param>
    public static int Greedy(ReadOnlySpan<float> logProbs)
    {
        ArgumentOutOfRangeException.ThrowIfZero(logProbs.Length);
        var best = 0;

        for (var i = 1; i < logProbs.Length; i++)
        {
            if (logProbs[i] > logProbs[best])
            {
                best = i;
            }
        }

        return best;
    }
}
