using Rl.Env.World.Blocks;

namespace Rl.Env.World.Windows;

/// <summary>A stack that was in a broken furnace or chest.</summary>
/// <param name="Stack">What it was.</param>
/// <param name="WasOwned">True if its units were the player's before; picking them up again is no gain.</param>
internal readonly record struct StoredStack(ItemStack Stack, bool WasOwned);
