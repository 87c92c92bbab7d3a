using Rl.Env.World.Blocks;
using Rl.Env.World.Items;

namespace Rl.Env.World.Windows;

/// <summary>
/// The slots of the open window by <see cref="WindowLayout"/>'s indices, whoever owns them: the inventory, a furnace, a chest or the window
/// itself. It knows what a slot takes, what taking from it costs, and where a quick move goes.
/// </summary>
internal sealed class WindowSlots(Inventory inventory, WindowLedger ledger)
{
    private const int MaximumGridCells = 9;

    private readonly ItemStack[] _grid = new ItemStack[MaximumGridCells];
    private ItemStack _result;
    private bool _isResultStale;
    private FurnaceState? _furnace;
    private ChestState? _chest;

    /// <summary>The open window.</summary>
    public WindowKind Kind { get; private set; }

    /// <summary>How many slots it has.</summary>
    public int Count => WindowLayout.SlotCount(Kind);

    /// <summary>The open furnace, null for none.</summary>
    public FurnaceState? OpenFurnace => _furnace;

    private ReadOnlySpan<ItemStack> Grid => _grid.AsSpan(0, WindowLayout.GridWidth(Kind) * WindowLayout.GridWidth(Kind));

    /// <summary>
    /// What lies in a slot and may be taken: a result that the grid no longer makes is shown for the rest of the tick, but cannot be had.
    /// Results and outputs cannot be set.
    /// </summary>
    public ItemStack this[int slot]
    {
        get => IsCraftResult(slot) && _isResultStale ? ItemStack.Empty : Shown(slot);
        set => Put(slot, value);
    }

    /// <summary>Opens a window over what it shows.</summary>
    public void Open(WindowKind kind, FurnaceState? furnace = null, ChestState? chest = null)
    {
        (Kind, _furnace, _chest) = (kind, furnace, chest);
        _result = ItemStack.Empty;
        _isResultStale = false;
    }

    /// <summary>
    /// Closes the window. What lies in its grid goes back to the inventory, and out of the window where there is no room (Mh).
    /// </summary>
    public void Close()
    {
        foreach (ref var cell in _grid.AsSpan())
        {
            if (!cell.IsEmpty)
            {
                GiveBack(cell);
                cell = ItemStack.Empty;
            }
        }

        Open(WindowKind.None);
    }

    /// <summary>Forgets the window and what lies in its grid.</summary>
    public void Reset()
    {
        Array.Clear(_grid);
        Open(WindowKind.None);
    }

    /// <summary>
    /// Shows what the grid makes; called a tick after the grid changed, for so long the original's server takes to answer.
    /// </summary>
    public void RefreshResult()
    {
        if (_isResultStale)
        {
            RecipeBook.TryMatch(Grid, WindowLayout.GridWidth(Kind), out _result);
            _isResultStale = false;
        }
    }

    /// <summary>True for the slot that shows what a grid makes.</summary>
    public bool IsCraftResult(int slot) => slot == WindowLayout.Result && WindowLayout.GridWidth(Kind) > 0;

    /// <summary>True for a slot that only gives: a grid's result or a furnace's output.</summary>
    public bool OnlyGives(int slot) => IsCraftResult(slot) || IsFurnaceOutput(slot);

    /// <summary>What the window shows in a slot.</summary>
    public ItemStack Shown(int slot)
    {
        if (InventorySlot(slot) is >= 0 and var owned)
        {
            return inventory[owned];
        }

        return (Kind, slot) switch
        {
            (WindowKind.Chest, _) => _chest![slot],
            (WindowKind.Furnace, WindowLayout.FurnaceInput) => _furnace!.Input,
            (WindowKind.Furnace, WindowLayout.FurnaceFuel) => _furnace!.Fuel,
            (WindowKind.Furnace, _) => _furnace!.Output,
            (_, WindowLayout.Result) => _result,
            _ => _grid[slot - WindowLayout.GridStart],
        };
    }

    /// <summary>True if an item may be put into a slot.</summary>
    public bool Accepts(int slot, ItemId item)
    {
        if (OnlyGives(slot))
        {
            return false;
        }

        if (IsFuelSlot(slot))
        {
            return FuelTable.IsFuel(item) || item == ItemId.Bucket;
        }

        return !IsArmorSlot(slot) || Inventory.ArmorSlotOf(item) == InventorySlot(slot);
    }

    /// <summary>Most units of an item that a slot holds.</summary>
    public int Limit(int slot, ItemId item)
    {
        // A bucket is what burnt lava leaves; of those the fuel slot holds one.
        var isSingle = IsArmorSlot(slot) || (IsFuelSlot(slot) && item == ItemId.Bucket);
        return isSingle ? 1 : ItemTable.Of(item).StackSize;
    }

