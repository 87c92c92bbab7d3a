namespace Rl.Algorithms;

/// <summary>What the advantages of one environment's consecutive slots are estimated from; it owns nothing.</summary>
/// <param name="rewards"><c>[time] float32</c>; entry t is the reward for the action taken at t.</param>
/// <param name="values"><c>[time + 1] float32</c>; the last entry bootstraps what lies beyond the rollout.</param>
/// <param name="discounts"><c>[time] float32</c>; the environment's discount after action t, 0 on termination.</param>
/// <param name="valid"><c>[time] bool</c>; false where a slot holds an episode's final frame and so no action. Empty: all hold one.</param>
public readonly ref struct RolloutSpans(
    ReadOnlySpan<float> rewards, ReadOnlySpan<float> values, ReadOnlySpan<float> discounts, ReadOnlySpan<bool> valid)
{
    /// <summary><c>[time] float32</c>.</summary>
    public ReadOnlySpan<float> Rewards { get; } = rewards;

    /// <summary><c>[time + 1] float32</c>.</summary>
    public ReadOnlySpan<float> Values { get; } = values;

    /// <summary><c>[time] float32</c>.</summary>
    public ReadOnlySpan<float> Discounts { get; } = discounts;

    /// <summary><c>[time] bool</c>, or empty.</summary>
    public ReadOnlySpan<bool> Valid { get; } = valid;

    /// <summary>Whether slot <paramref name="t"/> holds an action.</summary>
    public bool IsValid(int t) => Valid.IsEmpty || Valid[t];

    internal void ThrowIfLengthsDiffer()
    {
        Expect.Length(Values.Length, Rewards.Length + 1, "values");
        Expect.Length(Discounts.Length, Rewards.Length, "discounts");
        if (!Valid.IsEmpty)
        {
            Expect.Length(Valid.Length, Rewards.Length, "valid");
        }
    }
}
