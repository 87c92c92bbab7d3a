using Rl.Env.World.Blocks;

namespace Rl.Env.World.Windows;

/// <summary>What the open window shows: filled by the simulation each tick, read by the renderer and by experts.</summary>
public sealed class WindowView
{
    /// <summary>The open window.</summary>
    public WindowKind Kind { get; set; }

    /// <summary>The window's slots by <c>WindowLayout</c>'s indices; those beyond the window's own are empty.</summary>
    public ItemStack[] Slots { get; } = new ItemStack[WindowLayout.MaximumSlots];

    /// <summary>The stack that hangs on the cursor.</summary>
    public ItemStack Carried { get; set; }

    /// <summary>The cursor's hot spot, 0 to 640.</summary>
    public double CursorX { get; set; }

    /// <summary>The cursor's hot spot, 0 to 360.</summary>
    public double CursorY { get; set; }

    /// <summary>Ticks for which a furnace's fire still burns.</summary>
    public int BurnLeft { get; set; }

    /// <summary>Ticks for which the fuel burning in a furnace lasts in all.</summary>
    public int BurnTotal { get; set; }

    /// <summary>Progress of a furnace's item, 0 to 200.</summary>
    public int CookProgress { get; set; }
}