    /// <summary>True if two slots have one owner, whose stacks a quick move takes together.</summary>
    public bool ShareOwner(int one, int other) =>
        (InventorySlot(one) >= 0) == (InventorySlot(other) >= 0) && !IsCraftResult(one) && !IsCraftResult(other);

    /// <summary>Takes units out of a slot. A grid's result is taken whole and costs one unit of each of the grid's cells.</summary>
    public ItemStack Take(int slot, int units)
    {
        if (IsCraftResult(slot))
        {
            return TakeResult();
        }

        if (IsFurnaceOutput(slot))
        {
            var made = _furnace!.TakeOutput(units);
            ledger.Obtain(made, isCrafted: false, wasOwned: false);
            return made;
        }

        var stack = this[slot];
        this[slot] = Less(stack, units);
        return stack with { Count = units };
    }

    /// <summary>
    /// Moves a slot's stack to the other part of the window, until nothing of it is left or there is no room. Out of a grid's result it
    /// makes as many as the grid yields.
    /// </summary>
    public void QuickMove(int slot)
    {
        var item = this[slot].Item;
        var hasMoved = false;
        while (item != ItemId.None && this[slot].Item == item && QuickMoveOnce(slot))
        {
            hasMoved = true;
            if (IsCraftResult(slot))
            {
                // The next craft need not wait for the next tick; only what is left to show at the end does.
                RefreshResult();
            }
        }

        if (hasMoved && IsCraftResult(slot))
        {
            HideResult();
        }
    }

    /// <summary>Puts a stack back into the inventory, and out of the window where there is no room.</summary>
    public void GiveBack(ItemStack stack) => ledger.Throw(Less(stack, inventory.Add(stack)));

    /// <summary>Adds what the window itself holds to a hash.</summary>
    public ulong HashInto(ulong hash)
    {
        foreach (var cell in _grid)
        {
            hash = StateHasher.Mix(hash, StateHasher.Word(cell));
        }

        hash = StateHasher.Mix(hash, StateHasher.Word(_result));
        return StateHasher.Mix(hash, ((ulong)Kind << 1) | (_isResultStale ? 1UL : 0UL));
    }

    /// <summary>A stack with some of its units gone.</summary>
    public static ItemStack Less(ItemStack stack, int units) =>
        units == stack.Count ? ItemStack.Empty : stack with { Count = stack.Count - units };

    /// <summary>True if two stacks could lie in one slot.</summary>
    public static bool AreAlike(ItemStack one, ItemStack other) => one.Item == other.Item && one.Damage == other.Damage;

    private void Put(int slot, ItemStack stack)
    {
        if (InventorySlot(slot) is >= 0 and var owned)
        {
            inventory[owned] = stack;
            return;
        }

        switch (Kind, slot)
        {
            case (WindowKind.Chest, _):
                _chest![slot] = stack;
                break;
            case (WindowKind.Furnace, WindowLayout.FurnaceInput):
                _furnace!.Input = stack;
                break;
            case (WindowKind.Furnace, WindowLayout.FurnaceFuel):
                _furnace!.Fuel = stack;
                break;
            case (WindowKind.Player or WindowKind.CraftingTable, >= WindowLayout.GridStart):
                _grid[slot - WindowLayout.GridStart] = stack;
                _isResultStale = true;
                break;
            default:
                throw new InvalidOperationException($"Nothing can be put into slot {slot} of the {Kind} window.");
        }
    }

    /// <summary>The slot of the inventory behind a window's slot, armour and off hand among them; −1 if it is none of them.</summary>
    private int InventorySlot(int slot) => (Kind, slot) switch
    {
        (WindowKind.Player, WindowLayout.OffHand) => Inventory.OffHandSlot,
        (WindowKind.Player, >= WindowLayout.ArmorStart and < WindowLayout.ArmorStart + Inventory.ArmorCount) =>
            Inventory.ArmorStart + slot - WindowLayout.ArmorStart,
        _ => WindowLayout.InventorySlot(Kind, slot),
    };

    private bool IsFurnaceOutput(int slot) => Kind == WindowKind.Furnace && slot == WindowLayout.FurnaceOutput;

    private bool IsFuelSlot(int slot) => Kind == WindowKind.Furnace && slot == WindowLayout.FurnaceFuel;

    private bool IsArmorSlot(int slot) =>
        Kind == WindowKind.Player && slot is >= WindowLayout.ArmorStart and < WindowLayout.ArmorStart + Inventory.ArmorCount;

