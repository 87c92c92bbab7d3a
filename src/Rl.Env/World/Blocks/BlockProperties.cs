namespace Rl.Env.World.Blocks;

/// <summary>How a kind of block behaves.</summary>
/// <param name="Name">Id without namespace, as Minecraft 1.16.5 names it; the facings of a block share one.</param>
/// <param name="Hardness">Seconds × 20 / 30 or 100 at speed 1; negative cannot be broken, 0 gives way at once.</param>
/// <param name="Tool">The tool that is faster than the hand.</param>
/// <param name="MinimumTier">The least tier of <paramref name="Tool"/> with which it drops; <see cref="ToolTier.None"/> drops for all.</param>
/// <param name="Drop">What it always drops; <see cref="ItemId.None"/> if nothing, or if chance decides.</param>
/// <param name="IsOpaque">True if neither light nor sight passes.</param>
/// <param name="Shape">What of its cell it fills.</param>
/// <param name="Light">Block light it gives, 0 to 15.</param>
/// <param name="IsReplaceable">True if a placed block may take its cell.</param>
public sealed record BlockProperties(
    string Name,
    float Hardness,
    ToolKind Tool,
    ToolTier MinimumTier,
    ItemId Drop,
    bool IsOpaque = true,
    BlockShape Shape = BlockShape.Cube,
    int Light = 0,
    bool IsReplaceable = false)
{
    /// <summary>True if bodies collide with it; then it fills its whole cell.</summary>
    public bool IsSolid => Shape == BlockShape.Cube;

    /// <summary>True if the crosshair stops at it.</summary>
    public bool IsTargetable => Shape is not (BlockShape.None or BlockShape.Fluid);

    /// <summary>True if a ray may pass through its cell beside it: plants, torches, layers and plates.</summary>
    public bool IsSmall => Shape is BlockShape.Cross or BlockShape.Torch or BlockShape.Layer or BlockShape.Plate;
}
