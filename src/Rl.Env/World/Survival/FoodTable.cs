using Rl.Env.World.Blocks;

namespace Rl.Env.World.Survival;

/// <summary>What can be eaten; points and saturation of Minecraft 1.16.5 (V), the odds of hunger from memory (Mh).</summary>
public static class FoodTable
{
    private static readonly Food[] Table = Build();

    /// <summary>What eating an item does; no points if it cannot be eaten.</summary>
    public static Food Of(ItemId item) => Table[(int)item];

    /// <summary>True if an item can be eaten.</summary>
    public static bool IsFood(ItemId item) => Table[(int)item].Points > 0;

    private static Food[] Build()
    {
        var table = new Food[ItemTable.Count];
        table[(int)ItemId.Apple] = new Food(4, 2.4f);
        table[(int)ItemId.Bread] = new Food(5, 6f);
        table[(int)ItemId.Porkchop] = new Food(3, 1.8f);
        table[(int)ItemId.CookedPorkchop] = new Food(8, 12.8f);
        table[(int)ItemId.Beef] = new Food(3, 1.8f);
        table[(int)ItemId.CookedBeef] = new Food(8, 12.8f);
        table[(int)ItemId.Chicken] = new Food(2, 1.2f, HungerChance: 0.3f);
        table[(int)ItemId.CookedChicken] = new Food(6, 7.2f);
        table[(int)ItemId.Mutton] = new Food(2, 1.2f);
        table[(int)ItemId.CookedMutton] = new Food(6, 9.6f);
        table[(int)ItemId.RottenFlesh] = new Food(4, 0.8f, HungerChance: 0.8f);
        table[(int)ItemId.MelonSlice] = new Food(2, 1.2f);
        return table;
    }
}
