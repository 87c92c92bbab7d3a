using Rl.Env.Actions;
using Rl.Env.World.Blocks;
using Rl.Env.World.Items;

namespace Rl.Env.World.Windows;

/// <summary>
/// The window that a player has open, and what his mouse and keys do in it: Minecraft 1.16.5 as MineRL 1.0 drives it. Something is picked
/// up when a button goes down and put down when it comes up; in between it can be dragged over slots. A world owns one of these, calls <see
/// cref="BeginTick"/> in every tick and <see cref="Tick"/> in those with an open window. Nothing is allocated per tick.
/// </summary>
internal sealed class WindowSession
{
    /// <summary>
    /// Pixels of the 640 × 360 frame that the cursor moves for each degree of the camera: 2400 mouse pixels are 360° (V).
    /// </summary>
    public const double CursorPixelsPerDegree = 2400.0 / 360.0;

    /// <summary>Most ticks between two presses that make a double click; the original has 250 ms of wall clock (V).</summary>
    public const int DoubleClickTicks = 5;

    private const int LongAgo = DoubleClickTicks + 1;
    private const Buttons MouseButtons = Buttons.Attack | Buttons.Use;
    private const Buttons HotbarKeys = (Buttons)(((1 << Inventory.HotbarCount) - 1) * (int)Buttons.Hotbar1);

    private readonly Inventory _inventory;
    private readonly WindowLedger _ledger = new();
    private readonly WindowSlots _slots;
    private readonly byte[] _dragged = new byte[WindowLayout.MaximumSlots];

    private int _draggedCount;
    private Buttons _dragButton;
    private Buttons _down;
    private Buttons _swallowed;
    private Buttons _clickButton;
    private int _clickSlot;
    private int _clickAge;
    private bool _isDoubleClick;
    private ItemStack _lastQuickMoved;

    /// <summary>Prepares a session without a window.</summary>
    /// <param name="inventory">The player's, which every window shows.</param>
    public WindowSession(Inventory inventory)
    {
        _inventory = inventory;
        _slots = new WindowSlots(inventory, _ledger);
        ResetMouse();
    }

    /// <summary>The open window.</summary>
    public WindowKind Kind => _slots.Kind;

    /// <summary>True while a window is open.</summary>
    public bool IsOpen => Kind != WindowKind.None;

    /// <summary>The block whose window is open; null for the player's own and for none.</summary>
    public (int X, int Y, int Z)? At { get; private set; }

    /// <summary>The cursor's hot spot in the frame, 0 to 640, fractions of a pixel kept.</summary>
    public double CursorX { get; private set; }

    /// <summary>The cursor's hot spot in the frame, 0 to 360, fractions of a pixel kept.</summary>
    public double CursorY { get; private set; }

    /// <summary>The stack that hangs on the cursor.</summary>
    public ItemStack Carried { get; private set; }

    /// <summary>Stacks that this tick threw before the player, each of them his. Valid until the next <see cref="BeginTick"/>.</summary>
    public ReadOnlySpan<ItemStack> Thrown => _ledger.Thrown;

    /// <summary>
    /// What was made by crafting or smelting and taken in this tick, each unit once, even if it was thrown at the same time. Valid until
    /// the next <see cref="BeginTick"/>.
    /// </summary>
    public ReadOnlySpan<ObtainedStack> Obtained => _ledger.Obtained;

    private int SlotUnderCursor => WindowLayout.SlotAt(Kind, CursorX, CursorY);

    private bool IsCursorOutside => !WindowLayout.Contains(Kind, CursorX, CursorY);

    /// <summary>What lies in a slot of the open window and may be taken, by <see cref="WindowLayout"/>'s indices.</summary>
    public ItemStack StackAt(int slot) => _slots[slot];

    /// <summary>Opens the player's inventory.</summary>
    public void OpenPlayer() => Open(WindowKind.Player, at: null);

    /// <summary>Opens a crafting table.</summary>
    public void OpenTable((int X, int Y, int Z) at) => Open(WindowKind.CraftingTable, at);

