using Rl.Algorithms;

namespace Rl.Tests.Algorithms;

public sealed class MinibatchOrderTests
{
    [Test]
    public void Every_sequence_is_in_exactly_one_group()
    {
        var groups = MinibatchOrder.Groups(10, 4, 1, 0, 0);

        Assert.That(groups.Select(group => group.Length), Is.EqualTo(new[] { 4, 4, 2 }));
        Assert.That(groups.SelectMany(group => group), Is.EquivalentTo(Enumerable.Range(0, 10)));
    }

    [Test]
    public void The_order_depends_on_seed_iteration_and_pass_and_on_nothing_else()
    {
        int[] Order(ulong seed, long iteration, int pass) => [.. MinibatchOrder.Groups(30, 30, seed, iteration, pass)[0]];

        Assert.That(Order(1, 2, 3), Is.EqualTo(Order(1, 2, 3)));
        Assert.That(Order(2, 2, 3), Is.Not.EqualTo(Order(1, 2, 3)));
        Assert.That(Order(1, 3, 3), Is.Not.EqualTo(Order(1, 2, 3)));
        Assert.That(Order(1, 2, 4), Is.Not.EqualTo(Order(1, 2, 3)));
        Assert.That(Order(1, 3, 2), Is.Not.EqualTo(Order(1, 2, 3)));
    }
}
