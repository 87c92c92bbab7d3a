using Rl.Env.World.Blocks;

namespace Rl.Env.World.Windows;

/// <summary>The items that one kind of tree gives, for what is said of every kind alike.</summary>
internal readonly record struct WoodSpecies
{
    /// <summary>The kinds of tree that exist.</summary>
    public static IReadOnlyList<WoodSpecies> All { get; } =
    [
        new()
        {
            Log = ItemId.OakLog,
            Bark = ItemId.OakWood,
            Planks = ItemId.OakPlanks,
            Sapling = ItemId.OakSapling,
            Slab = ItemId.OakSlab,
            Stairs = ItemId.OakStairs,
            Door = ItemId.OakDoor,
            Trapdoor = ItemId.OakTrapdoor,
            Fence = ItemId.OakFence,
            Sign = ItemId.OakSign,
            Boat = ItemId.OakBoat,
            Button = ItemId.OakButton,
            PressurePlate = ItemId.OakPressurePlate,
        },
        new()
        {
            Log = ItemId.BirchLog,
            Bark = ItemId.BirchWood,
            Planks = ItemId.BirchPlanks,
            Sapling = ItemId.BirchSapling,
            Slab = ItemId.BirchSlab,
            Stairs = ItemId.BirchStairs,
            Door = ItemId.BirchDoor,
            Trapdoor = ItemId.BirchTrapdoor,
            Fence = ItemId.BirchFence,
            Sign = ItemId.BirchSign,
            Boat = ItemId.BirchBoat,
            Button = ItemId.BirchButton,
            PressurePlate = ItemId.BirchPressurePlate,
        },
        new()
        {
            Log = ItemId.SpruceLog,
            Bark = ItemId.SpruceWood,
            Planks = ItemId.SprucePlanks,
            Sapling = ItemId.SpruceSapling,
            Slab = ItemId.SpruceSlab,
            Stairs = ItemId.SpruceStairs,
            Door = ItemId.SpruceDoor,
            Trapdoor = ItemId.SpruceTrapdoor,
            Fence = ItemId.SpruceFence,
            Sign = ItemId.SpruceSign,
            Boat = ItemId.SpruceBoat,
            Button = ItemId.SpruceButton,
            PressurePlate = ItemId.SprucePressurePlate,
        },
    ];

    public ItemId Log { get; init; }

    /// <summary>A log with bark on all sides, which the game calls wood.</summary>
    public ItemId Bark { get; init; }

    public ItemId Planks { get; init; }

    public ItemId Sapling { get; init; }

    public ItemId Slab { get; init; }

    public ItemId Stairs { get; init; }

    public ItemId Door { get; init; }

    public ItemId Trapdoor { get; init; }

    public ItemId Fence { get; init; }

    public ItemId Sign { get; init; }

    public ItemId Boat { get; init; }

    public ItemId Button { get; init; }

    public ItemId PressurePlate { get; init; }
}