    /// <summary>Opens a furnace, which stays its owner's and works on.</summary>
    public void OpenFurnace(FurnaceState furnace, (int X, int Y, int Z) at) => Open(WindowKind.Furnace, at, furnace);

    /// <summary>Opens a chest, which stays its owner's.</summary>
    public void OpenChest(ChestState chest, (int X, int Y, int Z) at) => Open(WindowKind.Chest, at, chest: chest);

    /// <summary>
    /// Closes the window, if one is open. The cursor's stack is thrown; a grid's items go back to the inventory and are thrown where there
    /// is no room; furnaces and chests keep theirs (Mh).
    /// </summary>
    public void Close()
    {
        if (!IsOpen)
        {
            return;
        }

        _ledger.Throw(Carried);
        _slots.Close();
        ResetMouse();
        At = null;
    }

    /// <summary>Forgets the window with all that hangs on the cursor and lies in its grid: a new episode begins.</summary>
    public void Reset()
    {
        _slots.Reset();
        _ledger.Clear();
        ResetMouse();
        At = null;
    }

    /// <summary>
    /// Begins a tick, with a window open or not: what the tick before threw and obtained is forgotten, and a grid that changed in it shows
    /// its result, one step late as the original's server does.
    /// </summary>
    public void BeginTick()
    {
        _ledger.Clear();
        _slots.RefreshResult();
        _clickAge = Math.Min(_clickAge + 1, LongAgo);
    }

    /// <summary>
    /// Acts on the open window: keys where the cursor was, then the cursor moves, then mouse buttons where it is now, those that go down
    /// before those that come up (V). Opening and closing are the caller's.
    /// </summary>
    public void Tick(in WindowInput input)
    {
        if (!IsOpen)
        {
            throw new InvalidOperationException("WindowSession.Tick was called without an open window.");
        }

        UseKeys(input.Pressed);
        MoveCursor(input);
        var isShifted = input.Held.Holds(Buttons.Sneak);
        var (pressed, released) = (input.Pressed & MouseButtons, input.Released & MouseButtons);
        if (pressed.Holds(Buttons.Attack))
        {
            Press(Buttons.Attack, isShifted);
        }

        if (pressed.Holds(Buttons.Use))
        {
            Press(Buttons.Use, isShifted);
        }

        if (released.Holds(Buttons.Attack))
        {
            Release(Buttons.Attack, isShifted);
        }

        if (released.Holds(Buttons.Use))
        {
            Release(Buttons.Use, isShifted);
        }
    }

    /// <summary>
    /// Fills what the renderer and experts see. While a stack is dragged over slots they show it spread, as the original draws it (Mh).
    /// </summary>
    public void FillView(WindowView view)
    {
        var count = _slots.Count;
        view.Kind = Kind;
        view.CursorX = CursorX;
        view.CursorY = CursorY;
        view.Carried = Carried;
        var furnace = _slots.OpenFurnace;
        view.BurnLeft = furnace?.BurnLeft ?? 0;
        view.BurnTotal = furnace?.BurnTotal ?? 0;
        view.CookProgress = furnace?.Progress ?? 0;
        for (var slot = 0; slot < count; slot++)
        {
            view.Slots[slot] = _slots.Shown(slot);
        }

        view.Slots.AsSpan(count).Clear();
        if (_draggedCount > 1)
        {
            ShowSpread(view);
        }
    }

    /// <summary>Adds up what hangs on the cursor and lies in a grid.</summary>
    /// <param name="units">Units by <see cref="ItemId"/>, added to.</param>
    public void TallyInto(Span<int> units)
    {
        units[(int)Carried.Item] += Carried.Count;
        var cells = WindowLayout.GridWidth(Kind) * WindowLayout.GridWidth(Kind);
        for (var slot = WindowLayout.GridStart; slot < WindowLayout.GridStart + cells; slot++)
        {
            units[(int)_slots[slot].Item] += _slots[slot].Count;
        }
    }

