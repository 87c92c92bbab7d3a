using Rl.Env.World;
using Rl.Env.World.Blocks;
using Rl.Env.World.Windows;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class FurnaceTests
{
    private static readonly (int X, int Y, int Z) Here = (3, 64, -5);
    private static readonly (int X, int Y, int Z) There = (4, 64, -5);

    [Test]
    public void An_iron_ingot_is_made_on_the_200th_tick_after_ore_and_fuel_are_in()
    {
        var furnace = Furnace(new ItemStack(ItemId.IronOre, 1), new ItemStack(ItemId.Coal, 1));

        Work(furnace, ticks: 199);
        Assert.That((furnace.Output.IsEmpty, furnace.Progress), Is.EqualTo((true, 199)));

        furnace.Tick();
        Assert.That(furnace.Output, Is.EqualTo(new ItemStack(ItemId.IronIngot, 1)));
        Assert.That((furnace.Input, furnace.Fuel), Is.EqualTo((ItemStack.Empty, ItemStack.Empty)));
    }

    [TestCase(ItemId.Coal, 8)]
    [TestCase(ItemId.Charcoal, 8)]
    [TestCase(ItemId.CoalBlock, 64)]
    public void One_unit_of_coal_smelts_eight_and_a_block_of_it_a_whole_stack(ItemId fuel, int made)
    {
        var furnace = Furnace(new ItemStack(ItemId.Cobblestone, 64), new ItemStack(fuel, 1));

        Work(furnace, ticks: 16_100);

        Assert.That((furnace.Output, furnace.IsLit), Is.EqualTo((new ItemStack(ItemId.Stone, made), false)));
    }

    [Test]
    public void Two_planks_smelt_three_ores()
    {
        var furnace = Furnace(new ItemStack(ItemId.IronOre, 3), new ItemStack(ItemId.OakPlanks, 2));

        Work(furnace, ticks: 600);

        Assert.That(furnace.Output, Is.EqualTo(new ItemStack(ItemId.IronIngot, 3)));
    }

    [Test]
    public void A_fire_goes_out_one_tick_after_its_fuel_s_time()
    {
        var furnace = Furnace(new ItemStack(ItemId.Sand, 1), new ItemStack(ItemId.Coal, 1));

        Work(furnace, ticks: 1600);
        Assert.That((furnace.IsLit, furnace.BurnLeft, furnace.BurnTotal), Is.EqualTo((true, 1, 1600)));

        furnace.Tick();
        Assert.That(furnace.IsLit, Is.False);
    }

    [Test]
    public void Fuel_is_not_wasted_without_anything_to_smelt()
    {
        var coal = new ItemStack(ItemId.Coal, 5);
        var (empty, useless) = (Furnace(ItemStack.Empty, coal), Furnace(new ItemStack(ItemId.Dirt, 1), coal));

        Work(empty, ticks: 300);
        Work(useless, ticks: 300);

        Assert.That((empty.Fuel, useless.Fuel), Is.EqualTo((coal, coal)));
    }

    [Test]
    public void Fuel_is_not_wasted_while_the_output_has_no_room()
    {
        var furnace = Furnace(new ItemStack(ItemId.Cobblestone, 64), new ItemStack(ItemId.CoalBlock, 1));
        Work(furnace, ticks: 64 * 200);
        furnace.Input = new ItemStack(ItemId.Cobblestone, 2);
        furnace.Fuel = new ItemStack(ItemId.Coal, 3);
        Work(furnace, ticks: 16_000);

        Assert.That((furnace.Input.Count, furnace.Fuel.Count, furnace.Output.Count), Is.EqualTo((2, 3, 64)));

        furnace.TakeOutput(1);
        Work(furnace, ticks: 200);
        Assert.That((furnace.Input.Count, furnace.Fuel.Count, furnace.Output.Count), Is.EqualTo((1, 2, 64)));
    }

    [Test]
    public void Another_product_in_the_output_keeps_the_fire_from_being_lit()
    {
        var furnace = Furnace(new ItemStack(ItemId.Sand, 1), new ItemStack(ItemId.Stick, 2));
        Work(furnace, ticks: 200);
        furnace.Input = new ItemStack(ItemId.IronOre, 1);
        furnace.Fuel = new ItemStack(ItemId.Coal, 1);

        Work(furnace, ticks: 300);

        Assert.That((furnace.Output.Item, furnace.Fuel.Count), Is.EqualTo((ItemId.Glass, 1)));
    }

    [Test]
    public void Progress_falls_by_two_a_tick_without_fire()
    {
        var furnace = Furnace(new ItemStack(ItemId.IronOre, 1), new ItemStack(ItemId.Stick, 1));

        Work(furnace, ticks: 100);
        Assert.That(furnace.Progress, Is.EqualTo(100));

        Work(furnace, ticks: 30);
        Assert.That(furnace.Progress, Is.EqualTo(40));

        Work(furnace, ticks: 30);
        Assert.That(furnace.Progress, Is.Zero);
    }

    [Test]
    public void A_fire_burns_on_for_nothing_when_the_ore_is_taken_out()
    {
        var furnace = Furnace(new ItemStack(ItemId.IronOre, 1), new ItemStack(ItemId.OakPlanks, 1));
        Work(furnace, ticks: 100);
        furnace.Input = ItemStack.Empty;

        Work(furnace, ticks: 50);

        Assert.That((furnace.IsLit, furnace.BurnLeft, furnace.Progress), Is.EqualTo((true, 151, 0)));
    }

    [Test]
    public void Another_item_in_the_input_starts_from_the_beginning_and_more_of_the_same_does_not()
    {
        var furnace = Furnace(new ItemStack(ItemId.IronOre, 1), new ItemStack(ItemId.Coal, 1));
        Work(furnace, ticks: 100);

        furnace.Input = new ItemStack(ItemId.IronOre, 5);
        Assert.That(furnace.Progress, Is.EqualTo(100));

        furnace.Input = new ItemStack(ItemId.GoldOre, 5);
        Assert.That(furnace.Progress, Is.Zero);
    }

    [Test]
    public void Burnt_lava_leaves_its_bucket()
    {
        var furnace = Furnace(new ItemStack(ItemId.IronOre, 1), new ItemStack(ItemId.LavaBucket, 1));

        furnace.Tick();

        Assert.That((furnace.Fuel, furnace.BurnTotal), Is.EqualTo((new ItemStack(ItemId.Bucket, 1), 20_000)));
    }

    [TestCase(ItemId.Coal, 1600)]
    [TestCase(ItemId.Charcoal, 1600)]
    [TestCase(ItemId.SprucePlanks, 300)]
    [TestCase(ItemId.BirchLog, 300)]
    [TestCase(ItemId.OakWood, 300)]
    [TestCase(ItemId.CraftingTable, 300)]
    [TestCase(ItemId.Chest, 300)]
    [TestCase(ItemId.OakFence, 300)]
    [TestCase(ItemId.OakStairs, 300)]
    [TestCase(ItemId.OakTrapdoor, 300)]
    [TestCase(ItemId.Ladder, 300)]
    [TestCase(ItemId.OakPressurePlate, 300)]
    [TestCase(ItemId.Stick, 100)]
    [TestCase(ItemId.SpruceSapling, 100)]
    [TestCase(ItemId.WhiteWool, 100)]
    [TestCase(ItemId.Bowl, 100)]
    [TestCase(ItemId.BirchButton, 100)]
    [TestCase(ItemId.WoodenPickaxe, 200)]
    [TestCase(ItemId.WoodenSword, 200)]
    [TestCase(ItemId.OakDoor, 200)]
    [TestCase(ItemId.OakSign, 200)]
    [TestCase(ItemId.BirchSlab, 150)]
    [TestCase(ItemId.OakBoat, 1200)]
    [TestCase(ItemId.CoalBlock, 16_000)]
    [TestCase(ItemId.LavaBucket, 20_000)]
    [TestCase(ItemId.Cobblestone, 0)]
    [TestCase(ItemId.CobblestoneSlab, 0)]
    [TestCase(ItemId.StonePressurePlate, 0)]
    [TestCase(ItemId.StonePickaxe, 0)]
    [TestCase(ItemId.IronOre, 0)]
    [TestCase(ItemId.None, 0)]
    public void Fuel_burns_for_the_ticks_of_the_original_s_table(ItemId item, int ticks)
    {
        Assert.That((FuelTable.BurnTicks(item), FuelTable.IsFuel(item)), Is.EqualTo((ticks, ticks > 0)));
    }

    [TestCase(ItemId.IronOre, ItemId.IronIngot)]
    [TestCase(ItemId.GoldOre, ItemId.GoldIngot)]
    [TestCase(ItemId.OakLog, ItemId.Charcoal)]
    [TestCase(ItemId.BirchLog, ItemId.Charcoal)]
    [TestCase(ItemId.SpruceLog, ItemId.Charcoal)]
    [TestCase(ItemId.OakWood, ItemId.Charcoal)]
    [TestCase(ItemId.Cobblestone, ItemId.Stone)]
    [TestCase(ItemId.Sand, ItemId.Glass)]
    [TestCase(ItemId.Porkchop, ItemId.CookedPorkchop)]
    [TestCase(ItemId.Beef, ItemId.CookedBeef)]
    [TestCase(ItemId.Chicken, ItemId.CookedChicken)]
    [TestCase(ItemId.Mutton, ItemId.CookedMutton)]
    [TestCase(ItemId.ClayBall, ItemId.Brick)]
    [TestCase(ItemId.Cactus, ItemId.GreenDye)]
    [TestCase(ItemId.OakPlanks, ItemId.None)]
    [TestCase(ItemId.Coal, ItemId.None)]
    [TestCase(ItemId.None, ItemId.None)]
    public void Smelting_makes_what_the_original_makes(ItemId item, ItemId product)
    {
        Assert.That((SmeltingTable.ProductOf(item), SmeltingTable.IsSmeltable(item)), Is.EqualTo((product, product != ItemId.None)));
    }

    [Test]
    public void Fires_that_come_up_and_go_out_are_reported_once_in_the_order_of_the_furnaces()
    {
        var entities = new BlockEntities();
        Load(entities.AddFurnace(Here), ItemId.Sand, ItemId.Stick);
        entities.AddChest((9, 64, 9));
        Load(entities.AddFurnace(There), ItemId.Sand, ItemId.Stick);

        entities.Tick(0, 0);
        Assert.That(entities.LitChanges.ToArray(), Is.EqualTo(new LitChange[] { new(Here, true), new(There, true) }));

        for (var tick = 2; tick <= 100; tick++)
        {
            entities.Tick(0, 0);
            Assert.That(entities.LitChanges.Length, Is.Zero);
        }

        entities.Tick(0, 0);
        Assert.That(entities.LitChanges.ToArray(), Is.EqualTo(new LitChange[] { new(Here, false), new(There, false) }));
    }

    [Test]
    public void A_furnace_out_of_the_world_s_sight_rests()
    {
        var entities = new BlockEntities();
        Load(entities.AddFurnace(Here), ItemId.Sand, ItemId.Stick);

        entities.Tick(Here.X + 200, Here.Z);
        Assert.That(entities.FurnaceAt(Here)!.IsLit, Is.False);

        entities.Tick(Here.X + 50, Here.Z - 50);
        Assert.That(entities.FurnaceAt(Here)!.IsLit, Is.True);
    }

    [Test]
    public void A_broken_furnace_hands_out_what_it_holds_and_its_output_was_never_the_player_s()
    {
        var entities = new BlockEntities();
        var furnace = entities.AddFurnace(Here);
        furnace.Input = new ItemStack(ItemId.IronOre, 3);
        furnace.Fuel = new ItemStack(ItemId.Coal, 2);
        Work(furnace, ticks: 200);
        Span<StoredStack> contents = new StoredStack[BlockEntities.MaximumStacks];

        var count = entities.Remove(Here, contents);

        StoredStack[] expected =
        [
            new(new ItemStack(ItemId.IronOre, 2), WasOwned: true),
            new(new ItemStack(ItemId.Coal, 1), WasOwned: true),
            new(new ItemStack(ItemId.IronIngot, 1), WasOwned: false),
        ];
        Assert.That(contents[..count].ToArray(), Is.EqualTo(expected));
        Assert.That((entities.FurnaceAt(Here), entities.Count, entities.Remove(Here, contents)), Is.EqualTo(((FurnaceState?)null, 0, 0)));
    }

    [Test]
    public void A_broken_chest_hands_out_what_it_holds()
    {
        var entities = new BlockEntities();
        var chest = entities.AddChest(Here);
        chest[4] = new ItemStack(ItemId.Dirt, 7);
        chest[26] = new ItemStack(ItemId.IronAxe, 1, Damage: 9);
        Span<StoredStack> contents = new StoredStack[BlockEntities.MaximumStacks];

        var count = entities.Remove(Here, contents);

        Assert.That(
            contents[..count].ToArray(),
            Is.EqualTo(new StoredStack[] { new(new ItemStack(ItemId.Dirt, 7), true), new(new ItemStack(ItemId.IronAxe, 1, 9), true) }));
        Assert.That(entities.ChestAt(Here), Is.Null);
    }

    [Test]
    public void Two_cannot_stand_in_one_place()
    {
        var entities = new BlockEntities();
        entities.AddFurnace(Here);

        Assert.That(() => entities.AddChest(Here), Throws.InvalidOperationException.With.Message.Contains("(3, 64, -5)"));
    }

    [Test]
    public void The_hash_tells_what_furnaces_and_chests_hold_and_is_left_alone_without_any()
    {
        var entities = new BlockEntities();
        Assert.That(entities.HashInto(5), Is.EqualTo(5));

        var furnace = entities.AddFurnace(Here);
        var chest = entities.AddChest(There);
        List<ulong> hashes = [entities.HashInto(StateHasher.Seed)];
        furnace.Input = new ItemStack(ItemId.Sand, 1);
        hashes.Add(entities.HashInto(StateHasher.Seed));
        furnace.Fuel = new ItemStack(ItemId.Stick, 1);
        hashes.Add(entities.HashInto(StateHasher.Seed));
        entities.Tick(0, 0);
        hashes.Add(entities.HashInto(StateHasher.Seed));
        chest[26] = new ItemStack(ItemId.Dirt, 1);
        hashes.Add(entities.HashInto(StateHasher.Seed));

        Assert.That(hashes, Is.Unique);
    }

    [Test]
    public void A_tick_of_many_furnaces_allocates_nothing()
    {
        Work(Furnaces());
        var entities = Furnaces();

        using var allocations = new AllocationMeter();
        Work(entities);

        Assert.That(allocations.Bytes, Is.Zero);

        static BlockEntities Furnaces()
        {
            var entities = new BlockEntities();
            for (var i = 0; i < 20; i++)
            {
                Load(entities.AddFurnace((i, 64, 0)), ItemId.Sand, ItemId.Stick);
            }

            return entities;
        }

        static void Work(BlockEntities entities)
        {
            for (var tick = 0; tick < 300; tick++)
            {
                entities.Tick(0, 0);
            }
        }
    }

    [Test]
    public void Fire_changes_a_furnace_s_block_and_keeps_its_facing()
    {
        BlockId[] dark = [BlockId.Furnace, BlockId.FurnaceSouth, BlockId.FurnaceWest, BlockId.FurnaceEast];
        BlockId[] lit = [BlockId.LitFurnace, BlockId.LitFurnaceSouth, BlockId.LitFurnaceWest, BlockId.LitFurnaceEast];

        Assert.That(dark.Concat(lit).Select(block => WindowBlocks.WithFire(block, isLit: true)), Is.EqualTo(lit.Concat(lit)));
        Assert.That(dark.Concat(lit).Select(block => WindowBlocks.WithFire(block, isLit: false)), Is.EqualTo(dark.Concat(dark)));
        Assert.That(WindowBlocks.WithFire(BlockId.Stone, isLit: true), Is.EqualTo(BlockId.Stone));
    }

    [Test]
    public void Blocks_with_a_window_are_those_named_after_it()
    {
        foreach (var block in Enum.GetValues<BlockId>())
        {
            var kind = BlockTable.Of(block).Name switch
            {
                "crafting_table" => WindowKind.CraftingTable,
                "furnace" => WindowKind.Furnace,
                "chest" => WindowKind.Chest,
                _ => WindowKind.None,
            };
            Assert.That(WindowBlocks.Opens(block), Is.EqualTo(kind), $"{block}");
        }
    }

    private static FurnaceState Furnace(ItemStack input, ItemStack fuel) => new() { Input = input, Fuel = fuel };

    private static void Load(FurnaceState furnace, ItemId input, ItemId fuel)
    {
        furnace.Input = new ItemStack(input, 1);
        furnace.Fuel = new ItemStack(fuel, 1);
    }

    private static void Work(FurnaceState furnace, int ticks)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            furnace.Tick();
        }
    }
}
