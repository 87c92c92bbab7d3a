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
            Assert.That(BlockTable.Of(block).Name.Replace("_", "", StringComparison.Ordinal), Is.EqualTo(block.ToString()).IgnoreCase);
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
        foreach (var item in Enum.GetValues<ItemId>().Where(item => ItemTable.Of(item).Places is not (BlockId.Air or BlockId.Gravel)))
        {
            Assert.That(BlockTable.Of(ItemTable.Of(item).Places).Drop, Is.EqualTo(item));
        }
    }
}
