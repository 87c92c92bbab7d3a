namespace Rl.Env.World.Blocks;

/// <summary>How a kind of item behaves.</summary>
/// <param name="Name">Id without namespace, as Minecraft 1.16.5 names it.</param>
/// <param name="Places">The block it places; <see cref="BlockId.Air"/> if none.</param>
/// <param name="StackSize">Most units in one slot.</param>
/// <param name="Tool">What kind of tool it is.</param>
/// <param name="Tier">The tool's tier.</param>
public sealed record ItemProperties(
    string Name,
    BlockId Places = BlockId.Air,
    int StackSize = 64,
    ToolKind Tool = ToolKind.None,
    ToolTier Tier = ToolTier.None)
{
    /// <summary>Mining speed on the blocks the tool is made for; the hand has 1.</summary>
    public float Speed => Tier switch
    {
        ToolTier.Wood => 2f,
        ToolTier.Stone => 4f,
        ToolTier.Iron => 6f,
        ToolTier.Diamond => 8f,
        _ => 1f,
    };

    /// <summary>Blocks the tool mines before it breaks; 0 if it is no tool.</summary>
    public int Uses => Tier switch
    {
        ToolTier.Wood => 59,
        ToolTier.Stone => 131,
        ToolTier.Iron => 250,
        ToolTier.Diamond => 1561,
        _ => 0,
    };
}