    /// <summary>
    /// Adds all that decides the future to a hash, except what the inventory, furnaces and chests hold; nothing without a window.
    /// </summary>
    public ulong HashInto(ulong hash)
    {
        if (!IsOpen)
        {
            return hash;
        }

        hash = _slots.HashInto(hash);
        hash = StateHasher.Mix(hash, CursorX);
        hash = StateHasher.Mix(hash, CursorY);
        hash = StateHasher.Mix(hash, StateHasher.Word(Carried));
        hash = StateHasher.Mix(hash, StateHasher.Word(_lastQuickMoved));
        hash = StateHasher.Mix(hash, ((ulong)(uint)_down << 32) | (uint)_swallowed);
        hash = StateHasher.Mix(hash, ((ulong)(uint)_dragButton << 32) | (uint)_clickButton);
        hash = StateHasher.Mix(hash, ((ulong)(uint)_clickSlot << 32) | ((uint)_clickAge << 1) | (_isDoubleClick ? 1u : 0u));
        foreach (var slot in _dragged.AsSpan(0, _draggedCount))
        {
            hash = StateHasher.Mix(hash, (ulong)slot);
        }

        if (At is { } at)
        {
            hash = StateHasher.Mix(hash, ((ulong)(uint)at.X << 32) | (uint)at.Z);
            hash = StateHasher.Mix(hash, (ulong)(uint)at.Y);
        }

        return hash;
    }

    private void Open(WindowKind kind, (int X, int Y, int Z)? at, FurnaceState? furnace = null, ChestState? chest = null)
    {
        if (IsOpen)
        {
            throw new InvalidOperationException($"The {kind} window was opened over the {Kind} window, which is not closed yet.");
        }

        _slots.Open(kind, furnace, chest);
        ResetMouse();
        At = at;
    }

    /// <summary>Puts the mouse where every window finds it (V). Buttons that are down already are none of the window's.</summary>
    private void ResetMouse()
    {
        (CursorX, CursorY) = (WindowLayout.FrameWidth / 2, WindowLayout.FrameHeight / 2);
        Carried = ItemStack.Empty;
        EndDrag();
        _down = Buttons.None;
        _swallowed = Buttons.None;
        _clickButton = Buttons.None;
        _clickSlot = -1;
        _clickAge = LongAgo;
        _isDoubleClick = false;
        _lastQuickMoved = ItemStack.Empty;
    }

    /// <summary>Hotbar keys and drop act on the slot under the cursor, if nothing hangs on it (Mh).</summary>
    private void UseKeys(Buttons pressed)
    {
        if (!pressed.Holds(HotbarKeys | Buttons.Drop) || !Carried.IsEmpty || SlotUnderCursor is not (>= 0 and var slot))
        {
            return;
        }

        for (var hotbar = 0; hotbar < Inventory.HotbarCount; hotbar++)
        {
            if (pressed.Holds((Buttons)((int)Buttons.Hotbar1 << hotbar)))
            {
                SwapWithHotbar(slot, hotbar);
            }
        }

        if (pressed.Holds(Buttons.Drop) && !_slots[slot].IsEmpty)
        {
            _ledger.Throw(_slots.Take(slot, 1));
        }
    }

    private void SwapWithHotbar(int slot, int hotbar)
    {
        var (there, mine) = (_slots[slot], _inventory[hotbar]);
        if (mine.IsEmpty)
        {
            if (!there.IsEmpty)
            {
                _inventory[hotbar] = _slots.Take(slot, there.Count);
            }

            return;
        }

        if (!_slots.Accepts(slot, mine.Item))
        {
            return;
        }

        var limit = _slots.Limit(slot, mine.Item);
        if (mine.Count <= limit)
        {
            _slots[slot] = mine;
            _inventory[hotbar] = there;
            return;
        }

        _slots[slot] = mine with { Count = limit };
        _inventory[hotbar] = WindowSlots.Less(mine, limit);
        if (!there.IsEmpty)
        {
            _slots.GiveBack(there);
        }
    }

