using Rl.Env.World.Animals;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class ChunkSetTests
{
    [Test]
    public void A_chunk_is_added_once_until_the_set_is_emptied()
    {
        var set = new ChunkSet(sizeBits: 4);

        Assert.That(set.Add(-1, -1), Is.True);
        Assert.That(set.Add(-1, -1), Is.False);
        Assert.That(set.Add(-1, 1), Is.True);
        set.Clear();

        Assert.That(set.Add(-1, -1), Is.True);
    }

    [Test]
    public void A_full_set_takes_no_more_and_still_knows_what_it_has()
    {
        var set = new ChunkSet(sizeBits: 4);
        for (var x = 0; x < set.Capacity; x++)
        {
            Assert.That(set.Add(x, -x), Is.True);
        }

        Assert.That(set.Capacity, Is.EqualTo(12));
        Assert.That(set.Add(100, 100), Is.False);
        Assert.That(set.Add(3, -3), Is.False);
        Assert.That(set.Count, Is.EqualTo(12));
    }
}
