using Rl.Env.World.Blocks;

namespace Rl.Env.Experts;

/// <summary>A block worth remembering that was seen.</summary>
internal readonly record struct SeenBlock(Cell Cell, BlockId Block);