    private void MoveCursor(in WindowInput input)
    {
        if (input.YawDegrees == 0 && input.PitchDegrees == 0)
        {
            return;
        }

        CursorX = Math.Clamp(CursorX + (input.YawDegrees * CursorPixelsPerDegree), 0, WindowLayout.FrameWidth);
        CursorY = Math.Clamp(CursorY + (input.PitchDegrees * CursorPixelsPerDegree), 0, WindowLayout.FrameHeight);
        if (_dragButton != Buttons.None && SlotUnderCursor is >= 0 and var slot)
        {
            DragOver(slot);
        }
    }

    /// <summary>Notes a slot that the cursor ends a motion over while it drags a stack, if the stack can be spread to it too (V).</summary>
    private void DragOver(int slot)
    {
        if (Carried.Count > _draggedCount && CanSpreadTo(slot) && !_dragged.AsSpan(0, _draggedCount).Contains((byte)slot))
        {
            _dragged[_draggedCount++] = (byte)slot;
        }
    }

    private bool CanSpreadTo(int slot) =>
        _slots.Accepts(slot, Carried.Item) && (_slots[slot].IsEmpty || WindowSlots.AreAlike(_slots[slot], Carried));

    private void Press(Buttons button, bool isShifted)
    {
        var slot = SlotUnderCursor;
        _isDoubleClick = slot == _clickSlot && button == _clickButton && _clickAge <= DoubleClickTicks;
        (_clickSlot, _clickButton, _clickAge) = (slot, button, 0);
        _down |= button;
        _swallowed &= ~button;
        if (_dragButton != Buttons.None)
        {
            // The other button calls the drag off, and neither of the two does anything more when it comes up.
            EndDrag();
            _isDoubleClick = false;
            _swallowed |= MouseButtons;
            return;
        }

        if (slot < 0 && !IsCursorOutside)
        {
            return;
        }

        if (!Carried.IsEmpty)
        {
            _dragButton = button;
            return;
        }

        _swallowed |= button;
        if (slot >= 0)
        {
            PickUp(slot, button, isShifted);
        }
    }

    private void PickUp(int slot, Buttons button, bool isShifted)
    {
        if (isShifted)
        {
            QuickMove(slot);
            return;
        }

        var there = _slots[slot];
        if (!there.IsEmpty)
        {
            Carried = _slots.Take(slot, button == Buttons.Attack ? there.Count : (there.Count + 1) / 2);
        }
    }

    private void QuickMove(int slot)
    {
        _lastQuickMoved = _slots[slot];
        _slots.QuickMove(slot);
    }

    private void Release(Buttons button, bool isShifted)
    {
        if (!_down.Holds(button))
        {
            return;
        }

        var slot = SlotUnderCursor;
        var isSwallowed = _swallowed.Holds(button);
        _down &= ~button;
        _swallowed &= ~button;
        if (_isDoubleClick && button == Buttons.Attack && slot >= 0 && !_slots.IsCraftResult(slot))
        {
            DoubleClick(slot, isShifted);
        }
        else if (isSwallowed)
        {
            return;
        }
        else if (_dragButton == button && _draggedCount > 0)
        {
            Spread();
        }
        else
        {
            PutDown(slot, button, isShifted);
        }

        _clickAge = Carried.IsEmpty ? LongAgo : _clickAge;
        if (_dragButton == button)
        {
            EndDrag();
        }
    }

    /// <summary>
    /// Collects to the cursor what is like its stack; shifted, quick-moves all that is like the stack that the first click moved (Mh).
    /// </summary>
    private void DoubleClick(int slot, bool isShifted)
    {
        _isDoubleClick = false;
        _clickAge = LongAgo;
        if (!isShifted)
        {
            Collect(slot);
            return;
        }

        for (var other = 0; other < _slots.Count && !_lastQuickMoved.IsEmpty; other++)
        {
            if (_slots.ShareOwner(slot, other) && !_slots[other].IsEmpty && WindowSlots.AreAlike(_slots[other], _lastQuickMoved))
            {
                _slots.QuickMove(other);
            }
        }
    }

