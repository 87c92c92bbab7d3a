using static TorchSharp.torch;

namespace Rl.Models;

/// <summary>Which frames a chunk's queries may see besides the causal window, and which of them the next chunk may.</summary>
internal static class AttentionMask
{
    /// <summary>Added to a logit that must not count; in float32 its weight underflows to exactly zero.</summary>
    public const double Hidden = -1e9;

    /// <summary>Computes both masks of a chunk.</summary>
    /// <param name="first"><c>[batch, time] bool</c>.</param>
    /// <param name="remembered"><c>[batch, context] bool</c>, the memory's mask.</param>
    /// <param name="mode">Which first flags count.</param>
    /// <returns>
    /// What is added to the logits, <c>[batch, 1, time or 1, context - 1 + time] float32</c>, and the next memory's mask,
    /// <c>[batch, context] bool</c>. Both belong to the scope around the call.
    /// </returns>
    public static (Tensor Additive, Tensor Next) Of(Tensor first, Tensor remembered, FirstMode mode)
    {
        using var scope = NewDisposeScope();
        var (batch, time, context) = (first.shape[0], first.shape[1], remembered.shape[1]);
        var recent = remembered.narrow(1, 1, context - 1); // No query's window reaches the oldest remembered frame.

        // The number of the episode within the chunk; what is remembered belongs to number 0.
        var counted = mode == FirstMode.EveryStep || time == 1 ? first : cat([first.narrow(1, 0, 1), zeros_like(first.narrow(1, 1, time - 1))], 1);
        var episode = counted.to_type(ScalarType.Int32).cumsum(1); // [batch, time]
        var rememberedEpisode = zeros(batch, context - 1, episode.dtype, first.device);
        var all = cat([rememberedEpisode, episode], 1); // [batch, context - 1 + time]
        var present = cat([recent, ones_like(first)], 1); // [batch, context - 1 + time]

        var visible = present.unsqueeze(1).logical_and(all.unsqueeze(1).eq(episode.unsqueeze(2))); // [batch, time, context - 1 + time]
        var additive = visible.logical_not().to_type(ScalarType.Float32).MultiplyBy(Hidden).unsqueeze(1);
        var next = present.logical_and(all.eq(episode.narrow(1, time - 1, 1))).narrow(1, time - 1, context).clone();

        return (additive.MoveToOuterDisposeScope(), next.MoveToOuterDisposeScope());
    }
}
