namespace Rl.Env.World.Blocks;

/// <summary>How a kind of block behaves.</summary>
/// <param name="Name">Id without namespace, as Minecraft 1.16.5 names it.</param>
/// <param name="Hardness">Seconds × 20 / 30 or 100 at speed 1; negative cannot be broken.</param>
/// <param name="Tool">The tool that is faster than the hand.</param>
/// <param name="MinimumTier">The least tier of <paramref name="Tool"/> with which it drops; <see cref="ToolTier.None"/> drops for all.</param>
/// <param name="Drop">What it always drops; <see cref="ItemId.None"/> if nothing, or if chance decides.</param>
/// <param name="IsSolid">True if bodies collide with its whole cube and the crosshair stops at it.</param>
/// <param name="IsOpaque">True if nothing behind it can be seen.</param>
public sealed record BlockProperties(
    string Name,
    float Hardness,
    ToolKind Tool,
    ToolTier MinimumTier,
    ItemId Drop,
    bool IsSolid = true,
    bool IsOpaque = true)
{
    /// <summary>True if a placed block may take its cell.</summary>
    public bool IsReplaceable => !IsSolid;
}