    /// <summary>Fills the cursor's stack from all slots in order, from partial stacks first, if there is none under the cursor.</summary>
    private void Collect(int slot)
    {
        if (Carried.IsEmpty || !_slots[slot].IsEmpty)
        {
            return;
        }

        var size = ItemTable.Of(Carried.Item).StackSize;
        for (var pass = 0; pass < 2; pass++)
        {
            for (var from = 0; from < _slots.Count && Carried.Count < size; from++)
            {
                var there = _slots[from];
                var isMeant = pass == 1 || there.Count < size;
                if (isMeant && !there.IsEmpty && !_slots.IsCraftResult(from) && WindowSlots.AreAlike(there, Carried))
                {
                    Carry(_slots.Take(from, Math.Min(size - Carried.Count, there.Count)).Count);
                }
            }
        }
    }

    /// <summary>Ends a drag over slots: each gets its share, what is left stays on the cursor.</summary>
    private void Spread()
    {
        var left = Carried.Count;
        foreach (var slot in _dragged.AsSpan(0, _draggedCount))
        {
            if (Share(slot) is > 0 and var units)
            {
                _slots[slot] = Carried with { Count = _slots[slot].Count + units };
                left -= units;
            }
        }

        Carried = WindowSlots.Less(Carried, Carried.Count - left);
    }

    private void ShowSpread(WindowView view)
    {
        var left = Carried.Count;
        foreach (var slot in _dragged.AsSpan(0, _draggedCount))
        {
            if (Share(slot) is > 0 and var units)
            {
                view.Slots[slot] = Carried with { Count = _slots[slot].Count + units };
                left -= units;
            }
        }

        view.Carried = WindowSlots.Less(Carried, Carried.Count - left);
    }

    /// <summary>
    /// Units that a slot gets of a dragged stack: an even share with the left button, one with the right, as far as there is room.
    /// </summary>
    private int Share(int slot)
    {
        // Since the slot was noted a furnace may have worked, or a click of the other button may have taken of the stack.
        if (Carried.Count < _draggedCount || !CanSpreadTo(slot))
        {
            return 0;
        }

        var share = _dragButton == Buttons.Attack ? Carried.Count / _draggedCount : 1;
        return Math.Min(share, _slots.Limit(slot, Carried.Item) - _slots[slot].Count);
    }

    private void PutDown(int slot, Buttons button, bool isShifted)
    {
        if (Carried.IsEmpty)
        {
            return;
        }

        var units = button == Buttons.Attack ? Carried.Count : 1;
        if (slot < 0)
        {
            if (IsCursorOutside)
            {
                _ledger.Throw(Carried with { Count = units });
                Carry(-units);
            }
        }
        else if (isShifted)
        {
            QuickMove(slot);
        }
        else if (_slots.OnlyGives(slot))
        {
            TakeOneMore(slot);
        }
        else if (_slots.Accepts(slot, Carried.Item))
        {
            PutInto(slot, units);
        }
    }

    /// <summary>Takes what a result slot holds onto the cursor's stack, all or nothing.</summary>
    private void TakeOneMore(int slot)
    {
        var there = _slots[slot];
        var isLike = !there.IsEmpty && WindowSlots.AreAlike(there, Carried);
        if (isLike && there.Count + Carried.Count <= ItemTable.Of(Carried.Item).StackSize)
        {
            Carry(_slots.Take(slot, there.Count).Count);
        }
    }

    private void PutInto(int slot, int units)
    {
        var there = _slots[slot];
        var limit = _slots.Limit(slot, Carried.Item);
        if (there.IsEmpty || WindowSlots.AreAlike(there, Carried))
        {
            units = Math.Min(units, limit - there.Count);
            if (units > 0)
            {
                _slots[slot] = Carried with { Count = there.Count + units };
                Carry(-units);
            }
        }
        else if (Carried.Count <= limit)
        {
            _slots[slot] = Carried;
            Carried = there;
        }
    }

    /// <summary>Adds units to the cursor's stack, or takes some away.</summary>
    private void Carry(int units) => Carried = WindowSlots.Less(Carried, -units);

    private void EndDrag()
    {
        _dragButton = Buttons.None;
        _draggedCount = 0;
    }
}
