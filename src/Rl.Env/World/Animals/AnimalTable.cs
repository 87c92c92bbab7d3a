using Rl.Env.World.Blocks;

namespace Rl.Env.World.Animals;

/// <summary>
/// The properties of every <see cref="AnimalKind"/>; figures of Minecraft 1.16.5, boxes read in a source (V), health, speed, panic, weights
/// and drops from memory (Mh), eyes likewise (Mm).
/// </summary>
internal static class AnimalTable
{
    private static readonly AnimalProperties[] Table =
    [
        new(
            "cow", 0.9, 1.4, 1.3, 10, 0.2, 2.0, 8,
            Meat: new(ItemId.Beef, ItemId.CookedBeef, 1, 3),
            Hide: new(ItemId.Leather, ItemId.Leather, 0, 2)),
        new(
            "pig", 0.9, 0.9, 0.765, 10, 0.25, 1.25, 10,
            Meat: new(ItemId.Porkchop, ItemId.CookedPorkchop, 1, 3)),
        new(
            "sheep", 0.9, 1.3, 1.235, 8, 0.23, 1.25, 12,
            Meat: new(ItemId.Mutton, ItemId.CookedMutton, 1, 2),
            Hide: new(ItemId.WhiteWool, ItemId.WhiteWool, 1, 1)),
        new(
            "chicken", 0.4, 0.7, 0.644, 4, 0.25, 1.4, 10,
            Meat: new(ItemId.Chicken, ItemId.CookedChicken, 1, 1),
            Hide: new(ItemId.Feather, ItemId.Feather, 0, 2),
            Flutters: true,
            LaysEggs: true),
    ];

    /// <summary>How many species there are.</summary>
    public static int Count => Table.Length;

    /// <summary>The sum of all group weights.</summary>
    public static int TotalWeight { get; } = Table.Sum(properties => properties.GroupWeight);

    /// <summary>Width of the widest box, in blocks.</summary>
    public static double Widest { get; } = Table.Max(properties => properties.Width);

    /// <summary>The properties of one species.</summary>
    public static AnimalProperties Of(AnimalKind kind) => Table[(int)kind];

    /// <summary>The species that a lot in [0, <see cref="TotalWeight"/>) falls on.</summary>
    public static AnimalKind ByWeight(int lot)
    {
        var kind = 0;
        while (lot >= Table[kind].GroupWeight)
        {
            lot -= Table[kind++].GroupWeight;
        }

        return (AnimalKind)kind;
    }
}
