using Rl.Env.World.Blocks;

namespace Rl.Env.World.Animals;

/// <summary>One of the stacks that a dead animal leaves, each count equally likely.</summary>
/// <param name="Item">What it is.</param>
/// <param name="Cooked">What it is if the animal died burning.</param>
/// <param name="Fewest">Least units.</param>
/// <param name="Most">Most units; 0 for no such stack.</param>
internal readonly record struct AnimalLoot(ItemId Item, ItemId Cooked, int Fewest, int Most);
