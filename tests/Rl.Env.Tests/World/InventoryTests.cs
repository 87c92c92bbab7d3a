using Rl.Env.World;
using Rl.Env.World.Blocks;
using Rl.Env.World.Items;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class InventoryTests
{
    [Test]
    public void Items_join_the_selected_partial_stack_before_any_other()
    {
        var inventory = WithDirtInSlots0And3();
        inventory.Select(3);

        inventory.Add(new ItemStack(ItemId.Dirt, 5));

        Assert.That((inventory.Slots[0].Count, inventory.Slots[3].Count), Is.EqualTo((60, 65 - 5)));
    }

    [Test]
    public void Items_fill_partial_stacks_in_order_and_then_the_first_empty_slot()
    {
        var inventory = WithDirtInSlots0And3();
        inventory.Select(8);

        inventory.Add(new ItemStack(ItemId.Dirt, 20));

        Assert.That(
            (inventory.Slots[0].Count, inventory.Slots[3].Count, inventory.Slots[4].Count),
            Is.EqualTo((64, 64, 7)));
    }

    [Test]
    public void A_full_inventory_takes_only_what_there_is_room_for()
    {
        var inventory = new Inventory();
        Assert.That(inventory.Add(new ItemStack(ItemId.Dirt, (36 * 64) - 3)), Is.EqualTo((36 * 64) - 3));

        Assert.That(inventory.Add(new ItemStack(ItemId.Dirt, 10)), Is.EqualTo(3));
        Assert.That(inventory.Add(new ItemStack(ItemId.Stick, 1)), Is.Zero);
    }

    [Test]
    public void Tools_do_not_stack()
    {
        var inventory = new Inventory();
        inventory.Add(new ItemStack(ItemId.WoodenAxe, 1));
        inventory.Add(new ItemStack(ItemId.WoodenAxe, 1));

        Assert.That((inventory.Slots[0].Count, inventory.Slots[1].Count), Is.EqualTo((1, 1)));
    }

    [Test]
    public void A_wooden_tool_is_gone_after_59_uses()
    {
        var inventory = new Inventory();
        inventory.Add(new ItemStack(ItemId.WoodenAxe, 1));
        for (var use = 0; use < 58; use++)
        {
            inventory.WearHeld();
        }

        Assert.That(inventory.Held, Is.EqualTo(new ItemStack(ItemId.WoodenAxe, 1, 58)));
        inventory.WearHeld();
        Assert.That(inventory.Held.IsEmpty, Is.True);
    }

    [Test]
    public void Items_join_a_partial_stack_in_the_off_hand_but_never_an_empty_one_or_an_armour_slot()
    {
        var inventory = new Inventory();
        inventory.Add(new ItemStack(ItemId.Dirt, (36 * 64) - 10));
        inventory[Inventory.OffHandSlot] = new ItemStack(ItemId.Dirt, 60);

        Assert.That(inventory.Add(new ItemStack(ItemId.Dirt, 30)), Is.EqualTo(14));
        Assert.That((inventory.OffHand.Count, inventory.Add(new ItemStack(ItemId.IronHelmet, 1))), Is.EqualTo((64, 0)));
    }

    [TestCase(ItemId.LeatherHelmet, 36)]
    [TestCase(ItemId.IronChestplate, 37)]
    [TestCase(ItemId.GoldenLeggings, 38)]
    [TestCase(ItemId.DiamondBoots, 39)]
    [TestCase(ItemId.Shield, -1)]
    [TestCase(ItemId.OakSlab, -1)]
    public void Each_piece_of_armour_has_its_slot(ItemId item, int slot)
    {
        Assert.That(Inventory.ArmorSlotOf(item), Is.EqualTo(slot));
    }

    [Test]
    public void Armour_and_off_hand_are_told_by_the_hash_only_where_something_is()
    {
        var inventory = new Inventory();
        var empty = inventory.HashInto(StateHasher.Seed);
        inventory[36] = new ItemStack(ItemId.IronHelmet, 1);
        var helmet = inventory.HashInto(StateHasher.Seed);
        inventory[36] = ItemStack.Empty;
        inventory[Inventory.OffHandSlot] = new ItemStack(ItemId.IronHelmet, 1);

        Assert.That(new[] { empty, helmet, inventory.HashInto(StateHasher.Seed) }, Is.Unique);

        inventory.Clear();
        Assert.That(inventory.HashInto(StateHasher.Seed), Is.EqualTo(empty));
    }

    [Test]
    public void What_is_worn_does_not_count_among_the_items()
    {
        var inventory = new Inventory();
        inventory[36] = new ItemStack(ItemId.IronHelmet, 1);

        Assert.That((inventory.CountOf(ItemId.IronHelmet), inventory.Armor[0].Count, inventory.Slots.Length), Is.EqualTo((0, 1, 36)));
    }

    /// <summary>60 units in slot 0, 55 in slot 3, full stacks of sand between them.</summary>
    private static Inventory WithDirtInSlots0And3()
    {
        var inventory = new Inventory();
        inventory.Add(new ItemStack(ItemId.Dirt, 64));
        inventory.Add(new ItemStack(ItemId.Sand, 128));
        inventory.Add(new ItemStack(ItemId.Dirt, 55));
        for (var i = 0; i < 4; i++)
        {
            inventory.TakeOneHeld();
        }

        return inventory;
    }
}
