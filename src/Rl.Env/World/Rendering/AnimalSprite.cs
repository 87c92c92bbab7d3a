using Rl.Env.World.Animals;

namespace Rl.Env.World.Rendering;

/// <summary>An animal as the renderer draws it.</summary>
/// <param name="Kind">Its species.</param>
/// <param name="X">Centre of its box, east.</param>
/// <param name="Y">Bottom of its box, up.</param>
/// <param name="Z">Centre of its box, south.</param>
public readonly record struct AnimalSprite(AnimalKind Kind, double X, double Y, double Z)
{
    /// <summary>Level direction of the body, of length 1.</summary>
    public (float X, float Z) Heading { get; init; } = (0, 1);

    /// <summary>Level direction of the head, of length 1.</summary>
    public (float X, float Z) Head { get; init; } = (0, 1);

    /// <summary>Sine of the head's pitch, upwards positive.</summary>
    public float HeadRise { get; init; }

    /// <summary>How far the legs have come; a full swing takes 9.4.</summary>
    public float WalkPhase { get; init; }

    /// <summary>How far the legs swing, 0 to 1.</summary>
    public float WalkAmount { get; init; }

    /// <summary>How far the wings are spread, 0 to 1.</summary>
    public float WingSpread { get; init; }

    /// <summary>Ticks of flutter; beats the wings.</summary>
    public int FlutterTicks { get; init; }

    /// <summary>True while it shows red from a hurt.</summary>
    public bool IsHurt { get; init; }

    /// <summary>Ticks since its death, 0 while it lives; tips it over.</summary>
    public int DyingTicks { get; init; }
}
