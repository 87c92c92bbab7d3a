namespace Rl.Env.World.Blocks;

/// <summary>How a kind of item behaves.</summary>
/// <param name="Name">Id without namespace, as Minecraft 1.16.5 names it.</param>
/// <param name="Places">The block it places, in its first facing; <see cref="BlockId.Air"/> if none.</param>
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
    /// <summary>Mining speed on the blocks the tool is made for; the hand has 1 (V).</summary>
    public float Speed => Tool switch
    {
        ToolKind.Sword => 1.5f,
        ToolKind.Shears => 5f,
        _ => Tier switch
        {
            ToolTier.Wood => 2f,
            ToolTier.Stone => 4f,
            ToolTier.Iron => 6f,
            ToolTier.Diamond => 8f,
            ToolTier.Gold => 12f,
            _ => 1f,
        },
    };

    /// <summary>Uses before the tool breaks; 0 if it does not wear (V).</summary>
    public int Uses => (Tool, Tier) switch
    {
        (ToolKind.Shears, _) => 238,
        (_, ToolTier.Wood) => 59,
        (_, ToolTier.Stone) => 131,
        (_, ToolTier.Iron) => 250,
        (_, ToolTier.Diamond) => 1561,
        (_, ToolTier.Gold) => 32,
        _ => 0,
    };

    /// <summary>The tier whose blocks the tool harvests: gold is as soft as wood (V).</summary>
    public ToolTier HarvestTier => Tier == ToolTier.Gold ? ToolTier.Wood : Tier;
}
