using Rl.Env.Seeds;
using Rl.Env.World.Blocks;

namespace Rl.Env.World.Mining;

/// <summary>What a block leaves behind; odds and counts of Minecraft 1.16.5 from memory (Mh).</summary>
internal static class BlockDrops
{
    /// <summary>Most different stacks that one block drops.</summary>
    public const int MaximumStacks = 3;

    private const double FlintChance = 0.1;
    private const double SaplingChance = 0.05;
    private const double StickChance = 0.02;
    private const double AppleChance = 0.005;
    private const double SeedsChance = 0.125;
    private const int ClayBalls = 4;

    /// <summary>Rolls the drops of a block that was broken with a tool that can harvest it.</summary>
    /// <param name="block">What was broken.</param>
    /// <param name="tool">What it was broken with.</param>
    /// <param name="random">The world's stream; drawn from only where chance decides.</param>
    /// <param name="drops"><see cref="MaximumStacks"/> entries; the returned count is written.</param>
    public static int Roll(BlockId block, ToolKind tool, SeededRandom random, Span<ItemStack> drops)
    {
        switch (block)
        {
            case BlockId.Gravel:
                return Single(random.NextDouble() < FlintChance ? ItemId.Flint : ItemId.Gravel, 1, drops);
            case BlockId.Clay:
                return Single(ItemId.ClayBall, ClayBalls, drops);
            case BlockId.LapisOre:
                return Single(ItemId.LapisLazuli, random.Next(4, 10), drops);
            case BlockId.RedstoneOre:
                return Single(ItemId.Redstone, random.Next(4, 6), drops);
            case BlockId.Melon:
                return Single(ItemId.MelonSlice, random.Next(3, 8), drops);
        }

        if (BlockTable.IsLeaves(block) || block is (>= BlockId.Grass and <= BlockId.TallGrassUpper) or BlockId.DeadBush)
        {
            // Shears take foliage whole. There is no item for that, as nothing on the road to diamonds needs one.
            return tool == ToolKind.Shears ? 0 : RollFoliage(block, random, drops);
        }

        return Single(BlockTable.Of(block).Drop, 1, drops);
    }

    /// <summary>
    /// Rolls what a block leaves that came off without a hand: what the empty hand would get, but sand and gravel stay what they are.
    /// </summary>
    /// <param name="block">What came off.</param>
    /// <param name="random">The world's stream; drawn from only where chance decides.</param>
    /// <param name="drops"><see cref="MaximumStacks"/> entries; the returned count is written.</param>
    public static int RollUnaided(BlockId block, SeededRandom random, Span<ItemStack> drops)
    {
        if (block == BlockId.Gravel)
        {
            return Single(ItemId.Gravel, 1, drops);
        }

        return MiningSpeed.CanHarvest(BlockTable.Of(block), ItemTable.Of(ItemId.None)) ? Roll(block, ToolKind.None, random, drops) : 0;
    }

    private static int RollFoliage(BlockId block, SeededRandom random, Span<ItemStack> drops) => block switch
    {
        BlockId.OakLeaves => RollLeaves(ItemId.OakSapling, hasApples: true, random, drops),
        BlockId.BirchLeaves => RollLeaves(ItemId.BirchSapling, hasApples: false, random, drops),
        BlockId.SpruceLeaves => RollLeaves(ItemId.SpruceSapling, hasApples: false, random, drops),
        BlockId.DeadBush => Single(ItemId.Stick, random.Next(0, 3), drops),
        _ => Single(ItemId.WheatSeeds, random.NextDouble() < SeedsChance ? 1 : 0, drops),
    };

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

    private static int Single(ItemId item, int count, Span<ItemStack> drops)
    {
        if (item == ItemId.None || count == 0)
        {
            return 0;
        }

        drops[0] = new ItemStack(item, count);
        return 1;
    }
}
