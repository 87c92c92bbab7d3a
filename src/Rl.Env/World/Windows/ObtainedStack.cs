using Rl.Env.World.Blocks;

namespace Rl.Env.World.Windows;

/// <summary>What was made and taken in one tick.</summary>
/// <param name="Stack">The item and how many units were made of it, which may be more than a slot holds.</param>
/// <param name="IsCrafted">True if a grid made it, false if a furnace did.</param>
/// <param name="WasOwned">
/// True if its units were the player's before in another form: a block taken apart, a tool mended out of two. It is crafted, but no gain.
/// </param>
internal readonly record struct ObtainedStack(ItemStack Stack, bool IsCrafted, bool WasOwned);
