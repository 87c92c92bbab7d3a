using Rl.Env.World.Blocks;
using Rl.Env.World.Windows;

namespace Rl.Env.Experts;

/// <summary>Smelting iron: opens a furnace, puts ore and fuel in, waits with an eye on it, takes the ingots, closes it.</summary>
internal sealed class SmeltErrand(Self self, Workshop workshop, CursorHand hand, InventoryKey key) : IErrand
{
    /// <summary>Ticks that a furnace takes for an item.</summary>
    private const int SmeltTicks = 200;

    private const int MostTicks = 4000;
    private const int CoalTicks = 1600;
    private const int WoodTicks = 300;

    private int _wanted;
    private int _woodToSpare;
    private bool _waits;
    private int _ticks;
    private int _pause;
    private bool _hasBegun;
    private bool _isClosing;
    private bool _failed;

    private WindowView View => self.Window;

    /// <summary>Ticks that what lies in the furnace left will take; 0 if the work is done.</summary>
    public int TicksLeft { get; private set; }

    /// <summary>The furnace worked at last.</summary>
    public Cell? Site { get; private set; }

    /// <summary>Begins.</summary>
    /// <param name="wanted">Ingots to carry in the end.</param>
    /// <param name="woodToSpare">Planks, those in logs included, that may be burnt if there is no coal.</param>
    /// <param name="waits">False to leave as soon as the furnace has all that it needs.</param>
    public void Begin(int wanted, int woodToSpare, bool waits)
    {
        (_wanted, _woodToSpare, _waits, _ticks, _pause, TicksLeft) = (wanted, woodToSpare, waits, 0, 0, 0);
        (_hasBegun, _isClosing, _failed) = (false, false, false);
        workshop.Stop();
        hand.Stop();
    }

    /// <inheritdoc />
    public bool UsesWindows => true;

    /// <inheritdoc />
    public Progress Act()
    {
        if (_isClosing)
        {
            return !key.Close() ? Progress.Underway : _failed ? Progress.Failed : Progress.Done;
        }

        if (++_ticks > MostTicks)
        {
            return Progress.Failed;
        }

        if (View.Kind != WindowKind.Furnace)
        {
            return _hasBegun ? Progress.Failed : workshop.Enter(WindowKind.Furnace) == Progress.Failed ? Progress.Failed : Progress.Underway;
        }

        if (!_hasBegun)
        {
            _hasBegun = true;
            Site = workshop.Site;
        }

        if (!hand.IsIdle)
        {
            hand.Act();
            return Progress.Underway;
        }

        if (_pause > 0)
        {
            _pause--;
            return Progress.Underway;
        }

        var isWorking = View.Carried.IsEmpty ? WithFreeHand() : WithFullHand();
        if (!isWorking)
        {
            _isClosing = true;
            return Progress.Underway;
        }

        hand.Act();
        return Progress.Underway;
    }

    /// <inheritdoc />
    public void Leave()
    {
        workshop.Stop();
        hand.Stop();
    }

    /// <summary>Decides on the next click; false if all is done or nothing can be done.</summary>
    private bool WithFreeHand()
    {
        var (input, output) = (View.Slots[WindowLayout.FurnaceInput], View.Slots[WindowLayout.FurnaceOutput]);
        var held = CountOf(ItemId.IronIngot);
        if (!output.IsEmpty && (held + output.Count >= _wanted || input.IsEmpty || output.Item != ItemId.IronIngot))
        {
            hand.Click(WindowLayout.FurnaceOutput, quickly: self.Persona.TakesQuickly);
            return true;
        }

        if (held >= _wanted)
        {
            return false;
        }

        if (!input.IsEmpty && input.Item != ItemId.IronOre)
        {
            hand.Click(WindowLayout.FurnaceInput, quickly: true);
            return true;
        }

        if (input.IsEmpty)
        {
            if (SlotOf(item => item == ItemId.IronOre) is { } ore)
            {
                hand.Click(ore);
                return true;
            }

            _failed = true;
            return false;
        }

        if (FuelMissing() > 0)
        {
            if (FuelSlot() is { } fuel)
            {
                hand.Click(fuel);
                return true;
            }

            if (View.BurnLeft == 0)
            {
                // Out of fuel: takes back what there is.
                _failed = true;
                hand.Click(output.IsEmpty ? WindowLayout.FurnaceInput : WindowLayout.FurnaceOutput, quickly: true);
                return true;
            }
        }

        var left = (Math.Min(input.Count, _wanted - held - output.Count) * SmeltTicks) - View.CookProgress;
        if (!_waits && left > SmeltTicks)
        {
            TicksLeft = left;
            return false;
        }

        Wait();
        return true;
    }

