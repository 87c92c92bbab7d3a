using Rl.Env.World.Blocks;

namespace Rl.Env.World.Rendering;

/// <summary>A block on its way down as the renderer draws it.</summary>
/// <param name="X">Centre of its box, east.</param>
/// <param name="Y">Bottom of its box, up.</param>
/// <param name="Z">Centre of its box, south.</param>
/// <param name="Block">What falls.</param>
public readonly record struct FallingSprite(double X, double Y, double Z, BlockId Block);