    private ItemStack TakeResult()
    {
        if (_isResultStale)
        {
            return ItemStack.Empty;
        }

        var product = _result;
        ledger.Obtain(product, isCrafted: true, RecipeBook.GivesBack(Grid, product.Item));
        foreach (ref var cell in _grid.AsSpan())
        {
            if (!cell.IsEmpty)
            {
                cell = Less(cell, 1);
            }
        }

        HideResult();
        return product;
    }

    private void HideResult()
    {
        _result = ItemStack.Empty;
        _isResultStale = true;
    }

    private bool QuickMoveOnce(int slot)
    {
        var stack = this[slot];
        var left = stack;
        QuickMoveOut(slot, ref left);
        if (left.Count == stack.Count)
        {
            return false;
        }

        if (IsCraftResult(slot))
        {
            // What did not fit of one craft is thrown, for its ingredients are gone.
            TakeResult();
            ledger.Throw(left);
        }
        else
        {
            Take(slot, stack.Count - left.Count);
        }

        return true;
    }

    /// <summary>Moves what can be moved of one slot's stack, by the rules of its window (V for a table's grid, else Mh).</summary>
    private void QuickMoveOut(int slot, ref ItemStack stack)
    {
        var main = WindowLayout.MainStart(Kind);
        var (hotbar, end) = (WindowLayout.HotbarStart(Kind), WindowLayout.HotbarStart(Kind) + Inventory.HotbarCount);
        var isMain = slot >= main && slot < hotbar;
        var isHotbar = slot >= hotbar && slot < end;
        var isOffHand = Kind == WindowKind.Player && slot == WindowLayout.OffHand;
        if (!isMain && !isHotbar && !isOffHand)
        {
            // What a window has made or holds in store fills the hotbar from its right end first; all else begins at the upper left.
            MoveInto(main, end, OnlyGives(slot) || Kind == WindowKind.Chest, ref stack);
            return;
        }

        if (TryMoveToOwnPlace(ref stack))
        {
            return;
        }

        MoveInto(isMain ? hotbar : main, isHotbar ? hotbar : end, backwards: false, ref stack);
    }

    /// <summary>
    /// Moves a stack out of the inventory to where its window wants it before all else; true if it must not go anywhere else.
    /// </summary>
    private bool TryMoveToOwnPlace(ref ItemStack stack)
    {
        switch (Kind)
        {
            case WindowKind.CraftingTable:
                return MoveInto(WindowLayout.GridStart, WindowLayout.MainStart(Kind), backwards: false, ref stack);
            case WindowKind.Chest:
                MoveInto(0, ChestState.SlotCount, backwards: false, ref stack);
                return true;
            case WindowKind.Furnace when SmeltingTable.IsSmeltable(stack.Item):
                MoveInto(WindowLayout.FurnaceInput, WindowLayout.FurnaceInput + 1, backwards: false, ref stack);
                return true;
            case WindowKind.Furnace when FuelTable.IsFuel(stack.Item):
                MoveInto(WindowLayout.FurnaceFuel, WindowLayout.FurnaceFuel + 1, backwards: false, ref stack);
                return true;
            case WindowKind.Player when WornAt(stack.Item) is >= 0 and var worn && this[worn].IsEmpty:
                return MoveInto(worn, worn + 1, backwards: false, ref stack);
            default:
                return false;
        }
    }

    /// <summary>The slot of the player's window in which an item is worn or, a shield, carried; −1 for none.</summary>
    private static int WornAt(ItemId item) => item == ItemId.Shield
        ? WindowLayout.OffHand
        : Inventory.ArmorSlotOf(item) is >= 0 and var slot ? WindowLayout.ArmorStart + slot - Inventory.ArmorStart : -1;

    /// <summary>
    /// Moves a stack into a range of slots: onto like stacks, then into the first empty slot. What is left stays in <paramref
    /// name="stack"/>.
    /// </summary>
    private bool MoveInto(int start, int end, bool backwards, ref ItemStack stack)
    {
        var count = stack.Count;
        var size = ItemTable.Of(stack.Item).StackSize;
        for (var i = start; i < end && !stack.IsEmpty && size > 1; i++)
        {
            var slot = backwards ? start + end - 1 - i : i;
            var there = this[slot];
            if (!there.IsEmpty && AreAlike(there, stack) && there.Count < size)
            {
                var units = Math.Min(stack.Count, size - there.Count);
                this[slot] = there with { Count = there.Count + units };
                stack = Less(stack, units);
            }
        }

        for (var i = start; i < end && !stack.IsEmpty; i++)
        {
            var slot = backwards ? start + end - 1 - i : i;
            if (this[slot].IsEmpty && Accepts(slot, stack.Item))
            {
                var units = Math.Min(stack.Count, Limit(slot, stack.Item));
                this[slot] = stack with { Count = units };
                stack = Less(stack, units);
                break;
            }
        }

        return stack.Count < count;
    }
}
