namespace Rl.Env.Tasks;

/// <summary>
/// The paper's reward table (arXiv 2206.11795, table 7), rung by rung in order. Tier bases of 1, 2, 4 and 8 are divided by the rewarded quantity;
/// diamonds and diamond pickaxes are rewarded without a limit. Luanti's standard game has the same road under other names, and counts for the same
/// rungs; it has no crafting table, since there everybody crafts on nine fields, and its mese lies beyond the paper's last rung.
/// </summary>
public static class Ladder
{
    private static readonly string[] Species = ["oak", "birch", "spruce", "jungle", "acacia", "dark_oak"];

    /// <summary>Luanti's kinds of trees, as its items begin.</summary>
    private static readonly string[] LuantiSpecies = ["", "jungle", "pine_", "acacia_", "aspen_"];

    /// <summary>All rungs, lowest first.</summary>
    public static IReadOnlyList<LadderRung> Rungs { get; } =
    [
        new("log", OfEverySpecies("log", "tree"), 8, 1.0 / 8),
        new("planks", OfEverySpecies("planks", "wood"), 20, 1.0 / 20),
        new("stick", ["stick"], 16, 1.0 / 16),
        new("crafting_table", ["crafting_table"], 1, 1),
        new("wooden_pickaxe", ["wooden_pickaxe", "pick_wood"], 1, 1),
        new("cobblestone", ["cobblestone", "cobble", "desert_cobble"], 11, 1.0 / 11),
        new("stone_pickaxe", ["stone_pickaxe", "pick_stone"], 1, 1),
        new("furnace", ["furnace"], 1, 1),
        new("coal", ["coal", "coal_lump"], 5, 2.0 / 5),
        new("torch", ["torch"], 16, 1.0 / 8),
        new("iron_ore", ["iron_ore", "iron_lump"], 3, 4.0 / 3),
        new("iron_ingot", ["iron_ingot", "steel_ingot"], 3, 4.0 / 3),
        new("iron_pickaxe", ["iron_pickaxe", "pick_steel"], 1, 4),
        new("diamond", ["diamond"], int.MaxValue, 8.0 / 3),
        new("diamond_pickaxe", ["diamond_pickaxe", "pick_diamond"], int.MaxValue, 8),
    ];

    /// <summary>The rung's position by its key.</summary>
    /// <exception cref="ArgumentException">There is no such rung.</exception>
    public static int IndexOf(string key)
    {
        for (var i = 0; i < Rungs.Count; i++)
        {
            if (Rungs[i].Key == key)
            {
                return i;
            }
        }

        throw new ArgumentException($"'{key}' is no rung of the ladder; rungs are {string.Join(", ", Rungs.Select(rung => rung.Key))}.", nameof(key));
    }

    private static string[] OfEverySpecies(string suffix, string luantiSuffix) =>
        [.. Species.Select(species => $"{species}_{suffix}"), .. LuantiSpecies.Select(species => species + luantiSuffix)];
}
