using Rl.Env.World.Blocks;
using Rl.Env.World.Items;
using Rl.Env.World.Mining;

namespace Rl.Env.Experts;

/// <summary>What a player carries, as he counts it.</summary>
internal sealed class Pack(Inventory inventory)
{
    /// <summary>Uses below which a tool of iron or better is kept for what needs it.</summary>
    private const int SpareUses = 60;

    /// <summary>Ticks that a break costs beside the work: the pause, and the start of the next block.</summary>
    private const int TicksBetweenBlocks = 6;

    /// <summary>All slots: 0 to 8 the hotbar, 9 to 35 the rows above it.</summary>
    public ReadOnlySpan<ItemStack> Slots => inventory.Slots;

    /// <summary>The selected hotbar slot.</summary>
    public int SelectedSlot => inventory.SelectedSlot;

    /// <summary>The stack in hand.</summary>
    public ItemStack Held => inventory.Held;

    /// <summary>Trunks of any tree.</summary>
    public int Logs => Count(item => IsLog(item));

    /// <summary>Planks of any wood.</summary>
    public int Planks => Count(item => IsPlanks(item));

    /// <summary>Planks carried and planks in the logs carried.</summary>
    public int Wood => Planks + (4 * Logs);

    /// <summary>Sticks.</summary>
    public int Sticks => inventory.CountOf(ItemId.Stick);

    /// <summary>Cobblestone.</summary>
    public int Cobblestone => inventory.CountOf(ItemId.Cobblestone);

    /// <summary>Coal and charcoal.</summary>
    public int Coal => inventory.CountOf(ItemId.Coal) + inventory.CountOf(ItemId.Charcoal);

    /// <summary>Slots in which nothing lies.</summary>
    public int FreeSlots => Slots.Length - OccupiedSlots();

    /// <summary>A block carried that is good for nothing but building; null for none.</summary>
    public ItemId? Rubble
    {
        get
        {
            foreach (var stack in Slots)
            {
                if (IsRubble(stack.Item))
                {
                    return stack.Item;
                }
            }

            return null;
        }
    }

    /// <summary>The best tier of pickaxe carried.</summary>
    public ToolTier PickaxeTier
    {
        get
        {
            var best = ToolTier.None;
            foreach (var stack in Slots)
            {
                var properties = ItemTable.Of(stack.Item);
                best = properties.Tool == ToolKind.Pickaxe && properties.HarvestTier > best ? properties.HarvestTier : best;
            }

            return best;
        }
    }

    /// <summary>True for the trunk of any tree.</summary>
    public static bool IsLog(ItemId item) => item is ItemId.OakLog or ItemId.BirchLog or ItemId.SpruceLog;

    /// <summary>True for planks of any wood.</summary>
    public static bool IsPlanks(ItemId item) => item is ItemId.OakPlanks or ItemId.BirchPlanks or ItemId.SprucePlanks;

    /// <summary>True for blocks that are good for nothing but building.</summary>
    public static bool IsRubble(ItemId item) => item is ItemId.Cobblestone or ItemId.Dirt or ItemId.Stone or ItemId.Granite or ItemId.Diorite
        or ItemId.Andesite or ItemId.MossyCobblestone or ItemId.CoarseDirt or ItemId.Sandstone;

    /// <summary>Units of an item.</summary>
    public int CountOf(ItemId item) => inventory.CountOf(item);

    /// <summary>True if an item is carried.</summary>
    public bool Has(ItemId item) => inventory.CountOf(item) > 0;

    /// <summary>Uses left in all tools of a kind and tier.</summary>
    public int UsesLeft(ItemId tool)
    {
        var uses = 0;
        foreach (var stack in Slots)
        {
            uses += stack.Item == tool ? ItemTable.Of(tool).Uses - stack.Damage : 0;
        }

        return uses;
    }

    /// <summary>The hotbar slot with an item, −1 for none.</summary>
    public int HotbarSlotOf(ItemId item)
    {
        for (var slot = 0; slot < Inventory.HotbarCount; slot++)
        {
            if (Slots[slot].Item == item)
            {
                return slot;
            }
        }

        return -1;
    }

    /// <summary>The hotbar slot with the most rubble in it, −1 for none.</summary>
    public int RubbleSlot()
    {
        var best = -1;
        for (var slot = 0; slot < Inventory.HotbarCount; slot++)
        {
            if (IsRubble(Slots[slot].Item) && (best < 0 || Slots[slot].Count > Slots[best].Count))
            {
                best = slot;
            }
        }

        return best;
    }

    /// <summary>The hotbar slot to break a block with: the quickest, and no tool where a tool is no help.</summary>
    public int SlotFor(BlockId block)
    {
        var best = SelectedSlot;
        var least = TicksWith(block, Slots[best]) - 0.5;
        for (var slot = 0; slot < Inventory.HotbarCount; slot++)
        {
            var ticks = TicksWith(block, Slots[slot]);
            if (ticks < least)
            {
                (best, least) = (slot, ticks);
            }
        }

        return best;
    }

    /// <summary>Ticks that breaking a block takes with what is at hand; infinite if nothing breaks it.</summary>
    public double TicksFor(BlockId block)
    {
        var least = TicksWith(block, ItemStack.Empty);
        for (var slot = 0; slot < Inventory.HotbarCount; slot++)
        {
            least = Math.Min(least, TicksWith(block, Slots[slot]));
        }

        return least + TicksBetweenBlocks;
    }

    private static double TicksWith(BlockId block, ItemStack stack)
    {
        var (properties, tool) = (BlockTable.Of(block), ItemTable.Of(stack.Item));
        var progress = MiningSpeed.ProgressPerTick(properties, tool, eyeInWater: false, onGround: true);
        if (progress <= 0)
        {
            return double.PositiveInfinity;
        }

        // A worn tool on work that it does no better than the hand is a waste; so is the last of a good one on common stone.
        var isWaste = tool.Uses > 0 && tool.Tool != properties.Tool;
        var isPrecious = tool.HarvestTier >= ToolTier.Iron && properties.MinimumTier < ToolTier.Iron && tool.Uses - stack.Damage <= SpareUses;
        return Math.Ceiling(1 / progress) + (isWaste ? 0.4 : 0) + (isPrecious ? 60 : 0);
    }

    private int OccupiedSlots()
    {
        var occupied = 0;
        foreach (var stack in Slots)
        {
            occupied += stack.IsEmpty ? 0 : 1;
        }

        return occupied;
    }

    private int Count(Func<ItemId, bool> belongs)
    {
        var count = 0;
        foreach (var stack in Slots)
        {
            count += belongs(stack.Item) ? stack.Count : 0;
        }

        return count;
    }
}
