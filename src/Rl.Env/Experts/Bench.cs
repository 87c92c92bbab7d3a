using Rl.Env.World.Blocks;
using Rl.Env.World.Windows;

namespace Rl.Env.Experts;

/// <summary>
/// Making things in an open grid, click by click. Each click follows from what the window shows then, so that a slip is mended by the next one:
/// what does not belong is put away, what is missing is fetched, what is ready is taken.
/// </summary>
internal sealed class Bench(Self self, CursorHand hand)
{
    private const int MostClicks = 120;
    private const int ResultPatienceTicks = 8;

    private Order _order;
    private (int Column, int Row) _offset;
    private int _wanted;
    private int _clicks;
    private int _waited;
    private bool _isFair;

    private WindowView View => self.Window;

    private WindowKind Kind => View.Kind;

    /// <summary>Begins an order in the open window.</summary>
    public void Begin(Order order)
    {
        var width = WindowLayout.GridWidth(Kind);
        _order = order;
        _offset = (self.UpTo(Math.Max(0, width - order.Recipe.Width)), self.UpTo(Math.Max(0, width - order.Recipe.Height)));
        _wanted = CountOfProduct() + (order.Times * order.Recipe.Yield);
        _clicks = 0;
        _waited = 0;
        _isFair = order.Recipe.Width <= width && order.Recipe.Height <= width;
        hand.Stop();
    }

    /// <summary>Works a tick on the order.</summary>
    public Progress Act()
    {
        if (WindowLayout.GridWidth(Kind) == 0 || !_isFair)
        {
            return Progress.Failed;
        }

        if (!hand.IsIdle)
        {
            hand.Act();
            return Progress.Underway;
        }

        if (++_clicks > MostClicks)
        {
            return Progress.Failed;
        }

        var progress = View.Carried.IsEmpty ? WithFreeHand() : WithFullHand();
        if (progress == Progress.Underway)
        {
            hand.Act();
        }

        return progress;
    }

    /// <summary>Crafts still to do.</summary>
    private int Left() => Math.Max(0, (_wanted - CountOfProduct() + _order.Recipe.Yield - 1) / _order.Recipe.Yield);

    private Progress WithFreeHand()
    {
        var left = Left();
        if (StrangeCell(left) is { } strange)
        {
            hand.Click(strange, quickly: true);
            return Progress.Underway;
        }

        if (left == 0)
        {
            return Progress.Done;
        }

        if (LackingCell(left) is { } cell)
        {
            _waited = 0;
            if (SourceOf(Letter(cell), View.Slots[cell].Item) is not { } source)
            {
                // Fewer than wanted will do if there is enough for one.
                return IsLaid() ? TakeResult() : Progress.Failed;
            }

            if (self.Random.NextDouble() < self.Persona.Misclicks && EmptySlot() is { } empty)
            {
                hand.Click(empty);
                return Progress.Underway;
            }

            hand.Click(source);
            return Progress.Underway;
        }

        return TakeResult();
    }

    private Progress TakeResult()
    {
        if (!_order.Recipe.Makes(View.Slots[WindowLayout.Result].Item))
        {
            return ++_waited > ResultPatienceTicks ? Progress.Failed : Progress.Underway;
        }

        _waited = 0;
        hand.Click(WindowLayout.Result, quickly: self.Persona.TakesQuickly && (!IsHandy(_order.Recipe.Product) || HasRoomAtHand()));
        return Progress.Underway;
    }

    private Progress WithFullHand()
    {
        var carried = View.Carried;
        var left = Left() - (_order.Recipe.Makes(carried.Item) ? (carried.Count + _order.Recipe.Yield - 1) / _order.Recipe.Yield : 0);
        if (LackingCell(left, carried.Item) is { } cell)
        {
            // The whole stack where it is no more than is wanted there, else one by one.
            hand.Click(cell, right: View.Slots[cell].Count + carried.Count > left || CellsLacking(left, carried.Item) > 1);
            return Progress.Underway;
        }

        var result = View.Slots[WindowLayout.Result];
        if (left > 0 && result.Item == carried.Item && _order.Recipe.Makes(carried.Item)
            && carried.Count + result.Count <= ItemTable.Of(carried.Item).StackSize)
        {
            hand.Click(WindowLayout.Result);
            return Progress.Underway;
        }

        if (Stash(self, carried) is { } slot)
        {
            hand.Click(slot);
        }
        else
        {
            hand.ClickOutside();
        }

        return Progress.Underway;
    }

