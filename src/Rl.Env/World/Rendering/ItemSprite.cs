using Rl.Env.World.Blocks;

namespace Rl.Env.World.Rendering;

/// <summary>An item entity as the renderer draws it: a small turning cube or picture.</summary>
/// <param name="X">Centre of its box, east.</param>
/// <param name="Y">Bottom of its box, up.</param>
/// <param name="Z">Centre of its box, south.</param>
/// <param name="Item">What it shows.</param>
/// <param name="AgeTicks">Ticks since it appeared; turns and bobs it.</param>
public readonly record struct ItemSprite(double X, double Y, double Z, ItemId Item, int AgeTicks);
