namespace Rl.Env.World.Rendering;

/// <summary>How a part of an animal moves against its body.</summary>
internal enum AnimalJoint : byte
{
    /// <summary>Not at all.</summary>
    Body,

    /// <summary>Turns and nods about the neck.</summary>
    Head,

    /// <summary>Swings about the hip, forwards first.</summary>
    LegAhead,

    /// <summary>Swings about the hip, backwards first.</summary>
    LegBehind,

    /// <summary>Beats about the right shoulder.</summary>
    RightWing,

    /// <summary>Beats about the left shoulder.</summary>
    LeftWing,
}
