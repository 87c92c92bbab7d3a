using Rl.Env.World.Blocks;

namespace Rl.Env.World.Animals;

/// <summary>A stack that an animal left this tick, for the world to lay down.</summary>
/// <param name="Stack">The stack.</param>
/// <param name="X">Where, east.</param>
/// <param name="Y">Where, up.</param>
/// <param name="Z">Where, south.</param>
internal readonly record struct AnimalDrop(ItemStack Stack, double X, double Y, double Z);
