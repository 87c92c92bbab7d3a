namespace Rl.Env.World.Windows;

/// <summary>
/// Which slots a window has, in the order of Minecraft's window protocol, and where they lie in a frame of 640 × 360 at GUI scale 1.
/// Geometry and indices were read in a source (V) but for the chest and the off hand (Mh).
/// </summary>
internal static class WindowLayout
{
    /// <summary>Width of the frame that windows are laid out in.</summary>
    public const int FrameWidth = 640;

    /// <summary>Height of the frame that windows are laid out in.</summary>
    public const int FrameHeight = 360;

    /// <summary>Left edge of every window.</summary>
    public const int Left = 232;

    /// <summary>Width of every window.</summary>
    public const int Width = 176;

    /// <summary>Edge of an item's icon.</summary>
    public const int IconSize = 16;

    /// <summary>From one slot to the next.</summary>
    public const int SlotPitch = 18;

    /// <summary>Most slots that any window has.</summary>
    public const int MaximumSlots = 63;

    /// <summary>The result of a grid, in the player's window and at a crafting table.</summary>
    public const int Result = 0;

    /// <summary>A grid's first cell, in the player's window and at a crafting table.</summary>
    public const int GridStart = 1;

    /// <summary>The helmet's slot in the player's window; chestplate, leggings and boots follow.</summary>
    public const int ArmorStart = 5;

    /// <summary>The off hand's slot in the player's window.</summary>
    public const int OffHand = 45;

    /// <summary>What a furnace smelts.</summary>
    public const int FurnaceInput = 0;

    /// <summary>What a furnace burns.</summary>
    public const int FurnaceFuel = 1;

    /// <summary>What a furnace has made.</summary>
    public const int FurnaceOutput = 2;

    private const int MainCount = 27;
    private const int HotbarCount = 9;

    /// <summary>Top edge of a window.</summary>
    public static int Top(WindowKind kind) => kind == WindowKind.Chest ? 96 : 97;

    /// <summary>Height of a window.</summary>
    public static int Height(WindowKind kind) => kind == WindowKind.Chest ? 168 : 166;

    /// <summary>Slots of a window.</summary>
    public static int SlotCount(WindowKind kind) => kind switch
    {
        WindowKind.None => 0,
        WindowKind.Player => 46,
        _ => MainStart(kind) + MainCount + HotbarCount,
    };

    /// <summary>Columns and rows of a window's crafting grid; 0 if it has none.</summary>
    public static int GridWidth(WindowKind kind) => kind switch { WindowKind.Player => 2, WindowKind.CraftingTable => 3, _ => 0 };

    /// <summary>The first of the 27 slots of the player's main inventory (inventory slot 9).</summary>
    public static int MainStart(WindowKind kind) => kind switch
    {
        WindowKind.Player => 9,
        WindowKind.CraftingTable => 10,
        WindowKind.Furnace => 3,
        WindowKind.Chest => 27,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The first of the nine slots of the hotbar (inventory slot 0).</summary>
    public static int HotbarStart(WindowKind kind) => MainStart(kind) + MainCount;

    /// <summary>The slot of the player's inventory (0 to 8 hotbar, 9 to 35 main) behind a window's slot; −1 if it is none of them.</summary>
    public static int InventorySlot(WindowKind kind, int slot)
    {
        var main = MainStart(kind);
        return slot >= main && slot < main + MainCount ? 9 + slot - main
            : slot >= main + MainCount && slot < main + MainCount + HotbarCount ? slot - main - MainCount
            : -1;
    }

    /// <summary>A window's slot for a slot of the player's inventory (0 to 8 hotbar, 9 to 35 main).</summary>
    public static int WindowSlot(WindowKind kind, int inventorySlot) =>
        inventorySlot < HotbarCount ? HotbarStart(kind) + inventorySlot : MainStart(kind) + inventorySlot - HotbarCount;

    /// <summary>Upper left corner of a slot's icon, in pixels of the frame.</summary>
    public static (int X, int Y) IconAt(WindowKind kind, int slot)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slot);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(slot, SlotCount(kind));
        var (x, y) = RelativeIconAt(kind, slot);
        return (Left + x, Top(kind) + y);
    }

    /// <summary>The slot under a point of the frame, −1 for none. A slot is 18 × 18, one pixel more than its icon on each side.</summary>
    public static int SlotAt(WindowKind kind, double x, double y)
    {
        for (var slot = 0; slot < SlotCount(kind); slot++)
        {
            var (left, top) = IconAt(kind, slot);
            if (x >= left - 1 && x < left + IconSize + 1 && y >= top - 1 && y < top + IconSize + 1)
            {
                return slot;
            }
        }

        return -1;
    }

    /// <summary>True if a point of the frame lies on the window, slots or not.</summary>
    public static bool Contains(WindowKind kind, double x, double y) =>
        x >= Left && x < Left + Width && y >= Top(kind) && y < Top(kind) + Height(kind);

    private static (int X, int Y) RelativeIconAt(WindowKind kind, int slot)
    {
        var main = MainStart(kind);
        if (slot >= main && slot < main + MainCount)
        {
            return (8 + (SlotPitch * ((slot - main) % 9)), (kind == WindowKind.Chest ? 85 : 84) + (SlotPitch * ((slot - main) / 9)));
        }

        if (slot >= main + MainCount && slot < main + MainCount + HotbarCount)
        {
            return (8 + (SlotPitch * (slot - main - MainCount)), kind == WindowKind.Chest ? 143 : 142);
        }

        return (kind, slot) switch
        {
            (WindowKind.Player, Result) => (154, 28),
            (WindowKind.Player, < ArmorStart) => (98 + (SlotPitch * ((slot - GridStart) % 2)), 18 + (SlotPitch * ((slot - GridStart) / 2))),
            (WindowKind.Player, OffHand) => (77, 62),
            (WindowKind.Player, _) => (8, 8 + (SlotPitch * (slot - ArmorStart))),
            (WindowKind.CraftingTable, Result) => (124, 35),
            (WindowKind.CraftingTable, _) => (30 + (SlotPitch * ((slot - GridStart) % 3)), 17 + (SlotPitch * ((slot - GridStart) / 3))),
            (WindowKind.Furnace, FurnaceInput) => (56, 17),
            (WindowKind.Furnace, FurnaceFuel) => (56, 53),
            (WindowKind.Furnace, _) => (116, 35),
            _ => (8 + (SlotPitch * (slot % 9)), 18 + (SlotPitch * (slot / 9))),
        };
    }
}