    /// <summary>The slot of the open window to put a stack away in: a tool's own place, its like, or the first free one; null if all is full.</summary>
    public static int? Stash(Self self, ItemStack stack)
    {
        var kind = self.Window.Kind;
        if (PlaceOf(self, stack.Item) is { } place && ItemTable.Of(self.Window.Slots[WindowLayout.WindowSlot(kind, place)].Item).Tool == ToolKind.None)
        {
            return WindowLayout.WindowSlot(kind, place);
        }

        int? free = null;
        int? rubble = null;
        for (var slot = 0; slot < 36; slot++)
        {
            var there = self.Window.Slots[WindowLayout.WindowSlot(kind, slot)];
            if (there.Item == stack.Item && there.Count + stack.Count <= ItemTable.Of(stack.Item).StackSize)
            {
                return WindowLayout.WindowSlot(kind, slot);
            }

            if (there.IsEmpty && free is null)
            {
                free = slot;
            }

            rubble = slot < 9 && Pack.IsRubble(there.Item) ? slot : rubble;
        }

        var best = IsHandy(stack.Item) && free is null or >= 9 ? rubble ?? free : free;
        return best is null ? null : WindowLayout.WindowSlot(kind, best.Value);
    }

    /// <summary>True for what is of use only in the hotbar.</summary>
    private static bool IsHandy(ItemId item) => ItemTable.Of(item).Tool != ToolKind.None || item is ItemId.CraftingTable or ItemId.Furnace;

    /// <summary>True if a hotbar slot is free.</summary>
    private bool HasRoomAtHand()
    {
        for (var slot = 0; slot < 9; slot++)
        {
            if (View.Slots[WindowLayout.WindowSlot(Kind, slot)].IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The hotbar slot that a tool is to lie in; null for what is no tool.</summary>
    private static int? PlaceOf(Self self, ItemId item) => ItemTable.Of(item).Tool switch
    {
        ToolKind.Pickaxe => self.Persona.ToolSlot,
        ToolKind.Axe => self.Persona.ToolSlot + 1,
        ToolKind.Shovel => self.Persona.ToolSlot + 2,
        ToolKind.Sword => self.Persona.ToolSlot + 3,
        _ => null,
    };

    private char Letter(int slot) => _order.Recipe.At(slot - WindowLayout.GridStart, WindowLayout.GridWidth(Kind), _offset);

    private int GridCells() => WindowLayout.GridWidth(Kind) * WindowLayout.GridWidth(Kind);

    /// <summary>A cell with something in it that does not belong there.</summary>
    private int? StrangeCell(int left)
    {
        for (var slot = WindowLayout.GridStart; slot < WindowLayout.GridStart + GridCells(); slot++)
        {
            var stack = View.Slots[slot];
            if (!stack.IsEmpty && (left == 0 || !Recipe.IsIngredient(Letter(slot), stack.Item)))
            {
                return slot;
            }
        }

        return null;
    }

    /// <summary>A cell with less in it than is still to be crafted; of those that an item belongs into, if one is given.</summary>
    private int? LackingCell(int left, ItemId? item = null)
    {
        for (var slot = WindowLayout.GridStart; slot < WindowLayout.GridStart + GridCells(); slot++)
        {
            if (IsLacking(slot, left, item))
            {
                return slot;
            }
        }

        return null;
    }

    private int CellsLacking(int left, ItemId item)
    {
        var count = 0;
        for (var slot = WindowLayout.GridStart; slot < WindowLayout.GridStart + GridCells(); slot++)
        {
            count += IsLacking(slot, left, item) ? 1 : 0;
        }

        return count;
    }

    private bool IsLacking(int slot, int left, ItemId? item)
    {
        var (letter, stack) = (Letter(slot), View.Slots[slot]);
        return letter != ' ' && stack.Count < left
            && (item is null || (Recipe.IsIngredient(letter, item.Value) && (stack.IsEmpty || stack.Item == item)));
    }

    /// <summary>True if every cell of the pattern holds something.</summary>
    private bool IsLaid()
    {
        for (var slot = WindowLayout.GridStart; slot < WindowLayout.GridStart + GridCells(); slot++)
        {
            if (Letter(slot) != ' ' && View.Slots[slot].IsEmpty)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The slot of the player's with most of an ingredient, of the one kind that a cell holds already if it does.</summary>
    private int? SourceOf(char letter, ItemId kind)
    {
        int? best = null;
        var most = 0;
        for (var slot = 0; slot < 36; slot++)
        {
            var window = WindowLayout.WindowSlot(Kind, slot);
            var stack = View.Slots[window];
            if (Recipe.IsIngredient(letter, stack.Item) && stack.Count > most && (kind == ItemId.None || stack.Item == kind))
            {
                (best, most) = (window, stack.Count);
            }
        }

        return best;
    }

    private int? EmptySlot()
    {
        var slot = WindowLayout.WindowSlot(Kind, self.Random.Next(36));
        return View.Slots[slot].IsEmpty ? slot : null;
    }

    private int CountOfProduct()
    {
        var count = 0;
        for (var slot = 0; slot < 36; slot++)
        {
            var stack = View.Slots[WindowLayout.WindowSlot(Kind, slot)];
            count += _order.Recipe.Makes(stack.Item) ? stack.Count : 0;
        }

        return count;
    }
}
