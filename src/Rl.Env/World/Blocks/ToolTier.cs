namespace Rl.Env.World.Blocks;

/// <summary>What a tool's head is made of. Up to <see cref="Diamond"/> a higher tier mines all that a lower one does; gold mines what wood does.</summary>
public enum ToolTier : byte
{
    /// <summary>The bare hand suffices.</summary>
    None,

    /// <summary>Wood.</summary>
    Wood,

    /// <summary>Stone.</summary>
    Stone,

    /// <summary>Iron.</summary>
    Iron,

    /// <summary>Diamond.</summary>
    Diamond,

    /// <summary>Gold.</summary>
    Gold,
}
