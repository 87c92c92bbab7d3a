namespace Rl.Env.World.Generation;

/// <summary>
/// Worm tunnels and chambers; the defaults are Minecraft 1.16.5. Lengths in blocks, marks of certainty as in <see cref="LandFormConfig"/>.
/// </summary>
public sealed record CaveConfig
{
    /// <summary>Chance that a chunk starts a system (Mh).</summary>
    public float Chance { get; init; } = 1f / 7f;

    /// <summary>
    /// The number of starts is drawn below a draw below a draw below this, mostly few. The original's is 15 (Mh); ours is larger (D), so
    /// that with the balls that are left out near water 5 to 8 % of the underground are hollow (Ml).
    /// </summary>
    public int Starts { get; init; } = 20;

    /// <summary>Lowest y of a start (Mh).</summary>
    public int Floor { get; init; }

    /// <summary>A start's height above <see cref="Floor"/> is drawn below <see cref="HeadRoom"/> plus a draw below this (Mh).</summary>
    public int Spread { get; init; } = 120;

    /// <summary>See <see cref="Spread"/> (Mh).</summary>
    public int HeadRoom { get; init; } = 8;

    /// <summary>Chance that a start opens into a chamber from which up to three more tunnels lead (Mh).</summary>
    public float ChamberChance { get; init; } = 0.25f;

    /// <summary>What a chamber's radius has above that of a tunnel's end, at least and at most (Mh).</summary>
    public float ChamberMinimum { get; init; } = 1f;

    /// <summary>See <see cref="ChamberMinimum"/> (Mh).</summary>
    public float ChamberMaximum { get; init; } = 7f;

    /// <summary>Radius of a tunnel at its ends (Mh).</summary>
    public float EndRadius { get; init; } = 1.5f;

    /// <summary>
    /// Factor on what a tunnel's middle has above its ends; the original's 1 gives radii from 1.5 to 4.5, most often 3 (Mh). Ours is larger
    /// for the same reason as <see cref="Starts"/> (D).
    /// </summary>
    public float Girth { get; init; } = 1.2f;

    /// <summary>Chance that a tunnel is up to four times as wide (Mh).</summary>
    public float WideChance { get; init; } = 0.1f;

    /// <summary>Longest tunnel; the shortest is three quarters of it (Mh).</summary>
    public int Length { get; init; } = 112;

    /// <summary>y up to which carved cells hold lava (Mh).</summary>
    public int LavaTop { get; init; } = 10;

    /// <summary>Checks that every figure can be built.</summary>
    public CaveConfig Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Chance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Chance, 1f);
        ArgumentOutOfRangeException.ThrowIfLessThan(Starts, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Starts, 32);
        ArgumentOutOfRangeException.ThrowIfNegative(Floor);
        ArgumentOutOfRangeException.ThrowIfLessThan(Spread, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(HeadRoom, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Floor + Spread + HeadRoom, 128);
        ArgumentOutOfRangeException.ThrowIfLessThan(ChamberMaximum, ChamberMinimum);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ChamberMaximum, 10f);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Girth, 1.5f);
        ArgumentOutOfRangeException.ThrowIfLessThan(Length, 64);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Length, 112);
        return this;
    }
}
