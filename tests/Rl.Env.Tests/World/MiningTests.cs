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

    [TestCase(BlockId.OakLeaves, ItemId.None, 6)]
    [TestCase(BlockId.Dirt, ItemId.None, 15)]
    [TestCase(BlockId.Dirt, ItemId.WoodenShovel, 8)]
    [TestCase(BlockId.GrassBlock, ItemId.None, 18)]
    [TestCase(BlockId.BirchLog, ItemId.WoodenAxe, 30)]
    [TestCase(BlockId.OakLog, ItemId.StoneAxe, 15)]
    [TestCase(BlockId.OakPlanks, ItemId.IronAxe, 10)]
    [TestCase(BlockId.OakLog, ItemId.DiamondAxe, 8)]
    [TestCase(BlockId.CraftingTable, ItemId.None, 76)]
    [TestCase(BlockId.Stone, ItemId.None, 151)]
    [TestCase(BlockId.Stone, ItemId.StonePickaxe, 12)]
    [TestCase(BlockId.Cobblestone, ItemId.WoodenPickaxe, 30)]
    [TestCase(BlockId.Furnace, ItemId.StonePickaxe, 27)]
    [TestCase(BlockId.CoalOre, ItemId.IronPickaxe, 15)]
    [TestCase(BlockId.IronOre, ItemId.WoodenPickaxe, 151)]
    [TestCase(BlockId.IronOre, ItemId.StonePickaxe, 23)]
    [TestCase(BlockId.DiamondOre, ItemId.StonePickaxe, 76)]
    [TestCase(BlockId.DiamondOre, ItemId.IronPickaxe, 15)]
    public void A_block_takes_the_ticks_of_the_original_s_table(BlockId block, ItemId tool, int ticks)
    {
        var digging = new Digging(new MiningConfig());
        var hit = Hit(block);
        var taken = 1;
        while (digging.Tick(held: true, hit, tool, OnFirmGround) is null)
        {
            taken++;
        }

        Assert.That(taken, Is.EqualTo(ticks));
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
        var random = new Seeds.SeededRandom(3);
        var drops = new ItemStack[BlockDrops.MaximumStacks];
        var units = new Dictionary<ItemId, int>();
        const int rolls = 40_000;
        for (var i = 0; i < rolls; i++)
        {
            foreach (var drop in drops.AsSpan(0, BlockDrops.Roll(BlockId.OakLeaves, random, drops)))
            {
                units[drop.Item] = units.GetValueOrDefault(drop.Item) + drop.Count;
            }
        }

        Assert.Multiple(() =>
        {
            Assert.That(units[ItemId.OakSapling] / (double)rolls, Is.EqualTo(0.05).Within(0.005));
            Assert.That(units[ItemId.Stick] / (double)rolls, Is.EqualTo(0.03).Within(0.005));
            Assert.That(units[ItemId.Apple] / (double)rolls, Is.EqualTo(0.005).Within(0.002));
        });
    }

    private static (bool EyeInWater, bool OnGround) OnFirmGround => (false, true);

    private static VoxelHit Hit(BlockId block) => new(3, 70, 5, block, BlockFace.North, 2.0);

    private static void Work(Digging digging, ItemId tool, int ticks)
    {
        for (var i = 0; i < ticks; i++)
        {
            digging.Tick(held: true, Hit(BlockId.OakLog), tool, OnFirmGround);
        }
    }
}
