using Rl.Env.Actions;
using Rl.Env.World.Blocks;
using Rl.Env.World.Items;
using Rl.Env.World.Windows;

namespace Rl.Env.Tests.World;

/// <summary>Works windows as a player does: by buttons and by turns of the camera.</summary>
internal sealed class WindowDriver
{
    private static readonly (int X, int Y, int Z) Somewhere = (1, 64, 2);

    private Buttons _held;

    public WindowDriver()
    {
        Session = new WindowSession(Inventory);
    }

    public Inventory Inventory { get; } = new();

    public WindowSession Session { get; }

    public WindowView View { get; } = new();

    public FurnaceState Furnace { get; } = new();

    public ChestState Chest { get; } = new();

    /// <summary>All that was thrown.</summary>
    public List<ItemStack> Thrown { get; } = [];

    /// <summary>All that was made and taken.</summary>
    public List<ObtainedStack> Obtained { get; } = [];

    /// <summary>A player with an open window and some stacks in slots of it.</summary>
    public static WindowDriver At(WindowKind kind, params (int Slot, ItemStack Stack)[] contents)
    {
        var driver = new WindowDriver();
        driver.Open(kind);
        foreach (var (slot, stack) in contents)
        {
            driver.Put(slot, stack);
        }

        return driver;
    }

    public void Open(WindowKind kind)
    {
        switch (kind)
        {
            case WindowKind.Player:
                Session.OpenPlayer();
                break;
            case WindowKind.CraftingTable:
                Session.OpenTable(Somewhere);
                break;
            case WindowKind.Furnace:
                Session.OpenFurnace(Furnace, Somewhere);
                break;
            default:
                Session.OpenChest(Chest, Somewhere);
                break;
        }
    }

    /// <summary>Puts a stack into a slot as if it had lain there; not into a grid.</summary>
    public void Put(int slot, ItemStack stack)
    {
        switch (Session.Kind, slot)
        {
            case (WindowKind.Chest, < ChestState.SlotCount):
                Chest[slot] = stack;
                break;
            case (WindowKind.Furnace, WindowLayout.FurnaceInput):
                Furnace.Input = stack;
                break;
            case (WindowKind.Furnace, WindowLayout.FurnaceFuel):
                Furnace.Fuel = stack;
                break;
            case (WindowKind.Player, WindowLayout.OffHand):
                Inventory[Inventory.OffHandSlot] = stack;
                break;
            case (WindowKind.Player, >= WindowLayout.ArmorStart and < WindowLayout.ArmorStart + Inventory.ArmorCount):
                Inventory[Inventory.ArmorStart + slot - WindowLayout.ArmorStart] = stack;
                break;
            default:
                Inventory[WindowLayout.InventorySlot(Session.Kind, slot)] = stack;
                break;
        }
    }

    public ItemStack Slot(int slot) => Session.StackAt(slot);

    public ItemStack Hotbar(int slot) => Inventory[slot];

    public void Step(Buttons held = Buttons.None, double pitch = 0, double yaw = 0)
    {
        Session.BeginTick();
        Session.Tick(WindowInput.After(_held, new MinecraftAction(held, pitch, yaw)));
        _held = held;
        Note();
    }

    public void Close()
    {
        Session.BeginTick();
        Session.Close();
        Note();
    }

    /// <summary>Moves the cursor to a point of the frame in one step, with buttons held.</summary>
    public void MoveTo(double x, double y, Buttons held = Buttons.None) => Step(
        held,
        (y - Session.CursorY) / WindowSession.CursorPixelsPerDegree,
        (x - Session.CursorX) / WindowSession.CursorPixelsPerDegree);

    /// <summary>Moves the cursor to the centre of a slot in one step, with buttons held.</summary>
    public void MoveTo(int slot, Buttons held = Buttons.None)
    {
        var (x, y) = WindowLayout.IconAt(Session.Kind, slot);
        MoveTo(x + 8, y + 8, held);
    }

    /// <summary>Moves to a slot, presses a button in the next step and lets it go in the one after.</summary>
    public void Click(int slot, Buttons button = Buttons.Attack, Buttons with = Buttons.None)
    {
        MoveTo(slot, with);
        Tap(button, with);
    }

    /// <summary>Presses a button where the cursor is and lets it go in the next step.</summary>
    public void Tap(Buttons button = Buttons.Attack, Buttons with = Buttons.None)
    {
        Step(button | with);
        Step(with);
    }

    /// <summary>Presses a button over the first slot, moves over the others with it held, and lets it go over the last.</summary>
    public void Drag(Buttons button, params int[] slots)
    {
        MoveTo(slots[0]);
        Step(button);
        foreach (var slot in slots.Skip(1))
        {
            MoveTo(slot, button);
        }

        Step();
    }

    private void Note()
    {
        Thrown.AddRange(Session.Thrown);
        Obtained.AddRange(Session.Obtained);
        Session.FillView(View);
    }
}
