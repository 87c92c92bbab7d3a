namespace Rl.Algorithms;

/// <summary>Generalised advantage estimation (Schulman et al. 2016, eq. 16) with the environment's own discount after every step.</summary>
public static class GeneralizedAdvantage
{
    /// <summary>Estimates advantages of one environment's rollout by walking it backwards; every slot holds an action.</summary>
    /// <param name="rewards"><c>[time] float32</c>; entry t is the reward for the action taken at t.</param>
    /// <param name="values"><c>[time + 1] float32</c>; the last entry bootstraps what lies beyond the rollout.</param>
    /// <param name="discounts"><c>[time] float32</c>; the environment's discount after action t, 0 on termination.</param>
    /// <param name="config">Discount and trace decay.</param>
    /// <param name="advantages"><c>[time] float32</c>, written.</param>
    public static void Estimate(
        ReadOnlySpan<float> rewards, ReadOnlySpan<float> values, ReadOnlySpan<float> discounts,
        PpoConfig config, Span<float> advantages)
    {
        Estimate(new RolloutSpans(rewards, values, discounts, default), config, advantages);
    }

    /// <summary>
    /// Estimates advantages of a rollout in which some slots hold an episode's final frame. Such a slot has no action: its advantage is 0,
    /// its value bootstraps the slot before it (unless that one's discount is 0), and no trace passes over it.
    /// </summary>
    /// <param name="rollout">Rewards, values, discounts and which slots hold an action.</param>
    /// <param name="config">Discount and trace decay.</param>
    /// <param name="advantages"><c>[time] float32</c>, written; 0 at invalid slots.</param>
    public static void Estimate(RolloutSpans rollout, PpoConfig config, Span<float> advantages)
    {
        rollout.ThrowIfLengthsDiffer();
        Expect.Length(advantages.Length, rollout.Rewards.Length, nameof(advantages));

        var trace = 0.0;
        for (var t = advantages.Length - 1; t >= 0; t--)
        {
            trace = rollout.IsValid(t) ? Advantage(rollout, t, trace, config) : 0;
            advantages[t] = (float)trace;
        }
    }

    private static double Advantage(RolloutSpans rollout, int t, double next, PpoConfig config)
    {
        var discount = config.Discount * rollout.Discounts[t];

        // A discount of 0 must also stop a value or trace that is not a number: what follows a termination does not exist.
        return discount == 0
            ? rollout.Rewards[t] - rollout.Values[t]
            : rollout.Rewards[t] + (discount * rollout.Values[t + 1]) - rollout.Values[t] + (discount * config.TraceDecay * next);
    }
}