    private bool WithFullHand()
    {
        var carried = View.Carried;
        var fuel = View.Slots[WindowLayout.FurnaceFuel];
        var input = View.Slots[WindowLayout.FurnaceInput];
        if (carried.Item == ItemId.IronOre && (input.IsEmpty || input.Item == ItemId.IronOre))
        {
            hand.Click(WindowLayout.FurnaceInput);
        }
        else if (BurnTicks(carried.Item) > 0 && FuelMissing() > 0 && (fuel.IsEmpty || fuel.Item == carried.Item))
        {
            hand.Click(WindowLayout.FurnaceFuel, right: carried.Count > 1);
        }
        else if (Bench.Stash(self, carried) is { } slot)
        {
            hand.Click(slot);
        }
        else
        {
            hand.ClickOutside();
        }

        return true;
    }

    /// <summary>Watches the furnace; the cursor strays a little.</summary>
    private void Wait()
    {
        _pause = 15 + self.UpTo(40);
        if (self.Random.Next(4) == 0)
        {
            hand.Hover(self.Random.Next(2) == 0 ? WindowLayout.FurnaceOutput : WindowLayout.FurnaceInput);
        }
    }

    /// <summary>Ticks of burning still to be provided for.</summary>
    private int FuelMissing()
    {
        var (input, fuel) = (View.Slots[WindowLayout.FurnaceInput], View.Slots[WindowLayout.FurnaceFuel]);
        var wanted = Math.Min(input.Count, _wanted - CountOf(ItemId.IronIngot) - View.Slots[WindowLayout.FurnaceOutput].Count);
        return (wanted * SmeltTicks) - View.CookProgress - View.BurnLeft - (fuel.Count * BurnTicks(fuel.Item));
    }

    private static int BurnTicks(ItemId item) => item switch
    {
        ItemId.Coal or ItemId.Charcoal => CoalTicks,
        _ => Pack.IsPlanks(item) || Pack.IsLog(item) ? WoodTicks : 0,
    };

    /// <summary>The slot to take fuel from: coal, else wood that can be spared; of the kind that is in the furnace already, if any.</summary>
    private int? FuelSlot()
    {
        var there = View.Slots[WindowLayout.FurnaceFuel].Item;
        if (SlotOf(item => item is ItemId.Coal or ItemId.Charcoal) is { } coal && Fits(coal))
        {
            return coal;
        }

        if (_woodToSpare > 0 && SlotOf(Pack.IsPlanks) is { } planks && Fits(planks))
        {
            return planks;
        }

        return _woodToSpare > 3 && SlotOf(Pack.IsLog) is { } log && Fits(log) ? log : null;

        bool Fits(int slot) => there == ItemId.None || View.Slots[slot].Item == there;
    }

    private int? SlotOf(Func<ItemId, bool> belongs)
    {
        for (var slot = 0; slot < 36; slot++)
        {
            var window = WindowLayout.WindowSlot(WindowKind.Furnace, slot);
            if (belongs(View.Slots[window].Item))
            {
                return window;
            }
        }

        return null;
    }

    private int CountOf(ItemId item)
    {
        var count = 0;
        for (var slot = 0; slot < 36; slot++)
        {
            var stack = View.Slots[WindowLayout.WindowSlot(WindowKind.Furnace, slot)];
            count += stack.Item == item ? stack.Count : 0;
        }

        return count;
    }
}
