using Rl.Env.World.Blocks;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class BlockTableTests
{
    [Test]
    public void Every_block_has_its_row_under_its_own_name()
    {
        foreach (var block in Enum.GetValues<BlockId>())
        {
            // The facings and halves of one block are ids of their own that share its name.
            Assert.That(
                block.ToString().Replace("Lit", "", StringComparison.Ordinal),
                Does.StartWith(BlockTable.Of(block).Name.Replace("_", "", StringComparison.Ordinal)).IgnoreCase);
        }

        Assert.That(BlockTable.Count, Is.EqualTo(Enum.GetValues<BlockId>().Length));
    }

    [Test]
    public void Every_item_has_its_row_under_its_own_name()
    {
        foreach (var item in Enum.GetValues<ItemId>().Where(item => item != ItemId.None))
        {
            Assert.That(ItemTable.Of(item).Name.Replace("_", "", StringComparison.Ordinal), Is.EqualTo(item.ToString()).IgnoreCase);
        }

        Assert.That(ItemTable.Count, Is.EqualTo(Enum.GetValues<ItemId>().Length));
    }

    [Test]
    public void What_an_item_places_drops_that_item_again()
    {
        // Stone turns to cobblestone, glass shatters, clay and melons fall apart, and gravel may be flint.
        BlockId[] others = [BlockId.Air, BlockId.Stone, BlockId.Glass, BlockId.Clay, BlockId.Melon, BlockId.Gravel];
        foreach (var item in Enum.GetValues<ItemId>().Where(item => !others.Contains(ItemTable.Of(item).Places)))
        {
            Assert.That(BlockTable.Of(ItemTable.Of(item).Places).Drop, Is.EqualTo(item));
        }
    }
}
