using Rl.Env.World.Animals;
using Rl.Env.World.Blocks;
using Rl.Env.World.Items;
using Rl.Env.World.Windows;

namespace Rl.Env.World;

/// <summary>
/// What MineRL's HumanSurvival tells beside the picture, by its names: for rewards, tests and tools, never for a policy. A snapshot, made by
/// <see cref="VoxelWorld.Observe"/>; ids are those of Minecraft 1.16.5 without namespace.
/// </summary>
public sealed record WorldObservation
{
    /// <summary>Units by item in the 36 main slots; what hangs on the cursor, lies in a grid or is worn is not counted (V).</summary>
    public required IReadOnlyDictionary<string, int> Inventory { get; init; }

    /// <summary>By place: mainhand, offhand, head, chest, legs, feet.</summary>
    public required IReadOnlyDictionary<string, EquippedItem> EquippedItems { get; init; }

    /// <summary>Health, hunger and breath.</summary>
    public required LifeStats LifeStats { get; init; }

    /// <summary>Place, view and light.</summary>
    public required LocationStats LocationStats { get; init; }

    /// <summary>
    /// Counts since the reset by group (mine_block, craft_item, use_item, break_item, pickup, drop, kill_entity) and id; ids without a count
    /// are left out.
    /// </summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Statistics { get; init; }

    /// <summary>True while a window is open.</summary>
    public required bool IsGuiOpen { get; init; }

    /// <summary>The open window.</summary>
    public required WindowKind Window { get; init; }

    /// <summary>
    /// The mouse cursor's hot spot, in pixels of 640 × 360 from the upper left, fractions kept; in the middle while no window is open.
    /// </summary>
    public required (double X, double Y) Cursor { get; init; }

    /// <summary>Ticks of 50 ms since the reset.</summary>
    public required long Tick { get; init; }

    /// <summary>The hotbar's slot in hand, 0 to 8.</summary>
    public required int SelectedSlot { get; init; }

    internal static IReadOnlyDictionary<string, int> Count(Inventory inventory)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var stack in inventory.Slots)
        {
            if (!stack.IsEmpty)
            {
                var name = ItemTable.Of(stack.Item).Name;
                counts[name] = counts.GetValueOrDefault(name) + stack.Count;
            }
        }

        return counts;
    }

    internal static IReadOnlyDictionary<string, EquippedItem> Equipped(Inventory inventory)
    {
        return new Dictionary<string, EquippedItem>
        {
            ["mainhand"] = Describe(inventory.Held),
            ["offhand"] = Describe(inventory.OffHand),
            ["head"] = Describe(inventory.Armor[0]),
            ["chest"] = Describe(inventory.Armor[1]),
            ["legs"] = Describe(inventory.Armor[2]),
            ["feet"] = Describe(inventory.Armor[3]),
        };

        static EquippedItem Describe(ItemStack stack) => stack.IsEmpty
            ? new EquippedItem("none", 0, 0)
            : new EquippedItem(ItemTable.Of(stack.Item).Name, stack.Damage, ItemTable.Of(stack.Item).Uses);
    }

    internal static IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Groups(WorldStatistics statistics)
    {
        return new SortedDictionary<string, IReadOnlyDictionary<string, int>>(StringComparer.Ordinal)
        {
            ["mine_block"] = Named(statistics.Mined, block => BlockTable.Of((BlockId)block).Name),
            ["craft_item"] = Named(statistics.Crafted, ItemName),
            ["use_item"] = Named(statistics.Used, ItemName),
            ["break_item"] = Named(statistics.Broken, ItemName),
            ["pickup"] = Named(statistics.PickedUp, ItemName),
            ["drop"] = Named(statistics.Dropped, ItemName),
            ["kill_entity"] = Named(statistics.Killed, kind => AnimalTable.Of((AnimalKind)kind).Name),
        };

        static string ItemName(int item) => ItemTable.Of((ItemId)item).Name;
    }

    private static SortedDictionary<string, int> Named(ReadOnlySpan<int> counts, Func<int, string> nameOf)
    {
        var named = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] != 0)
            {
                // Facings of one block share its name.
                named[nameOf(i)] = named.GetValueOrDefault(nameOf(i)) + counts[i];
            }
        }

        return named;
    }
}
