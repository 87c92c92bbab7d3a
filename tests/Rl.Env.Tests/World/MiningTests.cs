using Rl.Env.Actions;
using Rl.Env.World.Blocks;
using Rl.Env.World.Mining;
using Rl.Env.World.Volume;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class MiningTests
{
    [Test]
    public void A_log_gives_way_to_the_hand_on_step_61()
    {
        var player = WorldDriver.FacingSouth();
        player.World.SetBlock(0, 65, 2, BlockId.OakLog);

        Assert.That(player.HoldUntil(Buttons.Attack, () => player.IsAir(0, 65, 2)), Is.EqualTo(61));
    }

    [Test]
    public void Two_stones_with_a_wooden_pickaxe_take_23_and_29_steps_and_wear_it_twice()
    {
        var player = WorldDriver.FacingSouth();
        player.Give(ItemId.WoodenPickaxe);
        player.World.SetBlock(0, 65, 2, BlockId.Stone);
        player.World.SetBlock(0, 65, 3, BlockId.Stone);

        var first = player.HoldUntil(Buttons.Attack, () => player.IsAir(0, 65, 2));
        var second = player.HoldUntil(Buttons.Attack, () => player.IsAir(0, 65, 3));

        Assert.That((first, second), Is.EqualTo((23, 29)));
        Assert.That(player.World.Inventory.Held.Damage, Is.EqualTo(2));
    }

    [TestCase(BlockId.OakLeaves, ToolKind.None, 6, 6, 6, 6, 6)]
    [TestCase(BlockId.Dirt, ToolKind.Shovel, 15, 8, 4, 3, 2)]
    [TestCase(BlockId.CoarseDirt, ToolKind.Shovel, 15, 8, 4, 3, 2)]
    [TestCase(BlockId.Sand, ToolKind.Shovel, 15, 8, 4, 3, 2)]
    [TestCase(BlockId.GrassBlock, ToolKind.Shovel, 18, 9, 5, 3, 3)]
    [TestCase(BlockId.Gravel, ToolKind.Shovel, 18, 9, 5, 3, 3)]
    [TestCase(BlockId.Clay, ToolKind.Shovel, 18, 9, 5, 3, 3)]
    [TestCase(BlockId.OakLog, ToolKind.Axe, 61, 30, 15, 10, 8)]
    [TestCase(BlockId.BirchLog, ToolKind.Axe, 61, 30, 15, 10, 8)]
    [TestCase(BlockId.SpruceLog, ToolKind.Axe, 61, 30, 15, 10, 8)]
    [TestCase(BlockId.OakPlanks, ToolKind.Axe, 61, 30, 15, 10, 8)]
    [TestCase(BlockId.SprucePlanks, ToolKind.Axe, 61, 30, 15, 10, 8)]
    [TestCase(BlockId.CraftingTable, ToolKind.Axe, 76, 38, 19, 13, 10)]
    [TestCase(BlockId.ChestWest, ToolKind.Axe, 76, 38, 19, 13, 10)]
    [TestCase(BlockId.Stone, ToolKind.Pickaxe, 151, 23, 12, 8, 6)]
    [TestCase(BlockId.Granite, ToolKind.Pickaxe, 151, 23, 12, 8, 6)]
    [TestCase(BlockId.Diorite, ToolKind.Pickaxe, 151, 23, 12, 8, 6)]
    [TestCase(BlockId.Andesite, ToolKind.Pickaxe, 151, 23, 12, 8, 6)]
    [TestCase(BlockId.Cobblestone, ToolKind.Pickaxe, 201, 30, 15, 10, 8)]
    [TestCase(BlockId.MossyCobblestone, ToolKind.Pickaxe, 201, 30, 15, 10, 8)]
    [TestCase(BlockId.LitFurnaceEast, ToolKind.Pickaxe, 350, 53, 27, 18, 14)]
    [TestCase(BlockId.CoalOre, ToolKind.Pickaxe, 301, 45, 23, 15, 12)]
    [TestCase(BlockId.IronOre, ToolKind.Pickaxe, 301, 151, 23, 15, 12)]
    [TestCase(BlockId.LapisOre, ToolKind.Pickaxe, 301, 151, 23, 15, 12)]
    [TestCase(BlockId.GoldOre, ToolKind.Pickaxe, 301, 151, 76, 15, 12)]
    [TestCase(BlockId.RedstoneOre, ToolKind.Pickaxe, 301, 151, 76, 15, 12)]
    [TestCase(BlockId.EmeraldOre, ToolKind.Pickaxe, 301, 151, 76, 15, 12)]
    [TestCase(BlockId.DiamondOre, ToolKind.Pickaxe, 301, 151, 76, 15, 12)]
    [TestCase(BlockId.Obsidian, ToolKind.Pickaxe, 5001, 2500, 1250, 834, 188)]
    public void A_block_takes_the_ticks_of_the_original_s_table(
        BlockId block, ToolKind kind, int hand, int wood, int stone, int iron, int diamond)
    {
        var tiers = new[] { ToolTier.None, ToolTier.Wood, ToolTier.Stone, ToolTier.Iron, ToolTier.Diamond };

        Assert.That(tiers.Select(tier => TicksToBreak(block, ToolOf(kind, tier))), Is.EqualTo(new[] { hand, wood, stone, iron, diamond }));
    }

    [TestCase(BlockId.Stone, ItemId.GoldenPickaxe, 4)]
    [TestCase(BlockId.OakLog, ItemId.GoldenAxe, 5)]
    [TestCase(BlockId.Dirt, ItemId.GoldenShovel, 2)]
    [TestCase(BlockId.OakLeaves, ItemId.IronSword, 4)]
    [TestCase(BlockId.OakLeaves, ItemId.StoneHoe, 2)]
    [TestCase(BlockId.OakLeaves, ItemId.Shears, 1)]
    [TestCase(BlockId.WhiteWool, ItemId.Shears, 5)]
    [TestCase(BlockId.WhiteWool, ItemId.IronSword, 24)]
    [TestCase(BlockId.Cobweb, ItemId.WoodenSword, 8)]
    [TestCase(BlockId.Cobweb, ItemId.Shears, 8)]
    [TestCase(BlockId.Cobweb, ItemId.None, 401)]
    [TestCase(BlockId.Snow, ItemId.WoodenShovel, 2)]
    public void Gold_shears_and_swords_have_speeds_of_their_own(BlockId block, ItemId tool, int ticks)
    {
        Assert.That(TicksToBreak(block, tool), Is.EqualTo(ticks));
    }

    [Test]
    public void What_gives_way_at_once_is_broken_in_every_tick_without_a_pause()
    {
        var digging = new Digging(new MiningConfig());

        for (var tick = 0; tick < 5; tick++)
        {
            var plant = Hit(tick % 2 == 0 ? BlockId.Grass : BlockId.Poppy) with { X = tick };
            Assert.That(digging.Tick(held: true, plant, ItemId.None, OnFirmGround), Is.EqualTo(plant), $"tick {tick}");
        }
    }

    [Test]
    public void Bedrock_never_gives_way()
    {
        var held = ItemTable.Of(ItemId.DiamondPickaxe);

        Assert.That(MiningSpeed.ProgressPerTick(BlockTable.Of(BlockId.Bedrock), held, eyeInWater: false, onGround: true), Is.Zero);
    }

    [Test]
    public void Work_in_the_air_and_under_water_is_five_times_slower_each()
    {
        var dirt = BlockTable.Of(BlockId.Dirt);
        var hand = ItemTable.Of(ItemId.None);
        var best = MiningSpeed.ProgressPerTick(dirt, hand, eyeInWater: false, onGround: true);

        Assert.That(MiningSpeed.ProgressPerTick(dirt, hand, eyeInWater: true, onGround: false) * 25, Is.EqualTo(best).Within(1e-6f));
    }

    [Test]
    public void A_tool_of_too_low_a_tier_gets_nothing_out_of_an_ore()
    {
        var diamond = BlockTable.Of(BlockId.DiamondOre);

        Assert.Multiple(() =>
        {
            Assert.That(MiningSpeed.CanHarvest(diamond, ItemTable.Of(ItemId.StonePickaxe)), Is.False);
            Assert.That(MiningSpeed.CanHarvest(diamond, ItemTable.Of(ItemId.IronPickaxe)), Is.True);
            Assert.That(MiningSpeed.CanHarvest(diamond, ItemTable.Of(ItemId.DiamondAxe)), Is.False);
        });
    }

    [Test]
    public void Letting_go_or_changing_the_tool_loses_the_progress()
    {
        var digging = new Digging(new MiningConfig());
        Work(digging, ItemId.None, ticks: 40);
        Assert.That(digging.Progress, Is.EqualTo(40f / 60f).Within(1e-4f));

        digging.Tick(held: true, Hit(BlockId.OakLog), ItemId.Stick, OnFirmGround);
        Assert.That(digging.Progress, Is.Zero);

        Work(digging, ItemId.Stick, ticks: 10);
        digging.Tick(held: false, Hit(BlockId.OakLog), ItemId.Stick, OnFirmGround);
        Assert.That((digging.Block, digging.Progress), Is.EqualTo(((VoxelHit?)null, 0f)));
    }

    [Test]
    public void A_swing_at_air_keeps_held_attack_from_mining_for_ten_ticks()
    {
        var digging = new Digging(new MiningConfig());
        digging.Tick(held: true, target: null, ItemId.None, OnFirmGround);
        var ticks = 1;
        while (digging.Block is null)
        {
            digging.Tick(held: true, Hit(BlockId.OakLog), ItemId.None, OnFirmGround);
            ticks++;
        }

        Assert.That(ticks, Is.EqualTo(11));
    }

    [TestCase(0.05f, -1)]
    [TestCase(0.11f, 0)]
    [TestCase(0.55f, 4)]
    [TestCase(0.999f, 8)]
    public void Cracks_show_a_tenth_of_the_progress_each(float progress, int stage)
    {
        var digging = new Digging(new MiningConfig());
        Work(digging, ItemId.None, (int)MathF.Ceiling(progress * 60f));

        Assert.That(digging.CrackStage, Is.EqualTo(stage));
    }

    [TestCase(4.4, true)]
    [TestCase(4.6, false)]
    public void The_hand_reaches_four_and_a_half_blocks(double distance, bool reaches)
    {
        var player = WorldDriver.FacingSouth();
        player.World.SetBlock(0, 65, 6, BlockId.Dirt);
        player.Body.Place(0.5, 64, 6 - distance, yaw: 0);

        player.Hold(Buttons.Attack, ticks: 20);

        Assert.That(player.IsAir(0, 65, 6), Is.EqualTo(reaches));
    }

    [Test]
    public void The_arm_swings_while_attack_is_held_and_comes_to_rest_six_ticks_after()
    {
        var player = WorldDriver.FacingSouth();
        player.World.RenderEnabled = true;
        player.World.SetBlock(0, 65, 2, BlockId.OakLog);
        player.Hold(Buttons.Attack, ticks: 2);
        for (var tick = 0; tick < 12; tick++)
        {
            player.Step(Buttons.Attack);
            Assert.That(player.World.Scene.SwingProgress, Is.InRange(0.1f, 0.7f));
        }

        player.Hold(Buttons.None, ticks: 6);

        Assert.That(player.World.Scene.SwingProgress, Is.Zero);
    }

    [Test]
    public void Leaves_drop_saplings_sticks_and_apples_by_their_odds()
    {
        const int rolls = 40_000;
        var units = RollMany(BlockId.OakLeaves, rolls);

        Assert.Multiple(() =>
        {
            Assert.That(units[ItemId.OakSapling] / (double)rolls, Is.EqualTo(0.05).Within(0.005));
            Assert.That(units[ItemId.Stick] / (double)rolls, Is.EqualTo(0.03).Within(0.005));
            Assert.That(units[ItemId.Apple] / (double)rolls, Is.EqualTo(0.005).Within(0.002));
        });
    }

    [TestCase(BlockId.BirchLeaves, ItemId.BirchSapling)]
    [TestCase(BlockId.SpruceLeaves, ItemId.SpruceSapling)]
    public void Only_oaks_have_apples_and_every_tree_its_own_saplings(BlockId leaves, ItemId sapling)
    {
        Assert.That(RollMany(leaves, 10_000).Keys, Is.EquivalentTo(new[] { sapling, ItemId.Stick }));
    }

    [TestCase(BlockId.Gravel, ItemId.Flint, 0.1)]
    [TestCase(BlockId.Gravel, ItemId.Gravel, 0.9)]
    [TestCase(BlockId.Grass, ItemId.WheatSeeds, 0.125)]
    [TestCase(BlockId.Fern, ItemId.WheatSeeds, 0.125)]
    [TestCase(BlockId.TallGrass, ItemId.WheatSeeds, 0.125)]
    [TestCase(BlockId.TallGrassUpper, ItemId.WheatSeeds, 0.125)]
    [TestCase(BlockId.DeadBush, ItemId.Stick, 1.0)]
    [TestCase(BlockId.LapisOre, ItemId.LapisLazuli, 6.5)]
    [TestCase(BlockId.RedstoneOre, ItemId.Redstone, 4.5)]
    [TestCase(BlockId.Melon, ItemId.MelonSlice, 5.0)]
    [TestCase(BlockId.Clay, ItemId.ClayBall, 4.0)]
    [TestCase(BlockId.Snow, ItemId.Snowball, 1.0)]
    [TestCase(BlockId.Cobweb, ItemId.String, 1.0)]
    [TestCase(BlockId.Stone, ItemId.Cobblestone, 1.0)]
    [TestCase(BlockId.LitFurnace, ItemId.Furnace, 1.0)]
    [TestCase(BlockId.WallTorchEast, ItemId.Torch, 1.0)]
    public void A_block_drops_so_many_units_on_average(BlockId block, ItemId item, double mean)
    {
        const int rolls = 20_000;

        Assert.That(RollMany(block, rolls)[item] / (double)rolls, Is.EqualTo(mean).Within(0.02 * (1 + mean)));
    }

    [TestCase(BlockId.LapisOre, 4, 9)]
    [TestCase(BlockId.RedstoneOre, 4, 5)]
    [TestCase(BlockId.Melon, 3, 7)]
    [TestCase(BlockId.DeadBush, 0, 2)]
    public void Counts_that_chance_decides_span_their_range(BlockId block, int least, int most)
    {
        var random = new Seeds.SeededRandom(5);
        var drops = new ItemStack[BlockDrops.MaximumStacks];
        var counts = Enumerable.Range(0, 500).Select(_ => BlockDrops.Roll(block, ToolKind.None, random, drops) == 0 ? 0 : drops[0].Count);

        Assert.That(counts.Distinct().Order(), Is.EqualTo(Enumerable.Range(least, most - least + 1)));
    }

    [TestCase(BlockId.Glass)]
    [TestCase(BlockId.Ice)]
    [TestCase(BlockId.Spawner)]
    public void Glass_ice_and_spawners_leave_nothing(BlockId block)
    {
        Assert.That(RollMany(block, 100), Is.Empty);
    }

    [Test]
    public void Shears_leave_nothing_of_foliage_and_take_wool()
    {
        Assert.That(RollMany(BlockId.OakLeaves, 1000, ToolKind.Shears), Is.Empty);
        Assert.That(RollMany(BlockId.WhiteWool, 10, ToolKind.Shears)[ItemId.WhiteWool], Is.EqualTo(10));
    }

    [TestCase(BlockId.Snow, ItemId.None, false)]
    [TestCase(BlockId.Snow, ItemId.WoodenShovel, true)]
    [TestCase(BlockId.Cobweb, ItemId.None, false)]
    [TestCase(BlockId.Cobweb, ItemId.GoldenSword, true)]
    [TestCase(BlockId.Cobweb, ItemId.Shears, true)]
    [TestCase(BlockId.GoldOre, ItemId.GoldenPickaxe, false)]
    [TestCase(BlockId.CoalOre, ItemId.GoldenPickaxe, true)]
    [TestCase(BlockId.Obsidian, ItemId.IronPickaxe, false)]
    [TestCase(BlockId.Obsidian, ItemId.DiamondPickaxe, true)]
    [TestCase(BlockId.OakLog, ItemId.None, true)]
    [TestCase(BlockId.Ice, ItemId.None, true)]
    public void Some_blocks_drop_only_for_their_tool(BlockId block, ItemId tool, bool drops)
    {
        Assert.That(MiningSpeed.CanHarvest(BlockTable.Of(block), ItemTable.Of(tool)), Is.EqualTo(drops));
    }

    [Test]
    public void Gravel_that_came_off_by_itself_is_never_flint_and_snow_melts_away()
    {
        var random = new Seeds.SeededRandom(2);
        var drops = new ItemStack[BlockDrops.MaximumStacks];

        Assert.That(
            Enumerable.Range(0, 200).Select(_ => (BlockDrops.RollUnaided(BlockId.Gravel, random, drops), drops[0].Item)),
            Is.All.EqualTo((1, ItemId.Gravel)));
        Assert.That(BlockDrops.RollUnaided(BlockId.Snow, random, drops), Is.Zero);
        Assert.That(BlockDrops.RollUnaided(BlockId.Torch, random, drops), Is.EqualTo(1));
    }

    [TestCase(BlockId.Stone, ItemId.WoodenPickaxe, 1)]
    [TestCase(BlockId.Dirt, ItemId.WoodenPickaxe, 1)]
    [TestCase(BlockId.OakLeaves, ItemId.IronSword, 2)]
    [TestCase(BlockId.OakLeaves, ItemId.StoneHoe, 1)]
    [TestCase(BlockId.OakLeaves, ItemId.Shears, 1)]
    [TestCase(BlockId.Grass, ItemId.IronSword, 0)]
    [TestCase(BlockId.Torch, ItemId.WoodenPickaxe, 0)]
    [TestCase(BlockId.Stone, ItemId.Stick, 0)]
    public void Mining_wears_the_tool(BlockId block, ItemId tool, int uses)
    {
        Assert.That(ToolWear.OfMining(block, tool), Is.EqualTo(uses));
    }

    [TestCase(ItemId.StoneSword, 1)]
    [TestCase(ItemId.StoneAxe, 2)]
    [TestCase(ItemId.StonePickaxe, 2)]
    [TestCase(ItemId.StoneHoe, 2)]
    [TestCase(ItemId.Shears, 0)]
    [TestCase(ItemId.None, 0)]
    public void A_hit_wears_tools_twice_as_much_as_swords(ItemId tool, int uses)
    {
        Assert.That(ToolWear.OfHitting(tool), Is.EqualTo(uses));
    }

    private static (bool EyeInWater, bool OnGround) OnFirmGround => (false, true);

    private static VoxelHit Hit(BlockId block) => new(3, 70, 5, block, BlockFace.North, 2.0);

    private static ItemId ToolOf(ToolKind kind, ToolTier tier) => tier == ToolTier.None
        ? ItemId.None
        : Enum.GetValues<ItemId>().FirstOrDefault(item => (ItemTable.Of(item).Tool, ItemTable.Of(item).Tier) == (kind, tier));

    private static int TicksToBreak(BlockId block, ItemId tool)
    {
        var digging = new Digging(new MiningConfig());
        var ticks = 1;
        while (digging.Tick(held: true, Hit(block), tool, OnFirmGround) is null)
        {
            ticks++;
        }

        return ticks;
    }

    private static Dictionary<ItemId, int> RollMany(BlockId block, int rolls, ToolKind tool = ToolKind.None)
    {
        var random = new Seeds.SeededRandom(3);
        var drops = new ItemStack[BlockDrops.MaximumStacks];
        var units = new Dictionary<ItemId, int>();
        for (var i = 0; i < rolls; i++)
        {
            foreach (var drop in drops.AsSpan(0, BlockDrops.Roll(block, tool, random, drops)))
            {
                units[drop.Item] = units.GetValueOrDefault(drop.Item) + drop.Count;
            }
        }

        return units;
    }

    private static void Work(Digging digging, ItemId tool, int ticks)
    {
        for (var i = 0; i < ticks; i++)
        {
            digging.Tick(held: true, Hit(BlockId.OakLog), tool, OnFirmGround);
        }
    }
}
