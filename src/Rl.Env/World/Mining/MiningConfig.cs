namespace Rl.Env.World.Mining;

/// <summary>
/// How blocks are reached, broken and placed; the defaults are Minecraft 1.16.5. Marks: V read in a source, Mh from memory with high
/// confidence.
/// </summary>
public sealed record MiningConfig
{
    /// <summary>Blocks from the eye to the surface of what can be mined or built against. V</summary>
    public double Reach { get; init; } = 4.5;

    /// <summary>Blocks from the eye to the surface of an animal that can be hit. Mh</summary>
    public double EntityReach { get; init; } = 3;

    /// <summary>Ticks after a break in which held attack rests. V</summary>
    public int PauseTicks { get; init; } = 5;

    /// <summary>Ticks for which a swing at air keeps held attack from mining. V</summary>
    public int MissTicks { get; init; } = 10;

    /// <summary>Ticks of one swing of the arm. Mh</summary>
    public int SwingTicks { get; init; } = 6;

    /// <summary>Ticks between two uses while the button is held. Mh</summary>
    public int UseRepeatTicks { get; init; } = 4;
}
