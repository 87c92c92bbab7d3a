using Rl.Env.Seeds;
using Rl.Env.World.Blocks;

namespace Rl.Env.World.Mining;

/// <summary>What a broken block leaves behind.</summary>
internal static class BlockDrops
{
    /// <summary>Most different stacks that one block drops.</summary>
    public const int MaximumStacks = 3;

    private const double FlintChance = 0.1;
    private const double SaplingChance = 0.05;
    private const double StickChance = 0.02;
    private const double AppleChance = 0.005;

    /// <summary>Rolls the drops of a block broken with a fitting tool.</summary>
    /// <param name="block">What was broken.</param>
    /// <param name="random">The world's stream; drawn from only where chance decides.</param>
    /// <param name="drops"><see cref="MaximumStacks"/> entries; the returned count is written.</param>
    public static int Roll(BlockId block, SeededRandom random, Span<ItemStack> drops)
    {
        switch (block)
        {
            case BlockId.Gravel:
                drops[0] = new ItemStack(random.NextDouble() < FlintChance ? ItemId.Flint : ItemId.Gravel, 1);
                return 1;
            case BlockId.OakLeaves:
                return RollLeaves(ItemId.OakSapling, hasApples: true, random, drops);
            case BlockId.BirchLeaves:
                return RollLeaves(ItemId.BirchSapling, hasApples: false, random, drops);
        }

        var drop = BlockTable.Of(block).Drop;
        if (drop == ItemId.None)
        {
            return 0;
        }

        drops[0] = new ItemStack(drop, 1);
        return 1;
    }

    private static int RollLeaves(ItemId sapling, bool hasApples, SeededRandom random, Span<ItemStack> drops)
    {
        var count = 0;
        if (random.NextDouble() < SaplingChance)
        {
            drops[count++] = new ItemStack(sapling, 1);
        }

        if (random.NextDouble() < StickChance)
        {
            drops[count++] = new ItemStack(ItemId.Stick, random.Next(1, 3));
        }

        if (hasApples && random.NextDouble() < AppleChance)
        {
            drops[count++] = new ItemStack(ItemId.Apple, 1);
        }

        return count;
    }
}
