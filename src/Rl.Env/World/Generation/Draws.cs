using Rl.Env.Seeds;

namespace Rl.Env.World.Generation;

/// <summary>A stream of random draws that starts at a place's hash: SplitMix64.</summary>
internal struct Draws(ulong state)
{
    private ulong _state = state;

    /// <summary>64 random bits.</summary>
    public ulong Next() => SeedRule.SplitMix(ref _state);

    /// <summary>A uniform draw in [0, 1) with 24 bits.</summary>
    public float Unit() => (Next() >> 40) * (1f / (1 << 24));

    /// <summary>A uniform integer in [0, <paramref name="count"/>).</summary>
    public int Below(int count) => Below(Next(), count);

    /// <summary>A draw in (−1, 1), most often near 0.</summary>
    public float Wobble() => (Unit() - Unit()) * Unit();

    /// <summary>A uniform integer in [0, <paramref name="count"/>) from the upper half of a word.</summary>
    public static int Below(ulong bits, int count) => (int)((bits >> 32) * (ulong)count >> 32);
}
